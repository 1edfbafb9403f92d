using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Balance;

/// <summary>A system leader sees totals over enough interviews, and sees them move by five interviews at least.</summary>
public sealed class FewAndSeniorTests
{
    [Fact]
    public async Task A_workspace_may_ask_for_a_longer_step()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Administrator.PutAsync("workspace", new { name = "North", disclosureThreshold = 10, snapshotStep = 7 }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var leader = await workspace.SignInAsAsync("systemLeader");
        await workspace.Key.PostAsJsonAsync("portfolios", new { name = TestWorkspace.Unique("Portfolio"), programmeIds = new[] { programme }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        var themes = await workspace.Key.ThemesAsync(1);
        var published = new List<int?>();
        for (var i = 1; i <= 21; i++)
        {
            var (_, sequence) = await workspace.Key.InterviewAsync(programme, themes, ["P1"]);
            await workspace.Key.BalanceAsync(programme, sequence);
            published.Add((await leader.Client.BalanceAsync(programme))["interviews"]!["count"]?.GetValue<int>());
        }

        // Seven are too few to show, as they were at first; then it moves at fourteen and at twenty-one.
        Assert.Equal([.. Enumerable.Repeat<int?>(null, 13), .. Enumerable.Repeat<int?>(14, 7), 21], published);
    }

    [Fact]
    public async Task A_system_leader_cannot_read_off_what_one_interview_changed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = (await workspace.MakeProgrammeAsync()).Id();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var portfolio = (await workspace.Key.PostAsJsonAsync("portfolios", new { name = TestWorkspace.Unique("Portfolio"), programmeIds = new[] { programme }, readerIds = new[] { leader.UserId } })
            .ExpectAsync(HttpStatusCode.Created)).Id();
        var themes = await workspace.Key.ThemesAsync(2);

        var first = await LogAsync("P1", "P2");
        for (var i = 2; i <= 9; i++)
        {
            await LogAsync("P1", "S1");
            var few = await ViewAsync();
            Assert.DoesNotContain("\"peopleShare\"", few, StringComparison.Ordinal);
            Assert.Contains("fewer than 10 interviews", few, StringComparison.Ordinal);
        }

        Assert.Equal(9, (await workspace.Key.BalanceAsync(programme))["interviews"]!["count"]!.GetValue<int>());
        await LogAsync("P1", "S1");
        var ten = await ViewAsync();
        var said = (await leader.Client.BalanceAsync(programme)).Stream("mentions");
        Assert.Equal((20, 0.55), (said["n"]!.GetValue<int>(), said.Number("peopleShare")));
        Assert.Equal(10, (await DashboardAsync())["rows"]![0]!["interviews"]!["count"]!.GetValue<int>());

        await LogAsync("S1");                                                    // one differs
        Assert.Equal(ten, await ViewAsync());
        await RecodeAsync(first);                                                // two
        Assert.Equal(ten, await ViewAsync());
        await LogAsync("S1");
        await LogAsync("S1");                                                    // four
        Assert.Equal(ten, await ViewAsync());
        Assert.Equal(23, (await workspace.Key.BalanceAsync(programme)).Stream("mentions")["n"]!.GetValue<int>());
        await LogAsync("S1");                                                    // five
        Assert.NotEqual(ten, await ViewAsync());
        said = (await leader.Client.BalanceAsync(programme)).Stream("mentions");
        Assert.Equal((24, 9.0 / 24), (said["n"]!.GetValue<int>(), said.Number("peopleShare")));

        // Sealing takes an interview out of every count at once, but not out of what was published before four more differ.
        var published = await ViewAsync();
        await SealAsync(first);
        Assert.Equal(13, (await workspace.Key.BalanceAsync(programme))["interviews"]!["count"]!.GetValue<int>());
        Assert.Equal(published, await ViewAsync());

        async Task<Guid> LogAsync(params string[] dimensions)
        {
            var (id, sequence) = await workspace.Key.InterviewAsync(programme, themes, dimensions);
            await workspace.Key.BalanceAsync(programme, sequence);
            return id;
        }

        async Task RecodeAsync(Guid id) => await PutAsync(id, interview => interview["mentions"] = new JsonArray(Mention(0, "S2"), Mention(1, "S3")));

        async Task SealAsync(Guid id) => await PutAsync(id, interview => interview["confidentiality"] = "sealed");

        JsonObject Mention(int theme, string dimension) => new() { ["themeId"] = themes[theme], ["dimension"] = dimension };

        async Task PutAsync(Guid id, Action<JsonObject> change)
        {
            var path = $"programmes/{programme}/interviews/{id}";
            var interview = await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
            var body = new JsonObject
            {
                ["heldAt"] = interview["heldAt"]!.DeepClone(), ["confidentiality"] = interview["confidentiality"]!.DeepClone(),
                ["participants"] = new JsonArray([.. interview["participants"]!.AsArray().Select(it => new JsonObject { ["personId"] = it!["personId"]!.DeepClone() })]),
                ["mentions"] = interview["mentions"]!.DeepClone(),
            };
            change(body);
            using var response = await workspace.Key.PutAsync(path, body, await workspace.Key.ETagAsync(path));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            await workspace.Key.BalanceAsync(programme, BalanceReading.Sequence(response));
        }

        Task<JsonObject> DashboardAsync() => leader.Client.ReadyAsync($"portfolios/{portfolio}/dashboard");

        // Everything that a system leader can read of this, but for when it was computed.
        async Task<string> ViewAsync()
        {
            var balance = await leader.Client.BalanceAsync(programme);
            var dashboard = (await DashboardAsync())["rows"]![0]!.AsObject();
            foreach (var moment in new[] { "sequence", "computedAt" })
            {
                balance.Remove(moment);
                dashboard.Remove(moment);
            }

            var evidence = await leader.Client.ReadyAsync($"programmes/{programme}/balance/evidence?stream=mentions");
            Assert.Empty(evidence["items"]!.AsArray());
            var history = await leader.Client.ReadyAsync($"programmes/{programme}/balance/history");
            Assert.Empty(history["series"]!.AsArray());
            return $"{balance.ToJsonString()}\n{dashboard.ToJsonString()}\n{evidence.ToJsonString()}";
        }
    }

    [Fact]
    public async Task Who_may_open_the_interviews_sees_each_and_who_coded_what()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var programme = (await workspace.MakeProgrammeAsync("Open", (lead.UserId, "lead"), (leader.UserId, "contributor"))).Id();
        var themes = await workspace.Key.ThemesAsync(2);
        var (interview, _) = await workspace.Key.InterviewAsync(programme, themes, ["P1", "S1"]);
        await workspace.Key.InterviewAsync(programme, themes, ["P1"], "sealed");
        var (_, sequence) = await lead.Client.LogOneAsync(programme, new { focus = BalanceReading.Focus(("P1", 1)) });
        await lead.Client.BalanceAsync(programme, sequence);

        var said = await lead.Client.ReadyAsync($"programmes/{programme}/balance/evidence?stream=mentions");
        var item = Assert.Single(said["items"]!.AsArray())!;
        Assert.Equal((interview, "interview", 2.0, 1.0), (item["recordId"]!.GetValue<Guid>(), item["kind"]!.GetValue<string>(), item.Number("amount"), item.Number("peopleAmount")));
        Assert.Equal((2, 0), (said["n"]!.GetValue<int>(), said["notOpen"]!["count"]!.GetValue<int>()));

        Assert.Equal("A programmeLead", (await ActivityAsync(lead))["codedBy"]![0]!.GetValue<string>());
        Assert.Empty((await ActivityAsync(leader))["codedBy"]!.AsArray());

        async Task<JsonNode> ActivityAsync(Browser browser) =>
            Assert.Single((await browser.Client.ReadyAsync($"programmes/{programme}/balance/evidence?stream=activities"))["items"]!.AsArray())!;
    }
}
