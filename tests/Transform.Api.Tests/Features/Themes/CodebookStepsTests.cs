using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Themes;

/// <summary>Whatever was done to the codebook can be taken back, newest first.</summary>
public sealed class CodebookStepsTests
{
    [Fact]
    public async Task Adding_revising_moving_removing_and_importing_are_each_taken_back()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var states = new List<string> { await StateAsync(key) };
        async Task DoneAsync() => states.Add(await StateAsync(key));

        var trust = await key.ThemeAsync("Trust", definition: "Between teams.", colour: "#005EB8");
        await DoneAsync();
        var hope = await key.ThemeAsync("Hope", isCodable: false);
        await DoneAsync();
        await key.PutAsync($"themes/{trust}", new { name = "Trust and doubt", dimension = "P2", isCodable = false }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await DoneAsync();
        await key.PutAsync($"themes/{trust}", new { name = "Trust and doubt", dimension = "P2", isCodable = false, parentId = hope }, "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        await DoneAsync();
        await key.DeleteAsync($"themes/{trust}", "\"v3\"").ExpectAsync(HttpStatusCode.NoContent);
        await DoneAsync();
        await key.ImportAsync("csv", $"id,name,dimension,parentId\r\n{hope},Hopes,S1,\r\n,Trust,P1,{hope}\r\n").ExpectAsync(HttpStatusCode.OK);
        await DoneAsync();

        var steps = await key.StepsAsync();
        Assert.Equal(["imported", "removed", "moved", "revised", "added", "added"], steps.Select(it => it["kind"]!.GetValue<string>()));
        Assert.Equal(
            ["Imported 1 theme and changed 1", "Removed “Trust and doubt”", "Moved “Trust and doubt” beneath “Hope”", "Renamed “Trust” to “Trust and doubt”", "Added “Hope”", "Added “Trust”"],
            steps.Select(it => it["summary"]!.GetValue<string>()));
        Assert.Equal([true, false, false, false, false, false], steps.Select(it => it["canBeUndone"]!.GetValue<bool>()));

        for (var i = states.Count - 2; i >= 0; i--)
        {
            await key.UndoNewestAsync();
            Assert.Equal(states[i], await StateAsync(key));
        }

        Assert.All(await key.StepsAsync(), it => Assert.True(it["undoneAt"] is not null && it["undoneBy"]!["name"]!.GetValue<string>() == "tests" && !it["canBeUndone"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_merge_carries_mentions_and_parts_along_and_gives_them_all_back()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await workspace.MakeProgrammeAsync();
        var (going, staying) = (await key.ThemeAsync("Handovers"), await key.ThemeAsync("Handover", dimension: "P2"));
        var part = await key.ThemeAsync("At the door", going);
        var both = await InterviewAsync(key, programme, (going, "P3"), (staying, "P2"));
        var one = await InterviewAsync(key, programme, (going, "S1"));
        var before = await StateAsync(key);

        var merged = await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((staying, 2), (merged["id"]!.GetValue<Guid>(), merged["version"]!.GetValue<int>()));
        await key.GetAsync(new Uri($"themes/{going}", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Equal([(staying, "P2")], await MentionsAsync(key, both));
        Assert.Equal([(staying, "S1")], await MentionsAsync(key, one));
        var book = await key.CodebookAsync($"?programmeId={programme["id"]}");
        Assert.Equal(2, book.Named("Handover")["interviews"]!.GetValue<int>());
        Assert.Equal((staying, 2), (book.Named("At the door")["parentId"]!.GetValue<Guid>(), book.Named("At the door")["depth"]!.GetValue<int>()));

        Assert.Equal("Merged “Handovers” into “Handover”", (await key.UndoNewestAsync())["summary"]!.GetValue<string>());
        Assert.Equal(before, await StateAsync(key));
        Assert.Equal([(staying, "P2"), (going, "P3")], await MentionsAsync(key, both));
        Assert.Equal([(going, "S1")], await MentionsAsync(key, one));
        Assert.Equal(going, (await key.CodebookAsync()).Named("At the door")["parentId"]!.GetValue<Guid>());
        Assert.Equal(part, (await key.CodebookAsync()).Named("At the door")["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Only_the_newest_step_is_taken_back_and_only_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Key.ThemeAsync("First");
        await workspace.Key.ThemeAsync("Second");
        var steps = await workspace.Key.StepsAsync();
        var refused = await workspace.Key.UndoAsync(steps[1]).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("since", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await workspace.Key.UndoAsync(steps[0]).ExpectAsync(HttpStatusCode.OK);
        refused = await workspace.Key.UndoAsync(steps[0]).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("already", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await workspace.Key.UndoAsync(steps[1]).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(await workspace.Key.CodebookAsync());
    }

    [Fact]
    public async Task What_was_coded_since_stands_in_the_way_of_taking_back()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await workspace.MakeProgrammeAsync();
        var theme = await key.ThemeAsync("Trust");
        var interview = await InterviewAsync(key, programme, (theme, "P1"));
        var refused = await key.UndoAsync((await key.StepsAsync())[0]).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("in use since", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        // A merge whose interviews somebody coded otherwise since is not taken back over their head.
        var other = await key.ThemeAsync("Doubt");
        await key.PostAsJsonAsync($"themes/{theme}/merges", new { intoThemeId = other }).ExpectAsync(HttpStatusCode.OK);
        await ReviseAsync(key, programme, interview);
        refused = await key.UndoAsync((await key.StepsAsync())[0]).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("coded otherwise since", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await ReviseAsync(key, programme, interview, other);
        await key.UndoNewestAsync();
        Assert.Equal([(theme, "P1")], await MentionsAsync(key, interview));
    }

    [Fact]
    public async Task An_interview_removed_since_does_not_come_back_with_the_step()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await workspace.MakeProgrammeAsync();
        var (going, staying) = (await key.ThemeAsync("Handovers"), await key.ThemeAsync("Handover"));
        var interview = await InterviewAsync(key, programme, (going, "P1"));
        await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        await key.DeleteAsync($"programmes/{programme["id"]}/interviews/{interview["id"]}", await key.ETagAsync($"programmes/{programme["id"]}/interviews/{interview["id"]}")).ExpectAsync(HttpStatusCode.NoContent);
        await key.UndoNewestAsync();
        Assert.Equal(["Handover", "Handovers"], (await key.CodebookAsync()).Select(it => it["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_theme_is_not_merged_into_itself_its_parts_or_what_only_groups()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var top = await key.ThemeAsync("Top");
        var part = await key.ThemeAsync("Part", top);
        var group = await key.ThemeAsync("Group", isCodable: false);
        foreach (var into in new[] { top, part, group, Guid.CreateVersion7() })
        {
            var refused = await key.PostAsJsonAsync($"themes/{top}/merges", new { intoThemeId = into }).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]!["/intoThemeId"]);
        }

        await key.PostAsJsonAsync($"themes/{Guid.CreateVersion7()}/merges", new { intoThemeId = top }).ExpectAsync(HttpStatusCode.NotFound);
        await key.PostAsJsonAsync($"themes/{part}/merges", new { intoThemeId = top }).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_merge_sent_twice_is_done_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var (going, staying) = (await key.ThemeAsync("Handovers"), await key.ThemeAsync("Handover"));
        key.DefaultRequestHeaders.Add("Idempotency-Key", "merge once");
        var first = await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        var second = await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Single(await key.StepsAsync(), it => it["kind"]!.GetValue<string>() == "merged");
    }

    [Fact]
    public async Task A_move_that_would_nest_too_deep_counts_the_parts_that_come_along()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        Guid? at = null;
        for (var level = 1; level <= 9; level++)
        {
            at = await key.ThemeAsync($"Level {level}", at);
        }

        var top = await key.ThemeAsync("With a part");
        await key.ThemeAsync("Its part", top);
        var refused = await key.PutAsync($"themes/{top}", new { name = "With a part", dimension = "P1", parentId = at }, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/parentId"]);
        await key.ThemeAsync("Level 10", at);
    }

    [Fact]
    public async Task Counts_leave_out_what_is_sealed_or_taken_back_and_what_the_reader_does_not_see()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await TestProgramme.CreateAsync(workspace);
        var elsewhere = await TestProgramme.CreateAsync(workspace);
        var theme = await key.ThemeAsync("Trust");
        await LogAsync(programme, theme);
        await LogAsync(programme, theme, level: "leadsOnly");
        await LogAsync(programme, theme, level: "sealed");
        await LogAsync(programme, theme, consent: "withdrawn");
        await LogAsync(elsewhere, theme);

        Assert.Equal(3, (await key.CodebookAsync()).Single()["interviews"]!.GetValue<int>());
        Assert.Equal(2, (await key.CodebookAsync($"?programmeId={programme.Id}")).Single()["interviews"]!.GetValue<int>());
        Assert.Equal(2, (await programme.Contributor.Client.CodebookAsync()).Single()["interviews"]!.GetValue<int>());
        Assert.Equal(2, (await programme.Lead.Client.CodebookAsync()).Single()["interviews"]!.GetValue<int>());
        await programme.Lead.Client.GetAsync(new Uri($"codebook?programmeId={elsewhere.Id}", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        var leader = await workspace.SignInAsAsync("systemLeader");
        var held = (await leader.Client.CodebookAsync()).Single();
        Assert.True(held["interviews"] is null && held["quotes"] is null);
    }

    [Fact]
    public async Task A_split_takes_quotes_along_and_undoing_it_brings_them_back()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await TestProgramme.CreateAsync(workspace);
        var theme = await key.ThemeAsync("Trust", dimension: "P2", colour: "#005EB8");
        var first = await NotesAsync(programme, "They trust each other. They doubt the board.");
        var second = await NotesAsync(programme, "Nobody doubts the plan.");
        var trust = await QuoteAsync(programme, first, 0, 22, theme);
        var doubt = await QuoteAsync(programme, first, 23, 44, theme);
        var nobody = await QuoteAsync(programme, second, 0, 23, theme);
        var before = await StateAsync(key);
        Assert.Equal((3, 2), Counts((await key.CodebookAsync()).Named("Trust")));

        var made = await programme.Contributor.PostAsync($"themes/{theme}/splits", new { name = "Doubt", quoteIds = new[] { doubt, nobody } }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal("P2", made["dimension"]!.GetValue<string>());
        var book = await key.CodebookAsync();
        Assert.Equal(((1, 1), (2, 2)), (Counts(book.Named("Trust")), Counts(book.Named("Doubt"))));
        Assert.Equal([trust], await QuotesAsync(programme, theme));
        Assert.Equal([doubt, nobody], (await QuotesAsync(programme, made["id"]!.GetValue<Guid>())).Order());
        Assert.Equal([(theme, "P2")], (await MentionsAsync(key, first)).Where(it => it.Theme == theme));
        Assert.Equal([(made["id"]!.GetValue<Guid>(), "P2")], await MentionsAsync(key, second));

        // As long as nothing else is coded with the new theme, the split is taken back whole.
        var third = await QuoteAsync(programme, second, 0, 6, made["id"]!.GetValue<Guid>());
        var refused = await key.UndoAsync((await key.StepsAsync())[0]).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("in use since", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await key.DeleteAsync($"programmes/{programme.Id}/quotes/{third}", await key.ETagAsync($"programmes/{programme.Id}/quotes/{third}")).ExpectAsync(HttpStatusCode.NoContent);
        await key.UndoNewestAsync();
        Assert.Equal(before, await StateAsync(key));
        Assert.Equal([(theme, "P2")], await MentionsAsync(key, second));
    }

    [Fact]
    public async Task A_merge_codes_once_what_was_coded_with_both_and_gives_both_back()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await TestProgramme.CreateAsync(workspace);
        var (going, staying) = (await key.ThemeAsync("Handovers"), await key.ThemeAsync("Handover"));
        var interview = await NotesAsync(programme, "They trust each other. They doubt the board.");
        var both = await QuoteAsync(programme, interview, 0, 22, going, staying);
        var one = await QuoteAsync(programme, interview, 23, 44, going);
        await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([both, one], (await QuotesAsync(programme, staying)).Order());
        Assert.Equal([(staying, "P1")], await MentionsAsync(key, interview));
        await key.UndoNewestAsync();
        Assert.Equal([both], await QuotesAsync(programme, staying));
        Assert.Equal([both, one], (await QuotesAsync(programme, going)).Order());
    }

    [Fact]
    public async Task Quotes_that_the_caller_does_not_see_are_not_split_off()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await TestProgramme.CreateAsync(workspace);
        var elsewhere = await TestProgramme.CreateAsync(workspace);
        var (theme, other) = (await key.ThemeAsync("Trust"), await key.ThemeAsync("Hope"));
        var seen = await QuoteAsync(programme, await NotesAsync(programme, "They trust each other."), 0, 22, theme);
        var otherwise = await QuoteAsync(programme, await NotesAsync(programme, "They trust each other."), 0, 22, other);
        var theirs = await QuoteAsync(elsewhere, await NotesAsync(elsewhere, "They trust each other."), 0, 22, theme);
        var hidden = await NotesAsync(programme, "They trust each other.", "sealed");
        var sealedQuote = await QuoteAsync(programme, hidden, 0, 22, theme);
        var refused = await programme.Contributor.PostAsync($"themes/{theme}/splits", new { name = "Doubt", quoteIds = new[] { seen, otherwise, theirs, sealedQuote, Guid.CreateVersion7() } }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["/quoteIds/1", "/quoteIds/2", "/quoteIds/3", "/quoteIds/4"], refused["errors"]!.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal));
        Assert.Equal((2, 2), Counts((await key.CodebookAsync()).Named("Trust")));
    }

    private static (int Quotes, int Interviews) Counts(JsonObject theme) => (theme["quotes"]!.GetValue<int>(), theme["interviews"]!.GetValue<int>());

    private static async Task<JsonObject> NotesAsync(TestProgramme programme, string notes, string level = "programme")
    {
        var person = await programme.Workspace.Key.PostAsJsonAsync("people", new { name = TestWorkspace.Unique("Amara") }).ExpectAsync(HttpStatusCode.Created);
        var interview = await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-12T13:30:00Z", participants = new[] { new { personId = person["id"]!.GetValue<Guid>() } }, confidentiality = level, participationConsent = "given", notes,
        }).ExpectAsync(HttpStatusCode.Created);
        interview["programmeId"] = programme.Id.ToString();
        return interview;
    }

    private static async Task<Guid> QuoteAsync(TestProgramme programme, JsonObject interview, int start, int end, params Guid[] themes) =>
        (await programme.Lead.PostAsync($"programmes/{programme.Id}/quotes", new { interviewId = interview["id"]!.GetValue<Guid>(), start, end, themeIds = themes }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static async Task<List<Guid>> QuotesAsync(TestProgramme programme, Guid theme) =>
        [.. (await programme.Lead.Client.GetAsync(new Uri($"programmes/{programme.Id}/quotes?themeId={theme}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!["id"]!.GetValue<Guid>())];

    private static async Task LogAsync(TestProgramme programme, Guid theme, string level = "programme", string consent = "given")
    {
        var person = await programme.Workspace.Key.PostAsJsonAsync("people", new { name = TestWorkspace.Unique("Amara") }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-12T13:30:00Z", participants = new[] { new { personId = person["id"]!.GetValue<Guid>() } }, confidentiality = level, participationConsent = consent, mentions = new[] { new { themeId = theme } },
        }).ExpectAsync(HttpStatusCode.Created);
    }

    private static async Task<JsonObject> InterviewAsync(HttpClient key, JsonObject programme, params (Guid Theme, string Dimension)[] mentions)
    {
        var interview = await key.PostAsJsonAsync($"programmes/{programme["id"]}/interviews", new
        {
            heldAt = "2026-03-12T13:30:00Z", participants = new[] { new { name = "Amara Whitcombe" } }, mentions = mentions.Select(it => new { themeId = it.Theme, dimension = it.Dimension }),
        }).ExpectAsync(HttpStatusCode.Created);
        interview["programmeId"] = programme["id"]!.GetValue<string>();
        return interview;
    }

    private static async Task ReviseAsync(HttpClient key, JsonObject programme, JsonObject interview, params Guid[] themes)
    {
        var path = $"programmes/{programme["id"]}/interviews/{interview["id"]}";
        await key.PutAsync(path, new
        {
            heldAt = "2026-03-12T13:30:00Z", participants = new[] { new { personId = interview["participants"]![0]!["personId"]!.GetValue<Guid>() } }, mentions = themes.Select(it => new { themeId = it }),
        }, await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
    }

    private static async Task<List<(Guid Theme, string Dimension)>> MentionsAsync(HttpClient key, JsonObject interview) =>
        [.. (await key.GetAsync(new Uri($"programmes/{interview["programmeId"]}/interviews/{interview["id"]}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["mentions"]!.AsArray()
            .Select(it => (it!["themeId"]!.GetValue<Guid>(), it["dimension"]!.GetValue<string>()))];

    /// <summary>The codebook but for versions, which only go on.</summary>
    private static async Task<string> StateAsync(HttpClient key) => string.Join('\n', (await key.CodebookAsync()).Select(it =>
    {
        it.Remove("version");
        return it.ToJsonString();
    }));
}
