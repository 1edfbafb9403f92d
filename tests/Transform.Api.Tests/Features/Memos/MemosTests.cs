using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Themes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Memos;

/// <summary>A memo is as confidential as what it is about.</summary>
public sealed class MemosTests
{
    private const string Notes = "They trust each other. They doubt the board.";

    [Fact]
    public async Task A_memo_is_written_read_revised_and_removed()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.Workspace.Key.ThemeAsync(TestWorkspace.Unique("Trust"));
        var memo = await programme.Contributor.PostAsync(Path(programme), new { text = " Mostly about the telephone. ", themeId = theme }).ExpectAsync(HttpStatusCode.Created);
        var path = $"{Path(programme)}/{memo["id"]}";
        Assert.Equal(("Mostly about the telephone.", "programme", false), (memo["text"]!.GetValue<string>(), memo["confidentiality"]!.GetValue<string>(), memo["textHeld"]!.GetValue<bool>()));
        Assert.Equal(memo.ToJsonString(), (await programme.Colleague.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        var etag = await programme.Contributor.Client.ETagAsync(path);
        var revised = await programme.Contributor.PutAsync(path, new { text = "Not only the telephone." }, etag).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("Not only the telephone.", 2), (revised["text"]!.GetValue<string>(), revised["version"]!.GetValue<int>()));
        await programme.Contributor.PutAsync(path, new { text = "Again." }, etag).ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Contributor.Client.PutAsync(path, new { text = "Again." }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await programme.Colleague.PutAsync(path, new { text = "Mine now." }, "\"v2\"").ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.Forbidden);

        Assert.Equal(revised.ToJsonString(), Assert.Single(await ListAsync(programme, programme.Lead, $"?themeId={theme}")).ToJsonString());
        await programme.Contributor.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await ListAsync(programme, programme.Lead));
    }

    [Fact]
    public async Task A_memo_is_about_one_thing_that_is_there_and_open_to_its_writer()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.Workspace.Key.ThemeAsync(TestWorkspace.Unique("Trust"));
        var open = (await programme.LogAsync(programme.Lead.Client, "programme", Notes))["id"]!.GetValue<Guid>();
        var held = (await programme.LogAsync(programme.Lead.Client, "leadsOnly", Notes))["id"]!.GetValue<Guid>();
        await RefusedAsync("/interviewId", new { text = "x", themeId = theme, interviewId = open });
        await RefusedAsync("/themeId", new { text = "x", themeId = Guid.CreateVersion7() });
        await RefusedAsync("/interviewId", new { text = "x", interviewId = held });
        await RefusedAsync("/quoteId", new { text = "x", quoteId = Guid.CreateVersion7() });
        await RefusedAsync("/text", new { text = "  " });
        await programme.Contributor.PostAsync(Path(programme), new { text = "About the programme." }).ExpectAsync(HttpStatusCode.Created);

        async Task RefusedAsync(string pointer, object body) =>
            Assert.NotNull((await programme.Contributor.PostAsync(Path(programme), body).ExpectAsync(HttpStatusCode.BadRequest))["errors"]![pointer]);
    }

    [Theory]
    [InlineData("programme", true, true)]
    [InlineData("leadsOnly", true, false)]
    [InlineData("nonAttributable", true, false)]
    [InlineData("sealed", null, null)]
    public async Task A_memo_about_an_interview_opens_to_whom_the_interview_opens(string level, bool? toLead, bool? toColleague)
    {
        var programme = await TestProgramme.CreateAsync();
        var interview = (await programme.LogAsync(programme.Contributor.Client, level, Notes))["id"]!.GetValue<Guid>();
        await programme.Contributor.PostAsync(Path(programme), new { text = "She hesitated here.", interviewId = interview }).ExpectAsync(HttpStatusCode.Created);
        await SeenAsync(programme, programme.Contributor, true);
        await SeenAsync(programme, programme.Lead, toLead);
        await SeenAsync(programme, programme.Colleague, toColleague);
    }

    [Fact]
    public async Task A_memo_about_a_quote_follows_the_quotes_own_level()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.Workspace.Key.ThemeAsync(TestWorkspace.Unique("Trust"));
        var interview = (await programme.LogAsync(programme.Contributor.Client, "programme", Notes))["id"]!.GetValue<Guid>();
        var quote = await programme.Contributor.PostAsync($"programmes/{programme.Id}/quotes", new { interviewId = interview, start = 0, end = 22, themeIds = new[] { theme }, confidentiality = "leadsOnly" }).ExpectAsync(HttpStatusCode.Created);
        await programme.Contributor.PostAsync(Path(programme), new { text = "She hesitated here.", quoteId = quote["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.Created);
        await SeenAsync(programme, programme.Lead, true);
        await SeenAsync(programme, programme.Colleague, false);

        // With the quote goes what was thought of it.
        await programme.Contributor.DeleteAsync($"programmes/{programme.Id}/quotes/{quote["id"]}", await programme.Contributor.Client.ETagAsync($"programmes/{programme.Id}/quotes/{quote["id"]}")).ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await ListAsync(programme, programme.Contributor));
    }

    [Fact]
    public async Task With_an_interview_go_the_memos_about_it()
    {
        var programme = await TestProgramme.CreateAsync();
        var interview = await programme.LogAsync(programme.Contributor.Client, "programme", Notes);
        await programme.Contributor.PostAsync(Path(programme), new { text = "She hesitated here.", interviewId = interview["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.Created);
        var path = $"{programme.Interviews}/{interview["id"]}";
        await programme.Contributor.DeleteAsync(path, await programme.Contributor.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await ListAsync(programme, programme.Contributor));
    }

    [Fact]
    public async Task A_theme_with_memos_is_merged_and_not_removed_and_its_memos_move()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var key = programme.Workspace.Key;
        var (going, staying) = (await key.ThemeAsync("Handovers"), await key.ThemeAsync("Handover"));
        await programme.Contributor.PostAsync(Path(programme), new { text = "Mostly by telephone.", themeId = going }).ExpectAsync(HttpStatusCode.Created);
        var refused = await key.DeleteAsync($"themes/{going}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("memos", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await key.PostAsJsonAsync($"themes/{going}/merges", new { intoThemeId = staying }).ExpectAsync(HttpStatusCode.OK);
        Assert.Single(await ListAsync(programme, programme.Lead, $"?themeId={staying}"));
        await key.UndoNewestAsync();
        Assert.Single(await ListAsync(programme, programme.Lead, $"?themeId={going}"));
    }

    [Fact]
    public async Task A_memo_of_another_workspace_or_programme_does_not_exist_and_a_system_leader_reads_none()
    {
        var programme = await TestProgramme.CreateAsync();
        var memo = await programme.Contributor.PostAsync(Path(programme), new { text = "Mostly by telephone." }).ExpectAsync(HttpStatusCode.Created);
        var elsewhere = await TestProgramme.CreateAsync();
        await elsewhere.Lead.GetAsync($"{Path(programme)}/{memo["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        await elsewhere.Lead.GetAsync($"{Path(elsewhere)}/{memo["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        var other = await TestWorkspace.CreateAsync();
        await other.Key.GetAsync(new Uri($"{Path(programme)}/{memo["id"]}", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        var leader = await programme.Workspace.SignInAsAsync("systemLeader");
        await leader.GetAsync(Path(programme)).ExpectAsync(HttpStatusCode.Forbidden);
    }

    private static string Path(TestProgramme programme) => $"programmes/{programme.Id}/memos";

    private static async Task<List<JsonObject>> ListAsync(TestProgramme programme, Browser reader, string query = "") =>
        [.. (await reader.GetAsync(Path(programme) + query).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!.AsObject())];

    /// <summary>True: with its words; false: that it is there; null: not at all.</summary>
    private static async Task SeenAsync(TestProgramme programme, Browser reader, bool? opens)
    {
        var memos = await ListAsync(programme, reader);
        if (opens is not { } open)
        {
            Assert.Empty(memos);
            return;
        }

        var memo = Assert.Single(memos);
        Assert.Equal((open, !open), (memo["text"] is not null, memo["textHeld"]!.GetValue<bool>()));
    }
}
