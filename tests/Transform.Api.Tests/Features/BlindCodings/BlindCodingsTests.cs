using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using static Transform.Api.Tests.Features.Quotes.QuotesTests;

namespace Transform.Api.Tests.Features.BlindCodings;

/// <summary>Two people code one interview without seeing each other's codes, compare them, and settle.</summary>
public sealed class BlindCodingsTests
{
    private const string Notes = "She said the ward rings too late. Nobody had asked her before. She would lend two nurses.";

    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    [Fact]
    public async Task Two_coders_work_blind_compare_and_settle()
    {
        var programme = await Shared.Value;
        var (late, asked, lend, only) = (await programme.ThemeAsync(), await programme.ThemeAsync(), await programme.ThemeAsync(), await programme.ThemeAsync());
        var (first, second) = (programme.Contributor, programme.Colleague);
        var interview = await programme.LogAsync(first.Client, "programme", Notes);
        await QuoteAsync(programme, first.Client, interview, "rings too late", late);
        var dropped = await QuoteAsync(programme, first.Client, interview, "Nobody had asked", asked);
        var path = Path(programme, interview, second);
        await second.Client.PutAsync(path, new { }, etag: null).ExpectAsync(HttpStatusCode.OK);

        var blind = await QuoteAsync(programme, second.Client, interview, "the ward rings too late", late);
        await QuoteAsync(programme, second.Client, interview, "lend two nurses", lend);
        await QuoteAsync(programme, second.Client, interview, "rings too late", late);
        await QuoteAsync(programme, second.Client, interview, "would lend", only);
        Assert.True(blind["isBlind"]!.GetValue<bool>());
        await second.GetAsync($"{path}/comparison").ExpectAsync(HttpStatusCode.Forbidden);
        await second.PostAsync($"{path}/finish", new { }).ExpectAsync(HttpStatusCode.NoContent);
        await second.PostAsync($"{path}/finish", new { }).ExpectAsync(HttpStatusCode.NoContent);
        await second.DeleteAsync($"{programme.Quotes}/{blind["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await second.PutAsync($"{programme.Quotes}/{blind["id"]}", new { themeIds = new[] { lend } }, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);

        var compared = await programme.Lead.GetAsync($"{path}/comparison").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, 1, 2), (compared["both"]!.GetValue<int>(), compared["firstOnly"]!.GetValue<int>(), compared["secondOnly"]!.GetValue<int>()));
        var both = compared["themes"]!.AsArray().Single(it => it!["themeId"]!.GetValue<Guid>() == late)!;
        Assert.Equal(("rings too late", "the ward rings too late"), (both["firstQuotes"]![0]!["text"]!.GetValue<string>(), both["secondQuotes"]![0]!["text"]!.GetValue<string>()));

        Assert.Contains("/themeIds/0", (await programme.Lead.PutAsync($"{path}/settlement", new { themeIds = new[] { Guid.CreateVersion7() } }, "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(it => it.Key));
        await programme.Lead.PutAsync($"{path}/settlement", new { themeIds = new[] { late, lend } }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        var settled = await programme.Lead.PutAsync($"{path}/settlement", new { themeIds = new[] { late, lend } }, "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("settled", settled["status"]!.GetValue<string>());
        Assert.Equal(new[] { late, lend }.Order(), (await MentionsAsync(first.Client, programme, interview)).Order());
        var quotes = await programme.QuotesAsync(first.Client, $"?interviewId={interview["id"]}");
        Assert.Equal(["lend two nurses", "rings too late", "the ward rings too late"], quotes.Select(it => it["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(quotes, it => Assert.False(it["isBlind"]!.GetValue<bool>()));
        await first.GetAsync($"{programme.Quotes}/{dropped["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        await programme.Lead.PutAsync($"{path}/settlement", new { themeIds = new[] { late } }, "\"v3\"").ExpectAsync(HttpStatusCode.Conflict);

        var after = await programme.Lead.GetAsync($"{path}/comparison").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((1, 1, 2), (after["both"]!.GetValue<int>(), after["firstOnly"]!.GetValue<int>(), after["secondOnly"]!.GetValue<int>()));       // agreement is what it was before they talked
    }

    [Fact]
    public async Task A_passage_that_both_coded_alike_stands_once_when_it_is_settled()
    {
        var programme = await Shared.Value;
        var (late, asked) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var (first, second) = (programme.Contributor, programme.Colleague);
        var interview = await programme.LogAsync(first.Client, "programme", Notes);
        var kept = await QuoteAsync(programme, first.Client, interview, "rings too late", late);
        await QuoteAsync(programme, first.Client, interview, "Nobody had asked", late);
        var path = Path(programme, interview, second);
        await second.Client.PutAsync(path, new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        await QuoteAsync(programme, second.Client, interview, "rings too late", late);
        var other = await QuoteAsync(programme, second.Client, interview, "Nobody had asked", asked);
        await second.PostAsync($"{path}/finish", new { }).ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.PutAsync($"{path}/settlement", new { themeIds = new[] { late, asked } }, "\"v2\"").ExpectAsync(HttpStatusCode.OK);

        var quotes = await programme.QuotesAsync(first.Client, $"?interviewId={interview["id"]}");
        Assert.Equal(kept["id"]!.ToString(), Assert.Single(quotes, it => it["text"]!.GetValue<string>() == "rings too late")["id"]!.ToString());
        Assert.Equal(2, quotes.Count(it => it["text"]!.GetValue<string>() == "Nobody had asked"));
        Assert.Contains(other["id"]!.ToString(), quotes.Select(it => it["id"]!.ToString()));
    }

    [Fact]
    public async Task A_blind_coder_is_told_nothing_of_the_first_coding_and_nobody_of_theirs()
    {
        var programme = await Shared.Value;
        var (theme, other) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var (first, second) = (programme.Contributor, programme.Colleague);
        var interview = await programme.LogAsync(first.Client, "programme", Notes);
        var quote = await QuoteAsync(programme, first.Client, interview, "rings too late", theme);
        Assert.Single(await MentionsAsync(second.Client, programme, interview));
        await second.Client.PutAsync(Path(programme, interview, second), new { }, etag: null).ExpectAsync(HttpStatusCode.OK);

        Assert.Empty(await MentionsAsync(second.Client, programme, interview));
        Assert.Empty(await programme.QuotesAsync(second.Client, $"?interviewId={interview["id"]}"));
        Assert.Empty(await programme.QuotesAsync(second.Client, $"?themeId={theme}"));
        await second.GetAsync($"{programme.Quotes}/{quote["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Equal(0, (await ItemAsync(second, programme, interview))["mentions"]!.GetValue<int>());
        Assert.DoesNotContain(interview["id"]!.ToString(), (await second.GetAsync($"programmes/{programme.Id}/balance/evidence?stream=mentions&limit=200").ExpectAsync(HttpStatusCode.OK)).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(interview["id"]!.ToString(), (await first.GetAsync($"programmes/{programme.Id}/balance/evidence?stream=mentions&limit=200").ExpectAsync(HttpStatusCode.OK)).ToJsonString(), StringComparison.Ordinal);

        var blind = await QuoteAsync(programme, second.Client, interview, "Nobody had asked", other);
        Assert.Equal(1, (await ItemAsync(second, programme, interview))["mentions"]!.GetValue<int>());
        foreach (var reader in new[] { first, programme.Lead, programme.Workspace.Administrator })
        {
            Assert.Equal([theme], await MentionsAsync(reader.Client, programme, interview));
            Assert.Single(await programme.QuotesAsync(reader.Client, $"?interviewId={interview["id"]}"));
            Assert.Empty(await programme.QuotesAsync(reader.Client, $"?themeId={other}"));
            await reader.GetAsync($"{programme.Quotes}/{blind["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        }

        // What a blind coder saves on the interview itself takes no mention away that they cannot see, and adds none.
        await second.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes + " More.", other), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([theme], await MentionsAsync(first.Client, programme, interview));

        // Finished, they see the first coding; the others still do not see theirs until it is settled.
        await second.PostAsync($"{Path(programme, interview, second)}/finish", new { }).ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal(2, (await programme.QuotesAsync(second.Client, $"?interviewId={interview["id"]}")).Count);
        Assert.Single(await programme.QuotesAsync(first.Client, $"?interviewId={interview["id"]}"));
    }

    [Fact]
    public async Task Only_what_was_coded_is_coded_again_and_by_somebody_else()
    {
        var programme = await Shared.Value;
        var (first, second) = (programme.Contributor, programme.Colleague);
        var theme = await programme.ThemeAsync();
        var uncoded = await programme.LogAsync(first.Client, "programme", Notes);
        await second.Client.PutAsync(Path(programme, uncoded, second), new { }, etag: null).ExpectAsync(HttpStatusCode.Conflict);

        var interview = await programme.LogAsync(first.Client, "leadsOnly", Notes);
        await QuoteAsync(programme, first.Client, interview, "rings too late", theme);
        await first.Client.PutAsync(Path(programme, interview, first), new { }, etag: null).ExpectAsync(HttpStatusCode.Conflict);
        await programme.Lead.Client.PutAsync(Path(programme, interview, second), new { }, etag: null).ExpectAsync(HttpStatusCode.Conflict);         // they may not open the notes
        await second.Client.PutAsync(Path(programme, interview, programme.Lead), new { }, etag: null).ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Lead.Client.PutAsync(Path(programme, interview, programme.Lead), new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.Client.PutAsync(Path(programme, interview, programme.Lead), new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.GetAsync($"{Path(programme, interview, programme.Lead)}/comparison").ExpectAsync(HttpStatusCode.Forbidden);
        await first.GetAsync($"{Path(programme, interview, programme.Lead)}/comparison").ExpectAsync(HttpStatusCode.Conflict);
        await programme.Lead.PostAsync($"{Path(programme, interview, programme.Lead)}/finish", new { }).ExpectAsync(HttpStatusCode.Conflict);         // nothing coded, nothing said
        await first.PostAsync($"{Path(programme, interview, programme.Lead)}/finish", new { nothingToCode = true }).ExpectAsync(HttpStatusCode.Forbidden);

        // A second coding that is not to be is taken back with what was coded in it.
        await QuoteAsync(programme, programme.Lead.Client, interview, "Nobody had asked", theme);
        await second.DeleteAsync(Path(programme, interview, programme.Lead), "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Lead.DeleteAsync(Path(programme, interview, programme.Lead), "\"v2\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.DeleteAsync(Path(programme, interview, programme.Lead), "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Single(await programme.QuotesAsync(programme.Lead.Client, $"?interviewId={interview["id"]}"));
    }

    [Fact]
    public async Task Mentions_that_were_ticked_are_those_of_whoever_logged_or_revised_the_interview()
    {
        var programme = await Shared.Value;
        var theme = await programme.ThemeAsync();
        var interview = await programme.LogAsync(programme.Contributor.Client, "programme", Notes);
        await programme.Lead.PutAsync($"{programme.Interviews}/{interview["id"]}", Body(interview, Notes, theme), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.Client.PutAsync(Path(programme, interview, programme.Lead), new { }, etag: null).ExpectAsync(HttpStatusCode.Conflict);
        await programme.Contributor.Client.PutAsync(Path(programme, interview, programme.Contributor), new { }, etag: null).ExpectAsync(HttpStatusCode.Conflict);
        await programme.Colleague.Client.PutAsync(Path(programme, interview, programme.Colleague), new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_fifth_of_what_was_coded_is_suggested_and_what_is_mine_comes_first()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.ThemeAsync();
        var interviews = new List<JsonObject>();
        for (var i = 0; i < 7; i++)
        {
            interviews.Add(await programme.LogAsync(programme.Contributor.Client, i == 6 ? "sealed" : "programme", Notes, name: $"Person {i}"));
            await QuoteAsync(programme, programme.Contributor.Client, interviews[i], "rings too late", theme);
        }

        var forColleague = await ListAsync(programme.Colleague, programme);
        Assert.Equal((5, 0, 5), (forColleague["suggested"]!.GetValue<int>(), forColleague["done"]!.GetValue<int>(), forColleague["items"]!.AsArray().Count));
        Assert.All(forColleague["items"]!.AsArray(), it => Assert.True(it!["suggested"]!.GetValue<bool>() && it["mayTake"]!.GetValue<bool>()));
        Assert.Empty((await ListAsync(programme.Contributor, programme))["items"]!.AsArray());
        Assert.DoesNotContain(interviews[6]["id"]!.ToString(), (await ListAsync(programme.Lead, programme)).ToJsonString(), StringComparison.Ordinal);

        var chosen = forColleague["items"]![3]!["interviewId"]!.GetValue<Guid>();
        await programme.Lead.Client.PutAsync($"{programme.Interviews}/{chosen}/blind-codings/{programme.Colleague.UserId}", new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        var mine = (await ListAsync(programme.Colleague, programme))["items"]![0]!;
        Assert.Equal((chosen, true, "open"), (mine["interviewId"]!.GetValue<Guid>(), mine["isMine"]!.GetValue<bool>(), mine["status"]!.GetValue<string>()));
        Assert.Contains((await ListAsync(programme.Lead, programme))["items"]!.AsArray(), it => it!["coder"]?["id"]!.GetValue<Guid>() == programme.Colleague.UserId);
    }

    private static string Path(TestProgramme programme, JsonObject interview, Browser coder) => $"{programme.Interviews}/{interview["id"]}/blind-codings/{coder.UserId}";

    private static Task<JsonObject> ListAsync(Browser reader, TestProgramme programme) => reader.GetAsync($"programmes/{programme.Id}/blind-codings").ExpectAsync(HttpStatusCode.OK);

    private static async Task<JsonNode> ItemAsync(Browser reader, TestProgramme programme, JsonObject interview) =>
        (await reader.GetAsync($"{programme.Interviews}?limit=200").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Single(it => Id(it!) == Id(interview))!;
}
