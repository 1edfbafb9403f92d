using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Coding;

/// <summary>Code what people said: by mouse, by keyboard alone, and by two people who do not see each other's codes.</summary>
public sealed class CodingJourneyTests
{
    private const string Notes = "She said the ward rings too late. Nobody had asked her before.\n\nShe would lend two nurses.";

    [Fact]
    public async Task A_passage_is_coded_with_the_mouse_opens_in_its_place_and_is_taken_away_again()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var (page, programme) = (journey.Page, await journey.StartProgrammeAsync("MSK pathway"));
        var interview = await LogAsync(journey, programme);
        await ThemeAsync(journey, "Late calls");
        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview}", "Meeting with Rosa Ruiz");

        // Over the whole first line, as a hand would.
        var line = (await page.Locator("[data-at]").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(line.X + 1, line.Y + (line.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(line.X + (line.Width / 2), line.Y + (line.Height / 2));
        await page.Mouse.MoveAsync(line.X + line.Width + 5, line.Y + (line.Height / 2));
        await page.Mouse.UpAsync();
        await journey.Button("Code these words").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Code these words" }).WaitForAsync();
        await journey.Button("Save this passage").ClickAsync();
        await page.GetByText("Choose a theme for these words").First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await page.GetByRole(AriaRole.Combobox).FillAsync("late");
        await page.GetByRole(AriaRole.Option, new() { Name = "Late calls" }).ClickAsync();
        await journey.Button("Save this passage").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "One passage coded" }).WaitForAsync();

        var quote = Assert.Single(await QuotesAsync(journey, programme))!;
        Assert.Equal("She said the ward rings too late. Nobody had asked her before.", quote["text"]!.GetValue<string>());
        Assert.Equal("She said the ward rings too late. Nobody had asked her before.", await page.Locator("mark").TextContentAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Passage 1: Late calls" }).WaitForAsync();           // numbered: the colour is not all there is
        await journey.ExpectNoAxeViolationsAsync();

        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview}#quote-{quote["id"]}", "Meeting with Rosa Ruiz");
        await page.Locator("mark.opened").WaitForAsync();
        Assert.Equal($"quote-{quote["id"]}", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await journey.Button("Change passage 1").ClickAsync();
        await journey.Button("Remove this passage").ClickAsync();
        await journey.Button("Yes, remove it and its memos").ClickAsync();
        await page.Locator("mark").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(await QuotesAsync(journey, programme));
    }

    [Fact]
    public async Task A_theme_that_a_passage_carries_says_so_where_themes_are_ticked_and_leads_to_the_passage()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 740);
        var (page, programme) = (journey.Page, await journey.StartProgrammeAsync("MSK pathway"));
        var interview = await LogAsync(journey, programme);
        await CodeAsync(journey, programme, interview, "rings too late", await ThemeAsync(journey, "Late calls"));
        await ThemeAsync(journey, "Being asked");
        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview}/edit", "Change this meeting");
        await page.GetByLabel("Themes that came up", new() { Exact = true }).SelectOptionAsync("Being asked");
        await journey.Button("Remove Being asked").WaitForAsync();
        await page.GetByText("Stays: a coded passage carries it").WaitForAsync();
        await Assertions.Expect(journey.Button("Remove Late calls")).ToHaveCountAsync(0);
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await journey.Link("a coded passage carries it").TapAsync();
        await Assertions.Expect(page.Locator("mark.opened")).ToHaveTextAsync("rings too late");
    }

    [Fact]
    public async Task A_passage_is_coded_with_the_keyboard_alone_under_a_theme_made_on_the_way()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var (page, programme) = (journey.Page, await journey.StartProgrammeAsync("MSK pathway"));
        var interview = await LogAsync(journey, programme);
        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview}", "Meeting with Rosa Ruiz");
        await page.Locator("[data-at]").First.WaitForAsync();

        await TabToAsync(page, "Code without a pointer: choose sentences");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "Nobody had asked her before.");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "She would lend two nurses.");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "Code these sentences");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "Which theme?");
        await page.Keyboard.TypeAsync("Being asked");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("What is it about?").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "Add this theme");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Being asked" }).WaitForAsync();
        await TabToAsync(page, "Save this passage");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "One passage coded" }).WaitForAsync();

        var quote = Assert.Single(await QuotesAsync(journey, programme))!;
        Assert.Equal("Nobody had asked her before.\n\nShe would lend two nurses.", quote["text"]!.GetValue<string>());
        Assert.Equal($"passage-{quote["id"]}", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task Two_people_code_blind_compare_and_settle()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var (page, programme) = (journey.Page, await journey.StartProgrammeAsync("MSK pathway"));
        var interview = await LogAsync(journey, programme);
        var (late, asked) = (await ThemeAsync(journey, "Late calls"), await ThemeAsync(journey, "Being asked"));
        await CodeAsync(journey, programme, interview, "rings too late", late);
        await CodeAsync(journey, programme, interview, "Nobody had asked", asked);

        await journey.OpenAsync($"/programmes/{programme}/codings", "Second codings");
        await page.GetByText("0 of 1 are done.").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Code it now").ClickAsync();
        await journey.Heading("Meeting with Rosa Ruiz").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "You are coding this meeting a second time" }).WaitForAsync();
        Assert.Equal(0, await page.Locator("mark").CountAsync());
        Assert.False(await page.GetByText("Late calls").IsVisibleAsync());
        await journey.Button("Finish my coding").ClickAsync();
        await page.GetByText("You have coded nothing yet.").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();

        await page.GetByText("Code without a pointer: choose sentences").ClickAsync();
        await page.GetByLabel("She said the ward rings too late.").CheckAsync();
        await journey.Button("Code these sentences").ClickAsync();
        await page.GetByRole(AriaRole.Combobox).FillAsync("late");
        await page.GetByRole(AriaRole.Option, new() { Name = "Late calls" }).ClickAsync();
        await journey.Button("Save this passage").ClickAsync();
        await page.GetByText("your second coding").WaitForAsync();
        await journey.Button("Finish my coding").ClickAsync();

        await journey.Heading("Two codings of one meeting").WaitForAsync();
        await page.GetByText("Of 2 themes, both coders found 1, the first coder alone 1, Dana Whitlock alone 0.").WaitForAsync();
        await page.GetByText("“rings too late”").WaitForAsync();
        await page.GetByText("“She said the ward rings too late.”").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        Assert.True(await page.GetByLabel("Keep Late calls").IsCheckedAsync());
        Assert.False(await page.GetByLabel("Keep Being asked").IsCheckedAsync());
        await journey.Button("Settle the coding").ClickAsync();

        await journey.Heading("Meeting with Rosa Ruiz").WaitForAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "2 passages coded" }).WaitForAsync();
        Assert.All(await QuotesAsync(journey, programme), it => Assert.Equal(late, it!["themeIds"]![0]!.GetValue<Guid>()));
        await journey.OpenAsync($"/programmes/{programme}/codings", "Second codings");
        await page.GetByText("1 of 1 are done.").WaitForAsync();
    }

    [Fact]
    public async Task On_a_phone_coded_notes_and_two_codings_stay_within_the_screen()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var (page, programme) = (journey.Page, await journey.StartProgrammeAsync("MSK pathway"));
        var interview = await LogAsync(journey, programme);
        await CodeAsync(journey, programme, interview, "rings too late", await ThemeAsync(journey, "Late calls"));
        await journey.OpenAsync($"/programmes/{programme}/interviews/{interview}", "Meeting with Rosa Ruiz");
        await page.Locator("mark").WaitForAsync();
        await page.EvaluateAsync("() => { const it = document.querySelector('mark').firstChild; getSelection().setBaseAndExtent(it, 0, it, 5); }");
        await journey.Button("Code these words").TapAsync();
        await page.GetByRole(AriaRole.Combobox).TapAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Leave it").TapAsync();
        await journey.OpenAsync($"/programmes/{programme}/codings", "Second codings");
        await journey.Button("Code it now").TapAsync();
        await journey.Button("Finish my coding").TapAsync();
        await journey.Button("There is nothing to code").TapAsync();
        await journey.Heading("Two codings of one meeting").WaitForAsync();
        await journey.ExpectNoHorizontalScrollAsync();
        await journey.ExpectNoAxeViolationsAsync();
    }

    /// <summary>The administrator logs a meeting that everybody in the programme may read.</summary>
    private static async Task<Guid> LogAsync(WebJourney journey, Guid programme) =>
        (await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = "programme", notes = Notes, commitmentAsked = "asked",
        }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static async Task<Guid> ThemeAsync(WebJourney journey, string name) =>
        (await journey.Workspace.Administrator.PostAsync("themes", new { name, dimension = "P1" }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static async Task CodeAsync(WebJourney journey, Guid programme, Guid interview, string words, Guid theme)
    {
        var start = Notes.IndexOf(words, StringComparison.Ordinal);
        await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/quotes", new { interviewId = interview, start, end = start + words.Length, themeIds = new[] { theme } }).ExpectAsync(HttpStatusCode.Created);
    }

    private static async Task<JsonArray> QuotesAsync(WebJourney journey, Guid programme) =>
        (await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/quotes", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();

    /// <summary>Presses Tab until the focus stands on what is called so.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var here = await page.EvaluateAsync<string>("() => { const it = document.activeElement; return [...(it.labels ?? [])].map(label => label.textContent).join(' ') || it.textContent; }");
            if (here.Contains(name, StringComparison.Ordinal) && here.Length < name.Length + 40)
            {
                return;
            }
        }

        Assert.Fail($"No number of tabs leads to “{name}”.");
    }
}
