using System.Net;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests;

/// <summary>Every main page: nothing for axe to find, and nothing beyond the right edge of the narrowest phone.</summary>
public sealed class MainPagesTests
{
    [Fact]
    public async Task The_pages_of_a_lead_hold_at_320_px_and_have_no_axe_violations()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var programme = await journey.StartProgrammeAsync("Musculoskeletal rehabilitation in the community");
        var organisation = await journey.Workspace.Administrator.PostAsync("organisations", new { name = "Northfield University Hospitals", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/change-groups", new
        {
            name = "Theatre and ward nurses", professionalGroup = "nursingAndMidwifery", headCount = 96, vacancies = 12, hoursAsked = 400, hoursBackfilled = 40,
        }).ExpectAsync(HttpStatusCode.Created);
        var interview = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Chief nurse", organisationId = organisation["id"]!.GetValue<Guid>() } },
            notes = "# Agreed\n- two hours\n- a **rota**", commitmentAsked = "asked", commitments = new[] { new { act = "Release two hours a month for the ward nurses", dueOn = "2026-03-16" } },
        }).ExpectAsync(HttpStatusCode.Created);
        var person = interview["participants"]![0]!["personId"];
        var commitment = interview["commitments"]![0]!["id"];

        foreach (var path in (string[])
        [
            "/", "/programmes", "/programmes/new", $"/programmes/{programme}/edit", "/log-a-meeting", $"/programmes/{programme}/log-a-meeting", "/drafts",
            $"/programmes/{programme}/interviews", $"/programmes/{programme}/interviews/{interview["id"]}", $"/programmes/{programme}/interviews/{interview["id"]}/edit",
            $"/programmes/{programme}/commitments", $"/programmes/{programme}/commitments/{commitment}", $"/programmes/{programme}/commitments/new?interview={interview["id"]}",
            "/people", "/people/new", $"/people/{person}", "/organisations", "/organisations/new", $"/organisations/{organisation["id"]}",
        ])
        {
            await journey.OpenAsync(path);
            await journey.Page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            Assert.DoesNotContain("cannot be shown", await journey.Page.Locator("h1").First.TextContentAsync(), StringComparison.Ordinal);
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }
    }
}
