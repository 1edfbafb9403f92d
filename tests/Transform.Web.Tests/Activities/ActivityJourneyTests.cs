using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Activities;

public sealed class ActivityJourneyTests
{
    [Fact]
    public async Task Three_activities_move_the_balance_within_seconds_and_each_beam_opens_its_records()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await LogAsync(journey, programme, 27);

        await journey.OpenAsync($"/programmes/{programme}", "MSK pathway");
        await Row(journey, "Activities").Locator(".beam-rests").GetByText("27 activities").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();

        await journey.OpenAsync($"/programmes/{programme}/activities/new", "Add an activity");
        foreach (var (title, focus, other) in new[] { ("Joint learning days", "P2", "P1"), ("Lunches across the two trusts", "P1", "P3"), ("Coaching circle for ward leads", "P5", "P4") })
        {
            await journey.Page.GetByLabel("What was it?").FillAsync(title);
            await journey.Page.GetByLabel("Hours", new() { Exact = true }).FillAsync("12");
            await journey.Page.GetByLabel("Money", new() { Exact = true }).FillAsync("£1,200");
            await journey.Page.GetByLabel("Agenda minutes").FillAsync("30");
            await journey.Page.Locator($"#focus-{focus}").FillAsync("60");
            await journey.Page.Locator($"#focus-{other}").FillAsync("40");
            await journey.Page.GetByText("All 100 shared: 100% people, 0% structure.").WaitForAsync();
            await journey.Button("Add this activity").ClickAsync();
            await journey.Page.GetByText($"“{title}” is added.").WaitForAsync();
        }

        await journey.Link("See the balance").ClickAsync();
        await journey.Heading("MSK pathway").WaitForAsync();
        var row = Row(journey, "Activities");
        await row.Locator(".beam-rests").GetByText("30 activities").WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
        Assert.Matches(Pattern(@"between \d+% and \d+%.*30 activities, indicative"), await row.TextContentAsync() ?? "");

        foreach (var (stream, name) in new[] { ("activities", "Activities"), ("hours", "Hours"), ("money", "Money"), ("agendaMinutes", "Agenda time"), ("milestones", "Milestones"), ("mentions", "Mentions") })
        {
            await Row(journey, name).ClickAsync();
            await journey.Page.WaitForURLAsync(Pattern($"/evidence/{stream}$"));
            await journey.Page.GetByRole(AriaRole.Heading, new() { Name = "What each record contributes" }).WaitForAsync();
            await journey.ExpectNoAxeViolationsAsync();
            await journey.Page.GoBackAsync();
        }
    }

    [Fact]
    public async Task A_record_is_corrected_beside_its_figure_and_the_figure_follows()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await LogAsync(journey, programme, 12);
        await journey.OpenAsync($"/programmes/{programme}/evidence/hours");
        await journey.Button("Correct Board meeting 1").ClickAsync();
        var hours = journey.Page.GetByLabel("Hours", new() { Exact = true });
        await hours.FillAsync("50");
        await journey.Button("Save the correction").ClickAsync();
        await journey.Page.GetByText("160").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 10_000 });
    }

    [Fact]
    public async Task When_somebody_saved_first_both_are_shown_and_the_person_chooses()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var activity = (await LogAsync(journey, programme, 1))[0];
        await journey.OpenAsync($"/programmes/{programme}/activities/{activity}", "Board meeting 1");
        await journey.Page.GetByLabel("Hours", new() { Exact = true }).FillAsync("7");
        var current = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/activities/{activity}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        await journey.Workspace.Administrator.PutAsync($"programmes/{programme}/activities/{activity}", new
        {
            title = "Board meeting, as minuted", kind = "meeting", startsOn = "2025-02-03", hours = 3, status = "done",
        }, $"\"v{current["version"]}\"").ExpectAsync(HttpStatusCode.OK);
        await journey.Button("Save the correction").ClickAsync();
        await journey.Page.GetByText("Somebody else saved this since you opened it").WaitForAsync();
        Assert.True(await journey.Page.GetByRole(AriaRole.Cell, new() { Name = "Board meeting, as minuted" }).IsVisibleAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Save mine over theirs").ClickAsync();
        await journey.Heading("Activities").WaitForAsync();
        var saved = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/activities/{activity}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(7, saved["hours"]!.GetValue<double>());
        Assert.Equal("Board meeting 1", saved["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_focus_split_is_decided_with_the_keyboard_alone()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await journey.OpenAsync($"/programmes/{programme}/activities/new", "Add an activity");
        await journey.Page.GetByLabel("What was it?").FocusAsync();
        var keyboard = journey.Page.Keyboard;
        await keyboard.TypeAsync("Clinic teams redraw the referral form");
        await TabToAsync(journey, "focus-S1");
        await keyboard.PressAsync("ArrowUp");
        await keyboard.PressAsync("ArrowUp");
        await journey.Page.GetByText("20 of 100 shared, 80 left.").WaitForAsync();
        await TabToAsync(journey, "focus-P3");
        await keyboard.TypeAsync("30");
        for (var i = 0; i < 40 && !await IsOnAsync(journey, "Share the rest"); i++)
        {
            await keyboard.PressAsync("Tab");
        }

        await keyboard.PressAsync("Enter");
        await journey.Page.GetByText("All 100 shared: 55% people, 45% structure.").WaitForAsync();
        await journey.Page.GetByLabel("What was it?").FocusAsync();
        await keyboard.PressAsync("Enter");
        await journey.Page.GetByText("“Clinic teams redraw the referral form” is added.").WaitForAsync();
    }

    [Fact]
    public async Task A_list_is_pasted_decided_and_confirmed_together_and_survives_a_reload()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 375, height: 740);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await journey.OpenAsync($"/programmes/{programme}/paste", "Paste a list");
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByLabel("The list").FillAsync("Agenda\n1. Dashboard for referrals (20 mins)\n2. Training for ward leads (15 mins)\n3. Any other business (5 mins)");
        await journey.Button("Read the lines").ClickAsync();
        await journey.Heading("3 drafts from your list").WaitForAsync();
        Assert.Equal(2, await journey.Page.GetByText("not decided.").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();

        await journey.Page.GetByLabel("Line 4", new() { Exact = true }).FillAsync("Questions from staff");
        await journey.Page.ReloadAsync();
        await journey.Heading("3 drafts from your list").WaitForAsync();
        Assert.Equal("Questions from staff", await journey.Page.GetByLabel("Line 4", new() { Exact = true }).InputValueAsync());

        await journey.Page.GetByRole(AriaRole.Button, new() { NameRegex = Pattern("^Use all ") }).ClickAsync();
        await journey.Page.GetByText("2 with a focus").WaitForAsync();
        await journey.Button("Add 3 activities").ClickAsync();
        await journey.Heading("MSK pathway").WaitForAsync();
        var listed = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/activities", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        var items = listed["items"]!.AsArray();
        Assert.Equal(3, items.Count);
        Assert.Equal(40, items.Sum(it => it!["agendaMinutes"]!.GetValue<int>()));
        Assert.Equal(1, items.Count(it => it!["focus"]!.AsArray().Count == 0));
    }

    [Fact]
    public async Task Hours_are_added_where_they_are_missing()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 375, height: 740);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/activities", new { title = "Terms of reference", kind = "deliverable", startsOn = "2025-02-03", status = "done" })
            .ExpectAsync(HttpStatusCode.Created);
        await journey.OpenAsync($"/programmes/{programme}/activities?missing=hours", "Activities without hours");
        await journey.Page.GetByLabel("Hours of Terms of reference").FillAsync("7.5");
        await journey.Button("Save Terms of reference").ClickAsync();
        await journey.Page.GetByText("Nothing is missing here").WaitForAsync();
    }

    private static ILocator Row(WebJourney journey, string name) => journey.Page.Locator("a.beam-row", new PageLocatorOptions { HasText = name }).First;

    private static async Task TabToAsync(WebJourney journey, string id)
    {
        for (var i = 0; i < 40; i++)
        {
            await journey.Page.Keyboard.PressAsync("Tab");
            if (await journey.Page.EvaluateAsync<string>("() => document.activeElement?.id ?? ''") == id)
            {
                return;
            }
        }

        Assert.Fail($"The keyboard never came to {id}.");
    }

    private static async Task<bool> IsOnAsync(WebJourney journey, string text) =>
        await journey.Page.EvaluateAsync<string>("() => document.activeElement?.textContent ?? ''") == text;

    private static async Task<IReadOnlyList<Guid>> LogAsync(WebJourney journey, Guid programme, int many)
    {
        var activities = Enumerable.Range(1, many).Select(i => new
        {
            title = string.Create(CultureInfo.InvariantCulture, $"Board meeting {i}"), kind = "meeting", startsOn = "2025-02-03", hours = 10.0 + (i == 1 ? 4 : 0), agendaMinutes = 60,
            status = "done", isMilestone = i % 2 == 0, focus = new[] { new { dimension = "S1", share = 1.0 } },
        });
        using var response = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/activities/batch", new { activities });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        await journey.FiguresHoldAsync(programme, response);
        return [.. made["items"]!.AsArray().Select(it => it!["id"]!.GetValue<Guid>())];
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
