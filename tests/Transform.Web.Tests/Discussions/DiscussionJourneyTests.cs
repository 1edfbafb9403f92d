using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Discussions;

public sealed class DiscussionJourneyTests
{
    private const string Faulty = "saidAt,author,text,consent\n2026-03-12 19:01,@ward_manager,\"No time, always no time.\",given\n2026-03-12 19:02,@surgeon,We do not know what the others do.,perhaps\n";

    [Fact]
    public async Task A_discussion_is_added_its_file_mended_and_imported_and_its_report_read()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await journey.OpenAsync($"/programmes/{programme}/discussions", "Discussions");
        await journey.Button("Add a discussion").ClickAsync();
        await journey.Heading("Add a discussion").WaitForAsync();
        await journey.Button("Add this discussion").ClickAsync();
        await journey.Page.GetByText("Say what the discussion was about.").First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByLabel("What was it about?").FillAsync("Leading together");
        await journey.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("2026-03-12");
        await journey.Page.GetByLabel("What people were asked and told").FillAsync("We ask again before we quote you.");
        await journey.Button("Add this discussion").ClickAsync();

        await journey.Heading("Leading together").WaitForAsync();
        await journey.Button("Import a file").ClickAsync();
        await journey.Heading("Import a file").WaitForAsync();
        await journey.Button("Check the file").ClickAsync();
        await journey.Page.GetByText("Choose the file first.").First.WaitForAsync();
        await ChooseAsync(journey, Faulty);
        await journey.Button("Check the file").ClickAsync();
        await journey.Heading("1 row needs mending").WaitForAsync();
        Assert.Contains("3", await journey.Page.Locator("tbody tr").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("consent: Write given", await journey.Page.Locator("tbody tr").First.TextContentAsync(), StringComparison.Ordinal);
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Button("Choose another file").ClickAsync();
        await ChooseAsync(journey, Faulty.Replace("perhaps", "", StringComparison.Ordinal));
        await journey.Button("Check the file").ClickAsync();
        await journey.Heading("Look the file over").WaitForAsync();
        Assert.Empty(await ContributionsAsync(journey, programme));
        await journey.Button("Import 2 contributions").ClickAsync();
        await journey.Heading("Leading together").WaitForAsync();
        await journey.Page.GetByText("We do not know what the others do.").WaitForAsync();
        await journey.Page.GetByText("@ward_manager").WaitForAsync();
        Assert.False(await journey.Page.GetByText("@surgeon").IsVisibleAsync());
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Button("They agree to be quoted for contribution 2").ClickAsync();
        await journey.Page.GetByText("@surgeon").WaitForAsync();
        await CodeAsync(journey, programme, (await ContributionsAsync(journey, programme))[1]!);
        await journey.Page.ReloadAsync();
        await journey.Page.GetByText("Code without a pointer: choose sentences").First.ClickAsync();
        await journey.Page.GetByLabel("No time, always no time.").CheckAsync();
        await journey.Button("Code these sentences").First.ClickAsync();
        await journey.Page.GetByRole(AriaRole.Heading, new() { Name = "Code these words" }).WaitForAsync();
        Assert.False(await journey.Button("Read the report").IsVisibleAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByRole(AriaRole.Combobox, new() { Name = "Which theme?" }).FillAsync("What keeps");
        await journey.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "What keeps us apart" }).ClickAsync();
        await journey.Button("Save this passage").ClickAsync();
        await journey.Page.GetByText("Tweet chat, 12 March 2026. 2 contributions, 2 coded.").WaitForAsync();
        await journey.Button("Read the report").ClickAsync();
        await journey.Heading("What “Leading together” was about").WaitForAsync();
        await journey.Page.GetByText("Of 2 coded contributions, two speak of “What keeps us apart”.").WaitForAsync();
        Assert.Equal(2, await journey.Page.Locator("blockquote").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Page.GetByRole(AriaRole.Link, new() { Name = "contribution 1" }).ClickAsync();
        await journey.Heading("Leading together").WaitForAsync();
        await journey.Button("Withdraw consent for contribution 1").ClickAsync();
        await journey.Page.GetByText("consent to be quoted: withdrawn.").WaitForAsync();
        Assert.False(await journey.Page.GetByText("@ward_manager").IsVisibleAsync());
        await journey.Button("Read the report").ClickAsync();
        await journey.Page.GetByText("Of 1 coded contribution, one speaks of “What keeps us apart”.").WaitForAsync();
        Assert.Equal(1, await journey.Page.Locator("blockquote").CountAsync());
    }

    [Fact]
    public async Task Consent_that_somebody_changed_first_is_shown_as_it_is_and_chosen_anew()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 375, height: 700);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var discussion = await MakeAsync(journey, programme);
        await journey.OpenAsync($"/programmes/{programme}/discussions/{discussion}", "Leading together");
        var agree = journey.Button("They agree to be quoted for contribution 1");
        await agree.WaitForAsync();
        var contribution = (await ContributionsAsync(journey, programme))[0]!;
        await journey.Workspace.Key.PutAsync($"programmes/{programme}/discussions/{discussion}/contributions/{contribution["id"]}", new { consent = "refused" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await agree.ClickAsync();
        await journey.Page.GetByText("Somebody else changed it just now").WaitForAsync();
        await journey.Button("They agree after all for contribution 1").WaitForAsync();
    }

    [Fact]
    public async Task The_pages_of_a_discussion_hold_at_320_px_and_have_no_axe_violations()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var discussion = await MakeAsync(journey, programme);
        await CodeAsync(journey, programme, (await ContributionsAsync(journey, programme))[0]!);
        var here = $"/programmes/{programme}/discussions/{discussion}";
        foreach (var path in new[] { $"/programmes/{programme}/discussions", $"/programmes/{programme}/discussions/new", here, $"{here}?uncoded=true", $"{here}/edit", $"{here}/import", $"{here}/report" })
        {
            await journey.OpenAsync(path);
            await journey.Page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }

        await journey.OpenAsync($"{here}/import", "Import a file");
        await ChooseAsync(journey, Faulty);
        await journey.Button("Check the file").ClickAsync();
        await journey.Heading("1 row needs mending").WaitForAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await journey.ExpectNoAxeViolationsAsync();
    }

    private static Task ChooseAsync(WebJourney journey, string csv) =>
        journey.Page.GetByLabel("The file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "chat.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });

    private static async Task<Guid> MakeAsync(WebJourney journey, Guid programme)
    {
        var made = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/discussions", new { title = "Leading together", kind = "forum", heldOn = "2026-03-12" }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/discussions/{made["id"]}/contributions", new { text = "No time to meet, ever.", author = "@one" }).ExpectAsync(HttpStatusCode.Created);
        return made["id"]!.GetValue<Guid>();
    }

    private static async Task<JsonArray> ContributionsAsync(WebJourney journey, Guid programme)
    {
        var discussions = await journey.Workspace.Administrator.GetAsync($"programmes/{programme}/discussions").ExpectAsync(HttpStatusCode.OK);
        var read = await journey.Workspace.Administrator.GetAsync($"programmes/{programme}/discussions/{discussions["items"]![0]!["id"]}/contributions").ExpectAsync(HttpStatusCode.OK);
        return read["items"]!.AsArray();
    }

    private static async Task CodeAsync(WebJourney journey, Guid programme, JsonNode contribution)
    {
        var themes = await journey.Workspace.Administrator.GetAsync("themes").ExpectAsync(HttpStatusCode.OK);
        var theme = themes["items"]!.AsArray().FirstOrDefault()
            ?? await journey.Workspace.Administrator.PostAsync("themes", new { name = "What keeps us apart", dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/quotes", new
        {
            contributionId = contribution["id"]!.GetValue<Guid>(), start = 0, end = 10, themeIds = new[] { theme["id"]!.GetValue<Guid>() },
        }).ExpectAsync(HttpStatusCode.Created);
    }
}
