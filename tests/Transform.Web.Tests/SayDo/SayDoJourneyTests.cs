using System.Net;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.SayDo;

public sealed class SayDoJourneyTests
{
    private static readonly string[] Pages = ["say-do", "coverage", "saturation", "agreement"];

    [Fact]
    public async Task Everybody_agrees_and_four_have_acted_and_without_one_piece_of_evidence_it_is_three()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var page = journey.Page;
        var id = await journey.StartProgrammeAsync("MSK pathway");
        await AgreeingProgramme.FillAsync(journey, id);

        await journey.OpenAsync($"/programmes/{id}", "MSK pathway");
        await Sentence(page, "All 21 leaders agree. Fourteen were asked to act, nine committed, and four have kept a promise.").WaitForAsync();
        await page.GetByText("Of the 21 who agree, 19% have acted (8–40%). Of the 14 who were asked, 29% (12–55%).").WaitForAsync();
        Assert.Equal("21 14 9 4", await SolidDotsAsync(page));
        Assert.Equal(2, await page.Locator(".dots-row .dot.hollow").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Link("Said and done in full").ClickAsync();
        await journey.Heading("What people said and did").WaitForAsync();
        await Sentence(page, "What is said runs 81 points ahead of what is done. Between 55 and 92 points, from 21 conversations.").WaitForAsync();
        await page.GetByText("All 7 who were led to an answer agreed, so the question cannot tell those who would act from those who are polite.").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await page.GetByText("As a table").First.ClickAsync();
        Assert.True(await page.GetByRole(AriaRole.Cell, new() { Name = "14 of 21" }).IsVisibleAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Kept: the records behind it" }).ClickAsync();
        await journey.Heading("Kept: 4").WaitForAsync();
        Assert.Equal(4, await page.GetByText("Agrees; asked to act; 1 commitment: kept and checked.").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await page.Locator(".record-name").First.ClickAsync();
        await page.GetByText("Meeting with Leader").First.WaitForAsync();

        await journey.OpenAsync($"/programmes/{id}/say-do/evidence/dueAndKept", "Kept and checked: 4");
        await page.Locator(".record-name").First.ClickAsync();
        await journey.Button("Remove the evidence").ClickAsync();
        await page.Locator(".asking").GetByRole(AriaRole.Button, new() { Name = "Remove the evidence" }).ClickAsync();
        await page.GetByText("The evidence is removed.").WaitForAsync();
        await journey.Link("MSK pathway").ClickAsync();
        await Sentence(page, "All 21 leaders agree. Fourteen were asked to act, nine committed, and three have kept a promise.").WaitForAsync();
        await page.GetByText("Of the 21 who agree, 14% have acted").WaitForAsync();
        await journey.Link("Said and done in full").ClickAsync();
        await Sentence(page, "All 21 leaders agree. Fourteen were asked to act, nine committed, and three have kept a promise.").WaitForAsync();
        await page.GetByText("1 said to be kept but not checked by anybody else").WaitForAsync();
        Assert.Equal("21 14 9 3", await SolidDotsAsync(page));
        await page.Locator(".next-step").GetByText("Check 1 commitment").WaitForAsync();
        await journey.OpenAsync($"/programmes/{id}/say-do/evidence/kept", "Kept: 3");

        await journey.OpenAsync($"/programmes/{id}/say-do?asOf=2020-01-01", "What people said and did");
        await page.GetByText("nothing was scored on or before 2020-01-01").WaitForAsync();
        await page.Locator("p").Filter(new() { HasText = "nothing was scored" }).GetByRole(AriaRole.Link).ClickAsync();
        await Sentence(page, "three have kept a promise").WaitForAsync();
    }

    [Fact]
    public async Task Where_nobody_was_asked_the_page_says_so_and_what_to_ask_next()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 375, height: 700);
        var id = await journey.StartProgrammeAsync("MSK pathway");
        await AgreeingProgramme.FillAsync(journey, id, people: 7, asked: 0);
        await journey.OpenAsync($"/programmes/{id}/say-do");
        await Sentence(journey.Page, "All seven leaders agree; nobody was asked to act.").WaitForAsync();
        await journey.Page.GetByText("Ask this next:").WaitForAsync();
        await journey.Page.GetByText("What will you do yourself in the next month").WaitForAsync();
        await journey.Page.Locator(".next-step").GetByText("Log a meeting").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
    }

    [Fact]
    public async Task Nobody_may_say_that_all_agree_while_a_sector_was_never_heard()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var page = journey.Page;
        var id = await journey.StartProgrammeAsync("MSK pathway");
        await AgreeingProgramme.FillAsync(journey, id, people: 12);
        await journey.OpenAsync($"/programmes/{id}/coverage", "Who has been heard, and on what");
        await Sentence(page, "Nobody from ambulance has been interviewed. Of no proposition can it be said that all agree.").WaitForAsync();
        Assert.Equal(1, await page.Locator(".coverage-cell.nobody").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "3 of 3" }).First.ClickAsync();
        await journey.Heading("Conversations behind it: 3").WaitForAsync();
        Assert.Equal(3, await page.Locator(".records li").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();
    }

    [Fact]
    public async Task A_system_leader_sees_totals_and_reasons_and_no_record()
    {
        await using var journey = await WebJourney.SignedInAsync("systemLeader");
        var page = journey.Page;
        var made = await journey.Workspace.Administrator.PostAsync("programmes", new { name = "MSK pathway", startsOn = "2024-01-08", dataController = "Northfield Hospitals" }).ExpectAsync(HttpStatusCode.Created);
        var id = made["id"]!.GetValue<Guid>();
        var portfolio = await journey.Workspace.Administrator.PostAsync("portfolios", new { name = "South Coast", programmeIds = new[] { id }, readerIds = new[] { journey.UserId } }).ExpectAsync(HttpStatusCode.Created);
        await AgreeingProgramme.FillAsync(journey, id);

        await journey.OpenAsync($"/portfolio/{portfolio["id"]}", "South Coast");
        await page.GetByText("21 agree, 4 kept").First.WaitForAsync();
        await journey.OpenAsync($"/programmes/{id}", "MSK pathway");
        await Sentence(page, "All 21 leaders agree.").WaitForAsync();
        foreach (var path in (string[])[.. Pages, "say-do/evidence/kept", "say-do/evidence/due", "coverage/evidence?sector=acute"])
        {
            await journey.OpenAsync($"/programmes/{id}/{path}");
            await page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            Assert.Equal(0, await page.Locator("main a[href*='/interviews/'], main a[href*='/commitments/'], .record-name, .next-step").CountAsync());
            Assert.DoesNotContain("Leader 1", await page.Locator("main").TextContentAsync(), StringComparison.Ordinal);
            Assert.Matches("not open to you|Not shown, because", await page.Locator("main").TextContentAsync() ?? "");
            await journey.ExpectNoAxeViolationsAsync();
        }
    }

    [Fact]
    public async Task The_pages_of_what_was_said_hold_at_320_px_and_on_paper()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var page = journey.Page;
        var id = await journey.StartProgrammeAsync("Musculoskeletal rehabilitation in the community");
        await AgreeingProgramme.FillAsync(journey, id, people: 12, asked: 9);
        foreach (var path in (string[])[.. Pages, "say-do/evidence/conversations", "say-do/evidence/commitments", "coverage/evidence"])
        {
            await journey.OpenAsync($"/programmes/{id}/{path}");
            await page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }

        // As wide as A4 within its margins.
        await page.SetViewportSizeAsync(700, 900);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var (path, picture) in new[] { ("", ".dots-svg"), ("/say-do", ".shares-line"), ("/coverage", ".coverage-cell") })
        {
            await journey.OpenAsync($"/programmes/{id}{path}");
            await page.Locator(picture).First.WaitForAsync();
            await journey.ExpectNoHorizontalScrollAsync();
        }
    }

    private static ILocator Sentence(IPage page, string words) => page.Locator(".picture-sentence").Filter(new() { HasText = words });

    private static async Task<string> SolidDotsAsync(IPage page)
    {
        var counts = new List<int>();
        foreach (var row in await page.Locator(".dots-row").AllAsync())
        {
            counts.Add(await row.Locator(".dot:not(.hollow):not(.empty)").CountAsync());
        }

        return string.Join(' ', counts);
    }
}
