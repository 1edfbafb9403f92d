using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Discussions;

public sealed class DiscussionReportTests
{
    [Fact]
    public async Task The_report_counts_contributions_by_theme_and_quotes_those_who_agreed()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var (time, roles) = (await ThemeAsync("Lack of time"), await ThemeAsync("Knowing each other’s roles"));
        var given = await discussion.AddAsync("No time to meet. We do not know what the others do.", "@surgeon", "given");
        var notAsked = await discussion.AddAsync("Time, always time, and nobody knows my job.", "@quiet_one");
        var refused = await discussion.AddAsync("I have no time at all.", "@never_me", "refused");
        await discussion.AddAsync("Thank you for the chat.", "@host", "given");
        await CodeAsync(discussion, given, "No time to meet", time);
        await CodeAsync(discussion, given, "what the others do", roles);
        await CodeAsync(discussion, given, "We do not know", roles);
        await CodeAsync(discussion, notAsked, "nobody knows my job", roles, time);
        await CodeAsync(discussion, refused, "no time at all", time);

        var report = await ReportAsync(discussion);
        Assert.Equal((3, 1, 2, 2), (Number(report, "contributions"), Number(report, "leftOut"), Number(report, "coded"), Number(report, "mayBeQuoted")));
        Assert.Equal([("Knowing each other’s roles", 2, 2), ("Lack of time", 2, 1)], Themes(report).Select(it => (Name(it), Number(it, "contributions"), it["quotes"]!.AsArray().Count)));
        Assert.Equal("No time to meet|@surgeon|1", Themes(report)[1]["quotes"]!.AsArray().Select(it => $"{it!["text"]}|{it["author"]}|{it["position"]}").Single());
        Assert.DoesNotContain("quiet_one", report.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nobody knows", report.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((4, 3), await CountsAsync(discussion));
        var read = await discussion.ReadAsync();
        Assert.Equal([3, 1, 1, 0], read.Select(it => Number(it, "quotes")));
        Assert.Equal(new[] { time, roles }.Order(), read[0]["themeIds"]!.AsArray().Select(it => it!.GetValue<Guid>()).Order());
        Assert.Single(await discussion.ReadAsync("?uncoded=true"));

        async Task<Guid> ThemeAsync(string name) => await TestThemeAsync(discussion, name);
    }

    [Fact]
    public async Task Withdrawn_consent_leaves_the_report_at_once()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var theme = await TestThemeAsync(discussion, "Lack of time");
        var made = await discussion.AddAsync("No time to meet.", "@surgeon", "given");
        await CodeAsync(discussion, made, "No time", theme);
        Assert.Equal(1, Number(Themes(await ReportAsync(discussion))[0], "contributions"));
        await discussion.Programme.Lead.PutAsync($"{discussion.Contributions}/{made["id"]}", new { consent = "withdrawn" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var report = await ReportAsync(discussion);
        Assert.Equal((0, 1, 0, 0, 0), (Number(report, "contributions"), Number(report, "leftOut"), Number(report, "coded"), Number(report, "mayBeQuoted"), Themes(report).Count));
    }

    [Fact]
    public async Task What_was_coded_in_a_contribution_goes_with_it()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var theme = await TestThemeAsync(discussion, "Lack of time");
        var (one, two) = (await discussion.AddAsync("No time to meet."), await discussion.AddAsync("Still no time."));
        await CodeAsync(discussion, one, "No time", theme);
        await CodeAsync(discussion, two, "no time", theme);
        var quotes = $"programmes/{discussion.Programme.Id}/quotes?themeId={theme}";
        Assert.Equal(2, (await discussion.Programme.Lead.GetAsync(quotes).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Count);
        await discussion.Programme.Lead.DeleteAsync($"{discussion.Contributions}/{one["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Single((await discussion.Programme.Lead.GetAsync(quotes).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        await discussion.Programme.Lead.DeleteAsync(discussion.Path, "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty((await discussion.Programme.Lead.GetAsync(quotes).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    internal static async Task CodeAsync(TestDiscussion discussion, JsonObject contribution, string passage, params Guid[] themes)
    {
        var start = contribution["text"]!.ToString().IndexOf(passage, StringComparison.Ordinal);
        await discussion.Programme.Lead.PostAsync($"programmes/{discussion.Programme.Id}/quotes", new
        {
            contributionId = contribution["id"]!.GetValue<Guid>(), start, end = start + passage.Length, themeIds = themes,
        }).ExpectAsync(HttpStatusCode.Created);
    }

    /// <summary>A theme of a workspace that others use too, so its name stands with a mark.</summary>
    internal static async Task<Guid> TestThemeAsync(TestDiscussion discussion, string name) =>
        (await discussion.Programme.Workspace.Administrator.PostAsync("themes", new { name = $"{name} ({Guid.CreateVersion7():N})", dimension = "P1" }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static Task<JsonObject> ReportAsync(TestDiscussion discussion) => discussion.Programme.Colleague.GetAsync($"{discussion.Path}/report").ExpectAsync(HttpStatusCode.OK);

    private static async Task<(int Contributions, int Coded)> CountsAsync(TestDiscussion discussion)
    {
        var read = await discussion.Programme.Lead.GetAsync(discussion.Path).ExpectAsync(HttpStatusCode.OK);
        return (Number(read, "contributions"), Number(read, "coded"));
    }

    private static List<JsonObject> Themes(JsonObject report) => [.. report["themes"]!.AsArray().Select(it => it!.AsObject())];

    private static string Name(JsonObject theme) => theme["name"]!.ToString().Split(" (")[0];

    private static int Number(JsonNode node, string field) => node[field]!.GetValue<int>();
}
