using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Features.SayDo;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Coverage;

/// <summary>Who has been heard, on what.</summary>
public sealed class CoverageTests
{
    [Fact]
    public async Task All_agree_is_refused_while_a_sector_of_the_programme_has_nobody()
    {
        var (programme, sectors) = await WithSectorsAsync("acute", "primaryCare", "ambulance");
        for (var i = 0; i < 3; i++)
        {
            await programme.TalkAsync(organisationId: sectors["acute"]);
        }

        await programme.TalkAsync(endorsement: null, organisationId: sectors["primaryCare"]);
        var coverage = await programme.ReadAsync("coverage");
        Assert.Equal(["ambulance"], Texts(coverage["missingSectors"]!));
        var proposition = Assert.Single(coverage["propositions"]!.AsArray())!;
        Assert.Equal((3, 3), (proposition["asked"]!.GetValue<int>(), proposition["endorsed"]!.GetValue<int>()));
        Assert.Null(proposition["allAgree"]!["value"]);
        Assert.Equal(
            "nothing yet, because nobody from the ambulance service has been interviewed; nobody from primary care has been asked about it", proposition["allAgree"]!["reason"]!.GetValue<string>());
        Assert.Equal(["primaryCare", "ambulance"], Texts(proposition["unheard"]!));
        Assert.Equal(
            ["acute 3: 3 of 3 heard", "primaryCare 1: 0 of 0 nobody", "ambulance 0: 0 of 0 nobody"],
            coverage["sectors"]!.AsArray().Select(it => $"{it!["sector"]} {it["interviewed"]}: {it["cells"]![0]!["endorsed"]} of {it["cells"]![0]!["n"]} {(it["cells"]![0]!["heard"]!.GetValue<bool>() ? "heard" : "nobody")}"));

        // A sector that is met without belonging is shown, and holds nothing up.
        await programme.TalkAsync(organisationId: sectors["primaryCare"]);
        await programme.TalkAsync(organisationId: sectors["ambulance"]);
        await programme.TalkAsync(organisationId: (await OrganisationAsync("education")).Id());
        coverage = await programme.ReadAsync("coverage");
        Assert.True(coverage["propositions"]![0]!["allAgree"]!["value"]!.GetValue<bool>());
        Assert.False(coverage["sectors"]!.AsArray().Single(it => it!["sector"]!.GetValue<string>() == "education")!["belongs"]!.GetValue<bool>());

        // Each cell opens its conversations.
        var behind = await programme.Key.ReadyAsync($"programmes/{programme.Id}/coverage/evidence?sector=acute&propositionId={programme.PropositionId}");
        Assert.Equal((3, 3), (behind["n"]!.GetValue<int>(), behind["items"]!.AsArray().Count(it => it!["endorsement"]!.GetValue<int>() == 5)));
        Assert.Equal(2, (await programme.Key.ReadyAsync($"programmes/{programme.Id}/coverage/evidence?sector=primaryCare"))["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_system_leader_sees_counts_over_enough_conversations_and_otherwise_whether_anybody_was_heard()
    {
        var (programme, sectors) = await WithSectorsAsync("acute", "primaryCare", "ambulance");
        var leader = await programme.Workspace.SignInAsAsync("systemLeader");
        await programme.Key.PostAsJsonAsync("portfolios", new { name = TestWorkspace.Unique("Portfolio"), programmeIds = new[] { programme.Id }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        await TalkAsync("acute", 5);
        var few = await programme.ReadAsync("coverage", leader.Client);
        Assert.Contains("fewer than 10", few["conversations"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(few["sectors"]!.AsArray());

        // Twelve of fifteen would tell of the other three.
        await TalkAsync("acute", 7);
        await TalkAsync("primaryCare", 3);
        var some = await programme.ReadAsync("coverage", leader.Client);
        Assert.Equal(15, some["conversations"]!["count"]!.GetValue<int>());
        Assert.Equal(["acute held", "primaryCare held", "ambulance nobody"], some["sectors"]!.AsArray().Select(Cell));
        Assert.Equal(["ambulance"], Texts(some["missingSectors"]!));

        // Ten beside ten tell of nobody.
        await TalkAsync("primaryCare", 7);
        await TalkAsync("acute", 3);
        var many = await programme.ReadAsync("coverage", leader.Client);
        Assert.Equal(["acute 15", "primaryCare 10", "ambulance nobody"], many["sectors"]!.AsArray().Select(Cell));
        Assert.Equal(25, many["propositions"]![0]!["asked"]!.GetValue<int>());
        var behind = await leader.Client.ReadyAsync($"programmes/{programme.Id}/coverage/evidence?sector=acute");
        Assert.Equal((15, 0), (behind["n"]!.GetValue<int>(), behind["items"]!.AsArray().Count));
        Assert.Null((await leader.Client.ReadyAsync($"programmes/{programme.Id}/coverage/evidence?sector=ambulance"))["n"]);

        async Task TalkAsync(string sector, int times)
        {
            for (var i = 0; i < times; i++)
            {
                await programme.TalkAsync(organisationId: sectors[sector]);
                await programme.ReadAsync("coverage");
            }
        }

        static string Cell(JsonNode? sector)
        {
            var cell = sector!["cells"]![0]!;
            Assert.Equal(cell["n"] is null, cell["reason"] is not null);
            return $"{sector["sector"]} {cell["n"]?.ToString() ?? (cell["heard"]!.GetValue<bool>() ? "held" : "nobody")}";
        }
    }

    private static async Task<(TalkingProgramme Programme, Dictionary<string, Guid> Organisations)> WithSectorsAsync(params string[] sectors)
    {
        var organisations = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var sector in sectors)
        {
            organisations[sector] = (await OrganisationAsync(sector)).Id();
        }

        return (await TalkingProgramme.CreateAsync(null, [.. organisations.Values]), organisations);
    }

    private static async Task<JsonObject> OrganisationAsync(string sector) =>
        await (await TestWorkspace.SharedAsync()).Key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique(sector), sector }).ExpectAsync(HttpStatusCode.Created);

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(it => it!.GetValue<string>());
}
