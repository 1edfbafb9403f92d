using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Demonstration;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Demonstration;

/// <summary>The made-up MSK programme says what the programme said that it stands for: everybody agreed, few acted, and not for indifference.</summary>
public sealed class DemonstrationTests(DemonstrationTests.Filled filled) : IClassFixture<DemonstrationTests.Filled>
{
    [Fact]
    public async Task Everybody_agrees_and_four_of_twenty_one_act()
    {
        var said = await filled.ReadAsync("lead", "say-do");
        var figures = said["figures"]!;
        Assert.Equal((21, 21, 14, 9, 4), (Number(figures, "n"), Number(figures, "endorsed"), Number(figures, "asked"), Number(figures, "committed"), Number(figures, "acted")));
        var commitments = figures["commitments"]!;
        Assert.Equal((13, 10, 4, 0), (Number(commitments, "made"), Number(commitments, "due"), Number(commitments, "kept"), Number(commitments, "unchecked")));
        Assert.Equal(0.190476, figures["conversion"]!["value"]!.GetValue<double>(), 6);
        var gap = figures["gap"]!;
        Assert.Equal((0.809524, 0.549109, 0.923324), (Rounded(gap, "gap"), Rounded(gap, "low"), Rounded(gap, "high")));
        var first = said["byProposition"]!.AsArray().Single(it => Number(it!, "n") == 21)!;
        Assert.Equal(21, Number(first, "endorsed"));
        Assert.Contains("cannot tell those who would act from those who are polite", first["echo"]!["inWords"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_that_keep_people_from_acting_are_named_with_what_stands_behind_each()
    {
        var map = await filled.ReadAsync("lead", "barriers/map");
        var barriers = map["systems"]!.AsArray().SelectMany(it => it!["barriers"]!.AsArray()).ToList();
        Assert.Equal(["answered", "noticed", "noticed", "ownerAsked", "removed"], barriers.Select(it => it!["status"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(barriers, it => Assert.True(Number(it!, "quotes") > 0 && Number(it!, "nonActions") > 0 && Number(it!, "conversations") > 1, it!.ToJsonString()));
        Assert.Contains(barriers, it => Number(it!, "counters") > 0);
        Assert.True(Number(map, "nonActions") > Number(map, "nonActionsUncoded"));
    }

    [Fact]
    public async Task Little_new_is_heard_after_the_seventh_conversation()
    {
        var saturation = await filled.ReadAsync("lead", "saturation");
        Assert.Equal((21, "7+2"), (Number(saturation["conversations"]!, "coded"), saturation["headline"]!["point"]!.ToString()));
        var coverage = await filled.ReadAsync("lead", "coverage");
        Assert.Empty(coverage["missingSectors"]!.AsArray());
        Assert.True(coverage["propositions"]!.AsArray().Single(it => Number(it!, "asked") == 21)!["allAgree"]!["value"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Interviews_are_coded_twice_settled_and_the_coders_agree()
    {
        var listed = await filled.ReadAsync("lead", "blind-codings");
        Assert.True(listed["items"]!.AsArray().Count(it => it!["status"]?.ToString() == "settled") >= 6, listed.ToJsonString());
        var agreement = await filled.ReadAsync("lead", "coding-agreement");
        Assert.True(agreement["known"]!.GetValue<bool>());
        Assert.InRange(agreement["figures"]!["alpha"]!.GetValue<double>(), 0.667, 0.95);
        Assert.InRange(Number(agreement["figures"]!, "interviews"), 6, 10);
    }

    [Fact]
    public async Task A_tweet_chat_is_reported_by_theme_in_the_words_of_those_who_agreed()
    {
        var discussion = (await filled.ReadAsync("lead", "discussions"))["items"]!.AsArray().Single()!;
        Assert.Equal((20, 19), (Number(discussion, "contributions"), Number(discussion, "coded")));
        var report = await filled.ReadAsync("contributor", $"discussions/{discussion["id"]}/report");
        Assert.Equal((18, 2, 14), (Number(report, "contributions"), Number(report, "leftOut"), Number(report, "mayBeQuoted")));
        Assert.Equal("Knowing each other’s role", report["themes"]![0]!["name"]!.ToString());
        Assert.DoesNotContain("@locum_dr", report.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@quiet_listener", report.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_leader_sees_the_figures_and_no_record()
    {
        var said = await filled.ReadAsync("systemLeader", "say-do");
        Assert.Equal((21, 14, 9, 4), (Number(said["figures"]!, "n"), Number(said["figures"]!, "asked"), Number(said["figures"]!, "committed"), Number(said["figures"]!, "acted")));
        using var refused = await filled.SendAsync("systemLeader", "discussions");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Every_passage_stands_in_its_notes()
    {
        var quotes = await filled.ReadAsync("lead", "quotes?limit=200");
        var of = quotes["items"]!.AsArray().Where(it => it!["interviewId"] is not null).ToList();
        Assert.True(of.Count >= 134, $"{of.Count} passages");
        Assert.All(of, it => Assert.True(it!["start"] is not null && it["text"] is not null, it.ToJsonString()));
    }

    private static int Number(JsonNode node, string field) => node[field]!.GetValue<int>();

    private static double Rounded(JsonNode node, string field) => Math.Round(node[field]!.GetValue<double>(), 6);

    /// <summary>A service of its own, filled as <c>--demo</c> fills it.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        private readonly TestService service = new();
        private readonly Dictionary<string, Browser> browsers = new(StringComparer.Ordinal);
        private string path = "";

        public async Task InitializeAsync()
        {
            var credentials = await service.Services.GetRequiredService<DemonstrationLoader>().FillAsync(service.Address, CancellationToken.None);
            foreach (var user in credentials.Users)
            {
                var browser = browsers[user.Role == "programmeLead" ? "lead" : user.Role] = new Browser(service);
                browser.Became(await browser.PostAsync("session", new { email = user.Email, password = user.Password }).ExpectAsync(HttpStatusCode.OK));
            }

            var programmes = await browsers["lead"].GetAsync("programmes?search=MSK").ExpectAsync(HttpStatusCode.OK);
            path = $"programmes/{programmes["items"]!.AsArray().Single()!["id"]}";

            // The figures are worked out by a job: the newest write of all is waited for once.
            await browsers["lead"].Client.ReadyAsync($"{path}/say-do?atLeast={await LatestAsync(browsers["administrator"])}");
        }

        public async Task<JsonObject> ReadAsync(string role, string place) => await browsers[role].GetAsync($"{path}/{place}").ExpectAsync(HttpStatusCode.OK);

        public Task<HttpResponseMessage> SendAsync(string role, string place) => browsers[role].GetAsync($"{path}/{place}");

        public Task DisposeAsync() => service.DisposeAsync().AsTask();

        private static async Task<long> LatestAsync(Browser browser)
        {
            var after = 0L;
            while (true)
            {
                var page = (await browser.GetAsync($"changes?limit=200&after={after}").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
                if (page.Count == 0)
                {
                    return after;
                }

                after = page[^1]!["sequence"]!.GetValue<long>();
            }
        }
    }
}
