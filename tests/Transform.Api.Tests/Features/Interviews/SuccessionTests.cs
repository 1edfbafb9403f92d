using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>Who opens earlier interviews when the programme changes hands: whoever led it then, or a later lead with the interviewee's agreement.</summary>
public sealed class SuccessionTests
{
    private const string Words = "zq-canary-notes";

    [Theory]
    [InlineData("leadsOnly", true)]
    [InlineData("nonAttributable", false)]
    public async Task A_new_lead_opens_nothing_earlier_until_the_person_interviewed_agreed(string level, bool isNamed)
    {
        var programme = await TestProgramme.CreateAsync();
        var (id, commitmentId) = await LogAsync(programme, level);
        var successor = await programme.Workspace.SignInAsAsync("programmeLead");
        await HandOverAsync(programme, successor);
        var path = $"{programme.Interviews}/{id}";

        var held = await successor.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        Assert.Null(held["notes"]);
        Assert.True(held["notesHeld"]!.GetValue<bool>());
        Assert.Empty(held["commitments"]!.AsArray());
        Assert.Equal(isNamed ? 1 : 0, held["participants"]!.AsArray().Count);
        Assert.True((await successor.GetAsync($"{programme.Commitments}/{commitmentId}").ExpectAsync(HttpStatusCode.OK))["wordsHeld"]!.GetValue<bool>());
        await successor.PutAsync(path, Body(held, level, "given"), "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);

        // The codes pass to whoever leads: what was said of each proposition, and which themes were spoken of.
        Assert.Equal(5, held["stances"]![0]!["endorsement"]!.GetValue<int>());
        Assert.Single(held["mentions"]!.AsArray());

        var author = programme.Contributor;
        var own = await author.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        await author.PutAsync(path, Body(own, level, "given"), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var opened = await successor.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((Words, "given"), (opened["notes"]!.GetValue<string>(), opened["successionConsent"]!.GetValue<string>()));
        Assert.Equal("Lend two nurses in May", (await successor.GetAsync($"{programme.Commitments}/{commitmentId}").ExpectAsync(HttpStatusCode.OK))["act"]!.GetValue<string>());

        await author.PutAsync(path, Body(own, level, "withdrawn"), "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Null((await successor.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]);
    }

    [Fact]
    public async Task A_lead_who_stays_keeps_what_they_could_open_and_one_who_left_and_came_back_does_not()
    {
        var programme = await TestProgramme.CreateAsync();
        var (id, _) = await LogAsync(programme, "leadsOnly");
        var second = await programme.Workspace.SignInAsAsync("programmeLead");
        var path = $"{programme.Interviews}/{id}";
        await SetMembersAsync(programme, (programme.Lead, "lead"), (second, "lead"), (programme.Contributor, "contributor"));
        Assert.Equal(Words, (await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]!.GetValue<string>());
        Assert.Null((await second.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]);

        // What is logged from now on is theirs too.
        var (later, _) = await LogAsync(programme, "leadsOnly");
        Assert.Equal(Words, (await second.GetAsync($"{programme.Interviews}/{later}").ExpectAsync(HttpStatusCode.OK))["notes"]!.GetValue<string>());

        await SetMembersAsync(programme, (second, "lead"), (programme.Lead, "contributor"), (programme.Contributor, "contributor"));
        Assert.Null((await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]);
        await SetMembersAsync(programme, (second, "lead"), (programme.Lead, "lead"), (programme.Contributor, "contributor"));
        Assert.Null((await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]);
        Assert.Equal(Words, (await programme.Contributor.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]!.GetValue<string>());       // the author always
    }

    [Fact]
    public async Task An_agreement_opens_a_sealed_interview_to_nobody()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "sealed");
        var path = $"{programme.Interviews}/{made["id"]}";
        await programme.Contributor.PutAsync(path, Body(made, "sealed", "given"), "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_agreement_opens_nothing_to_those_who_do_not_lead()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "leadsOnly");
        var path = $"{programme.Interviews}/{made["id"]}";
        await programme.Contributor.PutAsync(path, Body(made, "leadsOnly", "given"), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Null((await programme.Colleague.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["notes"]);
    }

    /// <summary>Hands the programme to another lead: the one before leaves it.</summary>
    private static Task HandOverAsync(TestProgramme programme, Browser successor) => SetMembersAsync(programme, (successor, "lead"), (programme.Contributor, "contributor"));

    private static async Task SetMembersAsync(TestProgramme programme, params (Browser Who, string Part)[] members)
    {
        var path = $"programmes/{programme.Id}";
        var administrator = programme.Workspace.Administrator;
        var before = await administrator.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        await administrator.PutAsync(path, new
        {
            name = before["name"]!.GetValue<string>(), startsOn = "2026-01-01", dataController = "Northfield Trust", members = members.Select(it => new { userId = it.Who.UserId, part = it.Part }),
        }, $"\"v{before["version"]}\"").ExpectAsync(HttpStatusCode.OK);
    }

    private static async Task<(Guid Id, Guid CommitmentId)> LogAsync(TestProgramme programme, string level)
    {
        var workspace = programme.Workspace;
        var theme = await workspace.Administrator.PostAsync("themes", new { name = TestWorkspace.Unique("Trust"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        var proposition = await workspace.Administrator.PostAsync("propositions", new { statement = TestWorkspace.Unique("Care closer to home") }).ExpectAsync(HttpStatusCode.Created);
        var made = await programme.Contributor.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = level, notes = Words,
            stances = new[] { new { propositionId = proposition["id"]!.GetValue<Guid>(), endorsement = 5 } }, mentions = new[] { new { themeId = theme["id"]!.GetValue<Guid>() } },
            commitments = new[] { new { act = "Lend two nurses in May" } },
        }).ExpectAsync(HttpStatusCode.Created);
        return (made["id"]!.GetValue<Guid>(), made["commitments"]![0]!["id"]!.GetValue<Guid>());
    }

    private static object Body(JsonObject read, string level, string successionConsent) => new
    {
        heldAt = "2026-03-02T10:00:00Z", participants = read["participants"]!.AsArray().Select(it => new { personId = it!["personId"]!.GetValue<Guid>() }) is var people && people.Any() ? people.ToArray<object>() : [new { name = "Rosa Ruiz" }],
        confidentiality = level, notes = Words, successionConsent,
        stances = read["stances"]!.AsArray().Select(it => new { propositionId = it!["propositionId"]!.GetValue<Guid>(), endorsement = it["endorsement"]!.GetValue<int>() }),
        mentions = read["mentions"]!.AsArray().Select(it => new { themeId = it!["themeId"]!.GetValue<Guid>() }),
    };
}
