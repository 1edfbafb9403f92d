using System.Net;
using System.Net.Http.Json;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Portfolios;

public sealed class PortfolioDashboardTests
{
    [Fact]
    public async Task Programmes_stand_in_the_alphabets_order_with_what_is_done_against_their_own_target()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var trust = await workspace.Key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Trust"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var zulu = await MakeAsync(workspace, "Zulu", 0.9, trust.Id());
        var alpha = await MakeAsync(workspace, "Alpha", 0.5);
        var mike = await MakeAsync(workspace, "Mike", 0.4);
        var portfolio = await PortfolioAsync(workspace, leader, zulu, alpha, mike);
        await LogAsync(workspace, zulu, 40, people: 0.1);
        await LogAsync(workspace, alpha, 40, people: 0.5);
        await workspace.Key.BalanceAsync(mike);

        var dashboard = await leader.Client.ReadyAsync($"portfolios/{portfolio}/dashboard");
        var rows = dashboard["rows"]!.AsArray();
        Assert.Equal([alpha, mike, zulu], rows.Select(it => it!["programmeId"]!.GetValue<Guid>()));
        Assert.Equal(trust["name"]!.GetValue<string>(), Assert.Single(rows[2]!["organisations"]!.AsArray())!.GetValue<string>());
        Assert.Equal((0.9, 0.1), (rows[2].Number("target"), Math.Round(rows[2]!["together"].Number("peopleShare"), 9)));
        Assert.True(rows[2]!["together"]!["distinguishableFromTarget"]!.GetValue<bool>());
        Assert.Null(rows[1]!["together"]!["peopleShare"]);
        Assert.StartsWith("nothing yet, because ", rows[1]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("fewer than 10 interviews", rows[0]!["interviews"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(dashboard["previousVisitAt"]);
        Assert.All(rows, it => Assert.Null(it!["changed"]));
        var comparison = dashboard["comparison"]!;
        Assert.Equal((2, 3, 1, 1), (comparison["n"]!.GetValue<int>(), comparison["of"]!.GetValue<int>(), comparison["belowTarget"]!.GetValue<int>(), comparison["notToldFromTarget"]!.GetValue<int>()));
        Assert.Equal(0.3, comparison.Number("mean"), 1e-9);
    }

    [Fact]
    public async Task What_changed_since_the_visit_before_is_said_in_words()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var moved = await MakeAsync(workspace, "A moved", 0.4);
        var same = await MakeAsync(workspace, "B same", 0.4);
        var portfolio = await PortfolioAsync(workspace, leader, moved, same);
        await LogAsync(workspace, moved, 40, people: 0.10);
        await LogAsync(workspace, same, 40, people: 0.3);
        await leader.PostAsync($"portfolios/{portfolio}/visits", new { }).ExpectAsync(HttpStatusCode.NoContent);

        // A month ago, as far as the database knows.
        foreach (var programme in new[] { moved, same })
        {
            await workspace.DisturbAsync("UPDATE Scores SET Day = '2026-01-10', ComputedAt = '2026-01-10 09:00:00' WHERE ProgrammeId = @Id", programme);
        }

        await workspace.DisturbAsync("UPDATE PortfolioReaders SET VisitedAt = '2026-01-12 09:00:00' WHERE PortfolioId = @Id", portfolio);
        await LogAsync(workspace, moved, 8, people: 0);
        var added = await MakeAsync(workspace, "C new", 0.4);
        await LogAsync(workspace, added, 7, people: 0);
        var path = $"portfolios/{portfolio}";
        using (var revised = await workspace.Key.PutAsync(path, new { name = TestWorkspace.Unique("Portfolio"), programmeIds = new[] { moved, same, added }, readerIds = new[] { leader.UserId } }, await workspace.Key.ETagAsync(path)))
        {
            Assert.True(revised.IsSuccessStatusCode, await revised.Content.ReadAsStringAsync());
        }

        for (var look = 0; look < 2; look++)                                     // before this visit is noted, and after
        {
            var dashboard = await leader.Client.ReadyAsync($"portfolios/{portfolio}/dashboard");
            var rows = dashboard["rows"]!.AsArray();
            Assert.Equal("2026-01-12T09:00:00.000Z", dashboard["previousVisitAt"]!.GetValue<string>());
            Assert.Equal("Deeds 10% to 8%: bands overlap, no real change", rows[0]!["changed"]!["text"]!.GetValue<string>());
            Assert.Null(rows[1]!["changed"]);
            Assert.Equal("New: first 7 activities", rows[2]!["changed"]!["text"]!.GetValue<string>());
            await leader.PostAsync($"portfolios/{portfolio}/visits", new { }).ExpectAsync(HttpStatusCode.NoContent);
        }

        var then = await leader.Client.ReadyAsync($"portfolios/{portfolio}/dashboard?asOf=2026-01-10");
        Assert.Equal("2026-01-10", then["asOf"]!.GetValue<string>());
        Assert.Null(then["rows"]![0]!["changed"]);
        Assert.StartsWith("nothing yet, because ", then["rows"]![2]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portfolio_that_is_not_the_readers_is_not_there()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var portfolio = await PortfolioAsync(workspace, leader);
        var stranger = await workspace.SignInAsAsync("systemLeader");
        await stranger.GetAsync($"portfolios/{portfolio}/dashboard").ExpectAsync(HttpStatusCode.NotFound);
        var elsewhere = await TestWorkspace.CreateAsync();
        await elsewhere.Administrator.GetAsync($"portfolios/{portfolio}/dashboard").ExpectAsync(HttpStatusCode.NotFound);
        var empty = await workspace.Administrator.GetAsync($"portfolios/{portfolio}/dashboard").ExpectAsync(HttpStatusCode.OK);
        Assert.StartsWith("nothing yet, because ", empty["comparison"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task<Guid> MakeAsync(TestWorkspace workspace, string name, double target, params Guid[] organisations) =>
        (await workspace.Key.PostAsJsonAsync("programmes", new { name = TestWorkspace.Unique(name), startsOn = "2026-01-05", dataController = "Northfield NHS Trust", targetPeopleShare = target, organisationIds = organisations })
            .ExpectAsync(HttpStatusCode.Created)).Id();

    private static async Task<Guid> PortfolioAsync(TestWorkspace workspace, Browser reader, params Guid[] programmes) =>
        (await workspace.Key.PostAsJsonAsync("portfolios", new { name = TestWorkspace.Unique("Portfolio"), programmeIds = programmes, readerIds = new[] { reader.UserId } }).ExpectAsync(HttpStatusCode.Created)).Id();

    /// <summary>Activities that all have hours, money and minutes, so that three of five streams can be scored once there are enough.</summary>
    private static async Task LogAsync(TestWorkspace workspace, Guid programme, int count, double people)
    {
        var sequence = await workspace.Key.LogAsync(programme, Enumerable.Range(0, count).Select(_ => new { hours = 2, moneyPence = 1000, agendaMinutes = 30, focus = BalanceReading.Focus(("P1", people), ("S1", 1 - people)) }));
        await workspace.Key.BalanceAsync(programme, sequence);
    }
}
