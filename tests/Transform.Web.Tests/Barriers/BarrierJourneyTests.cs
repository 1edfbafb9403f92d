using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Barriers;

public sealed class BarrierJourneyTests
{
    [Fact]
    public async Task A_barrier_is_named_something_not_done_is_put_to_it_in_two_taps_and_its_owner_is_asked()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await MissedAsync(journey, programme);
        await journey.OpenAsync($"/programmes/{programme}/barriers", "What stands in the way");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Name a barrier").ClickAsync();
        await journey.Heading("Name a barrier").WaitForAsync();
        await journey.Button("Save this barrier").ClickAsync();
        await journey.Page.GetByText("Say what stands in the way.").First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByLabel("What stands in the way?").FillAsync("No nurse can be spared");
        await journey.Page.GetByLabel("Which system does it belong to?").FillAsync("The rota");
        await journey.Button("Save this barrier").ClickAsync();

        await journey.Heading("No nurse can be spared").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Link("What stands in the way").First.ClickAsync();
        await journey.Heading("What stands in the way").WaitForAsync();
        await journey.Page.GetByText("1 thing that was not done stands behind no barrier yet.").WaitForAsync();
        await journey.Button("Put them to barriers").ClickAsync();
        await journey.Heading("What was not done").WaitForAsync();
        await journey.Page.GetByText("Lend two nurses", new() { Exact = true }).First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("What stood in the way? “Lend two nurses”").ClickAsync();
        await journey.Button("No nurse can be spared").ClickAsync();
        await journey.Page.GetByText("All that is open to you is explained.").WaitForAsync();

        // The commitment itself says so, before anything is pressed.
        await journey.OpenAsync($"/programmes/{programme}/commitments", "Commitments");
        await journey.Link("Lend two nurses").ClickAsync();
        await journey.Page.GetByText("Explained by: No nurse can be spared").WaitForAsync();

        await journey.OpenAsync($"/programmes/{programme}/barriers", "What stands in the way");
        await journey.Page.GetByText("The rota stands in the way in one conversation.").WaitForAsync();
        await journey.Page.GetByText("1 conversation · 1 thing not done").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Note that you asked").ClickAsync();
        await journey.Heading("Change “No nurse can be spared”").WaitForAsync();
        await journey.Page.GetByLabel("Owner asked", new() { Exact = true }).CheckAsync();
        await journey.Button("Save changes").ClickAsync();
        await journey.Page.GetByText("Give the day on which the owner was asked.").First.WaitForAsync();
        await journey.Page.GetByLabel("Asked on").FillAsync("2026-02-02");
        await journey.Button("Save changes").ClickAsync();
        await journey.Heading("No nurse can be spared").WaitForAsync();
        await journey.Page.GetByRole(AriaRole.Img, new() { Name = "owner asked 2 Feb" }).WaitForAsync();

        // What was put there is taken away again.
        await journey.Button("Take away the commitment “Lend two nurses”").ClickAsync();
        await journey.Button("Take it away").ClickAsync();
        await journey.Page.GetByText("Nothing yet. It is put here from").WaitForAsync();
    }

    [Fact]
    public async Task A_barrier_that_somebody_else_saved_first_loses_no_words()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var barrier = await BarrierAsync(journey, programme);
        await journey.OpenAsync($"/programmes/{programme}/barriers/{barrier}/edit", "Change “No nurse can be spared”");
        await journey.Page.GetByLabel("What belongs to it?").FillAsync("Whatever is said of winter");
        await journey.Workspace.Key.PutAsync($"programmes/{programme}/barriers/{barrier}", new { name = "No nurse to spare", systemName = "The rota" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await journey.Button("Save changes").ClickAsync();
        await journey.Page.GetByText("Somebody else saved this since you opened it").WaitForAsync();
        await journey.Page.GetByText("No nurse to spare").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Save mine over theirs").ClickAsync();
        await journey.Heading("No nurse can be spared").WaitForAsync();
        await journey.Page.GetByRole(AriaRole.Definition).GetByText("Whatever is said of winter").WaitForAsync();
    }

    [Fact]
    public async Task A_passage_and_a_meeting_are_put_to_a_barrier_where_they_are_read_and_open_from_it_in_their_place()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var barrier = await BarrierAsync(journey, programme);
        var interview = await MissedAsync(journey, programme);
        var theme = await journey.Workspace.Key.PostAsJsonAsync("themes", new { name = "Winter", dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Key.PostAsJsonAsync($"programmes/{programme}/quotes", new
        {
            interviewId = interview["id"]!.GetValue<Guid>(), start = 0, end = 15, themeIds = new[] { theme["id"]!.GetValue<Guid>() },
        }).ExpectAsync(HttpStatusCode.Created);

        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview["id"]}");
        await journey.Button("Put it to a barrier the passage “Nobody lends us”").ClickAsync();
        await journey.Button("This speaks against it").ClickAsync();
        await journey.Button("No nurse can be spared").ClickAsync();
        await journey.Button("Put it to another barrier the passage “Nobody lends us”").WaitForAsync();
        await journey.Button("What stood in the way? at this meeting").ClickAsync();
        await journey.Button("No nurse can be spared").ClickAsync();
        await journey.Button("Put it to another barrier at this meeting").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();

        await journey.OpenAsync($"/programmes/{programme}/barriers/{barrier}", "No nurse can be spared");
        await journey.Page.Locator("blockquote").GetByText("Nobody lends us").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Link("Open it in its place").ClickAsync();
        await journey.Page.WaitForFunctionAsync("() => document.activeElement?.id.startsWith('quote-')");

        // The second time the passages are at hand before the page is, and the keyboard still goes on at the passage.
        await journey.Page.GoBackAsync();
        await journey.Heading("No nurse can be spared").WaitForAsync();
        await journey.Link("Open it in its place").ClickAsync();
        await journey.Page.GetByRole(AriaRole.Heading, new() { Name = "What was said" }).WaitForAsync();
        await journey.Page.WaitForFunctionAsync("() => document.activeElement?.id.startsWith('quote-')");
    }

    [Fact]
    public async Task The_pages_of_barriers_hold_at_320_px_and_have_no_axe_violations()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var barrier = await BarrierAsync(journey, programme);
        var interview = await MissedAsync(journey, programme);
        await journey.Workspace.Key.PostAsJsonAsync($"programmes/{programme}/barriers/{barrier}/evidence", new { interviewId = interview["id"]!.GetValue<Guid>(), stand = "supports" }).ExpectAsync(HttpStatusCode.Created);
        var here = $"/programmes/{programme}";
        foreach (var path in new[] { $"{here}/barriers", $"{here}/barriers/new", $"{here}/barriers/{barrier}", $"{here}/barriers/{barrier}/edit", $"{here}/non-actions", $"{here}/non-actions?all=true", $"{here}/commitments", "/", "/account" })
        {
            await journey.OpenAsync(path);
            await journey.Page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }
    }

    internal static async Task<Guid> BarrierAsync(WebJourney journey, Guid programme) =>
        (await journey.Workspace.Key.PostAsJsonAsync($"programmes/{programme}/barriers", new { name = "No nurse can be spared", systemName = "The rota" }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    /// <summary>A meeting at which something was promised that was then missed.</summary>
    internal static async Task<JsonObject> MissedAsync(WebJourney journey, Guid programme)
    {
        var interview = await journey.Workspace.Key.PostAsJsonAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = "programme", quotationConsent = "given", notes = "Nobody lends us nurses in winter.",
            commitmentAsked = "asked", commitments = new[] { new { act = "Lend two nurses", dueOn = "2026-03-30" } },
        }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Key.PutAsync($"programmes/{programme}/commitments/{interview["commitments"]![0]!["id"]}", new { act = "Lend two nurses", dueOn = "2026-03-30", status = "missed" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        return interview;
    }
}
