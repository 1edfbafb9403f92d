using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Balance;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.SayDo;

/// <summary>What is said beside what is done, from conversations that were logged through the front door.</summary>
public sealed class SayDoTests
{
    [Fact]
    public async Task Twenty_one_agree_nine_commit_four_keep_and_the_figures_are_those_of_the_definition()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var talks = await TwentyOneAsync(programme);

        var said = await programme.ReadAsync("say-do");
        var figures = said["figures"]!;
        Assert.Equal("21 14 9 4", await programme.ChainAsync());
        Assert.Equal(("indicative", 21), (said["grade"]!.GetValue<string>(), said["conversations"]!["count"]!.GetValue<int>()));
        Assert.Equal((0.190476, 0.076676, 0.400006), (Round(figures["conversion"]!, "value"), Round(figures["conversion"]!["wilson"]!, "low"), Round(figures["conversion"]!["wilson"]!, "high")));
        Assert.Equal((0.809524, 0.549109, 0.923324), (Round(figures["gap"]!, "gap"), Round(figures["gap"]!, "low"), Round(figures["gap"]!, "high")));
        Assert.Equal((0.307692, 0.538462), (Round(figures["bounds"]!, "low"), Round(figures["bounds"]!, "high")));
        Assert.Equal((13, 10, 4, 3), (Count("made"), Count("due"), Count("kept"), Count("notYetDue")));
        var proposition = Assert.Single(said["byProposition"]!.AsArray())!;
        Assert.Equal((programme.Statement, 21, 21), (proposition["statement"]!.GetValue<string>(), proposition["n"]!.GetValue<int>(), proposition["endorsed"]!.GetValue<int>()));
        Assert.True(proposition["echo"]!["cannotDiscriminate"]!.GetValue<bool>());
        Assert.Contains("All 21 who were led to an answer agreed", proposition["echo"]!["inWords"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(said["nextQuestion"]);

        // Take away one piece of evidence, and the number moves: kept by word alone is not kept.
        await programme.SettleAsync(talks[0].CommitmentIds[0], isVerified: false);
        figures = await programme.FiguresAsync();
        Assert.Equal("21 14 9 3", await programme.ChainAsync());
        Assert.Equal((10, 3, 1), (Count("due"), Count("kept"), Count("unchecked")));
        Assert.Equal([talks[0].CommitmentIds[0]], (await programme.EvidenceAsync("unchecked")).Select(it => it["recordId"]!.GetValue<Guid>()));

        // So it does without a whole conversation.
        await programme.RemoveAsync($"commitments/{talks[1].CommitmentIds[0]}");
        await programme.RemoveAsync($"interviews/{talks[20].Id}");
        Assert.Equal("20 14 9 2", await programme.ChainAsync());

        int Count(string field) => figures["commitments"]![field]!.GetValue<int>();
    }

    [Fact]
    public async Task Each_row_opens_its_records_page_by_page()
    {
        var programme = await TalkingProgramme.CreateAsync();
        await TwentyOneAsync(programme);
        await programme.ReadAsync("say-do");
        foreach (var (row, n) in new[]
        {
            ("conversations", 21), ("endorsed", 21), ("asked", 14), ("committed", 9), ("kept", 4), ("commitments", 13), ("due", 10), ("dueAndKept", 4), ("missed", 6), ("partial", 0), ("untold", 0),
            ("unchecked", 0), ("notYetDue", 3), ("withdrawn", 0),
        })
        {
            Assert.True(n == (await programme.EvidenceAsync(row)).Count, row);
        }

        var kept = (await programme.EvidenceAsync("kept"))[0];
        Assert.Contains("kept", kept["commitments"]!.AsArray().Select(it => it!.GetValue<string>()));
        var seen = new List<Guid>();
        for (var cursor = ""; ;)
        {
            var page = await programme.Key.ReadyAsync($"programmes/{programme.Id}/say-do/evidence?row=endorsed&limit=8{cursor}");
            Assert.Equal(21, page["n"]!.GetValue<int>());
            seen.AddRange(page["items"]!.AsArray().Select(it => it!["recordId"]!.GetValue<Guid>()));
            if (page["next"] is not { } next)
            {
                break;
            }

            cursor = $"&cursor={next}";
        }

        Assert.Equal(21, seen.Distinct().Count());
        Assert.Equal(21, seen.Count);
        var wrong = await programme.Key.GetAsync(new Uri($"programmes/{programme.Id}/say-do/evidence?row=promised", UriKind.Relative)).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(wrong["errors"]);
    }

    [Fact]
    public async Task Who_may_not_open_the_notes_is_not_told_who_promised_what()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var contributor = await workspace.SignInAsAsync("contributor");
        var programme = await TalkingProgramme.CreateAsync(workspace);
        await workspace.Key.PutAsync($"programmes/{programme.Id}", new
        {
            name = TestWorkspace.Unique("Talking"), startsOn = "2026-01-05", dataController = "Northfield NHS Trust", members = new[] { new { userId = contributor.UserId, part = "contributor" } },
        }, await workspace.Key.ETagAsync($"programmes/{programme.Id}")).ExpectAsync(HttpStatusCode.OK);
        var held = await programme.TalkAsync(dueOn: ["2026-04-01"], level: "leadsOnly");
        var open = await programme.TalkAsync(dueOn: ["2026-04-01"]);
        await programme.ReadAsync("say-do");

        var committed = await contributor.Client.ReadyAsync($"programmes/{programme.Id}/say-do/evidence?row=committed");
        Assert.Equal(open.Id, Assert.Single(committed["items"]!.AsArray())!["recordId"]!.GetValue<Guid>());
        Assert.Equal((2, 1), (committed["n"]!.GetValue<int>(), committed["notOpen"]!["count"]!.GetValue<int>()));
        Assert.Contains("who promised what", committed["notOpen"]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var endorsed = await programme.EvidenceAsync("endorsed", contributor.Client);
        Assert.Null(endorsed.Single(it => it["recordId"]!.GetValue<Guid>() == held.Id)["commitments"]);
        Assert.NotNull(endorsed.Single(it => it["recordId"]!.GetValue<Guid>() == open.Id)["commitments"]);
        var due = await programme.EvidenceAsync("due", contributor.Client);
        Assert.Null(due.Single(it => it["recordId"]!.GetValue<Guid>() == held.CommitmentIds[0])["interviewId"]);
        Assert.Equal(open.Id, due.Single(it => it["recordId"]!.GetValue<Guid>() == open.CommitmentIds[0])["interviewId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task When_nobody_was_asked_the_page_says_so_and_gives_the_next_question()
    {
        var programme = await TalkingProgramme.CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            await programme.TalkAsync(asked: "notAsked");
        }

        var said = await programme.ReadAsync("say-do");
        Assert.True(said["figures"]!["nobodyWasAsked"]!.GetValue<bool>());
        Assert.StartsWith($"You agree that “{programme.Statement.TrimEnd('.')}”. What will you do yourself", said["nextQuestion"]!.GetValue<string>(), StringComparison.Ordinal);

        await programme.TalkAsync();
        said = await programme.ReadAsync("say-do");
        Assert.False(said["figures"]!["nobodyWasAsked"]!.GetValue<bool>());
        Assert.Null(said["nextQuestion"]);
    }

    [Fact]
    public async Task What_is_sealed_or_was_given_without_consent_is_nowhere_counted()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var open = await programme.TalkAsync(dueOn: ["2026-04-01"]);
        await programme.TalkAsync(level: "sealed");
        await programme.TalkAsync(consent: "refused");
        Assert.Equal(1, (await programme.FiguresAsync())["n"]!.GetValue<int>());

        await programme.ReviseAsync(open.Id, it => it["participationConsent"] = "withdrawn");
        var said = await programme.ReadAsync("say-do");
        Assert.Equal((0, 0), (said["figures"]!["n"]!.GetValue<int>(), said["figures"]!["commitments"]!["made"]!.GetValue<int>()));
        Assert.Empty(await programme.EvidenceAsync("commitments"));
    }

    [Fact]
    public async Task An_interview_and_its_follow_up_are_one_conversation_with_the_latest_stance()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var first = await programme.TalkAsync(endorsement: 2, asked: "notAsked");
        var second = await programme.TalkAsync(endorsement: 5, asked: "asked", dueOn: ["2026-04-01"], heldAt: "2026-05-02T10:00:00Z");
        Assert.Equal(2, (await programme.FiguresAsync())["n"]!.GetValue<int>());

        await programme.WriteAsync(
            "INSERT INTO InterviewFollowUps (WorkspaceId, ProgrammeId, InterviewId, FollowsId) VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @FollowsId)",
            new { WorkspaceId = programme.Workspace.Id, ProgrammeId = programme.Id, InterviewId = second.Id, FollowsId = first.Id });
        await programme.TouchAsync();
        var figures = await programme.FiguresAsync();
        Assert.Equal((1, 1, 1), (figures["n"]!.GetValue<int>(), figures["endorsed"]!.GetValue<int>(), figures["asked"]!.GetValue<int>()));
        Assert.Equal("1 1 1 0", await programme.ChainAsync());
        var item = Assert.Single(await programme.EvidenceAsync("committed"));
        Assert.Equal((first.Id, "2026-03-02"), (item["recordId"]!.GetValue<Guid>(), item["date"]!.GetValue<string>()));
        Assert.Equal(second.Id, Assert.Single(item["followUps"]!.AsArray())!.GetValue<Guid>());
        Assert.Equal(1, (await programme.Key.BalanceAsync(programme.Id, programme.Sequence))["interviews"]!["count"]!.GetValue<int>());

        // Where the first no longer counts, the second stands alone.
        await programme.ReviseAsync(first.Id, it => it["participationConsent"] = "withdrawn");
        Assert.Equal("1 1 1 0", await programme.ChainAsync());
        Assert.Equal(second.Id, Assert.Single(await programme.EvidenceAsync("committed"))["recordId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_commitment_that_falls_due_without_an_outcome_is_counted_though_nobody_wrote_anything()
    {
        await using var service = new ClockedService();
        var programme = await TalkingProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        var due = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(3);
        await programme.TalkAsync(dueOn: [due.ToString("O", System.Globalization.CultureInfo.InvariantCulture)]);
        await programme.TalkAsync(dueOn: [due.ToString("O", System.Globalization.CultureInfo.InvariantCulture)], level: "sealed");
        Assert.Equal((0, 1), await StandingAsync());
        var before = await programme.ReadAsync("say-do");

        service.Clock.Forward(TimeSpan.FromDays(3));
        Assert.Equal((0, 1), await StandingAsync());                             // the day itself has not passed
        service.Clock.Forward(TimeSpan.FromDays(1));
        for (var attempt = 0; await StandingAsync() != (1, 0); attempt++)
        {
            Assert.True(attempt < 100, "The commitment did not become due.");
            await NudgeAsync();
        }

        // The figure of the day before stands as it was.
        var yesterday = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var then = await programme.Key.ReadyAsync($"programmes/{programme.Id}/say-do?asOf={yesterday}");
        Assert.True(JsonNode.DeepEquals(before["figures"], then["figures"]));

        async Task<(int Due, int NotYetDue)> StandingAsync()
        {
            var tally = (await programme.FiguresAsync())["commitments"]!;
            return (tally["due"]!.GetValue<int>(), tally["notYetDue"]!.GetValue<int>());
        }

        async Task NudgeAsync()
        {
            await programme.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Theme"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task A_quarter_stands_on_its_own_conversations_and_two_half_years_on_those_with_something_due_in_both()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var steady = await programme.TalkAsync(dueOn: ["2025-11-01", "2026-02-01"], heldAt: "2025-10-02T10:00:00Z");
        var begun = await programme.TalkAsync(dueOn: ["2025-11-01", "2026-02-01"], heldAt: "2025-12-02T10:00:00Z");
        await programme.TalkAsync(dueOn: ["2026-02-01"], heldAt: "2026-01-02T10:00:00Z");
        await programme.SettleAsync(steady.CommitmentIds[0], dueOn: "2025-11-01");
        await programme.SettleAsync(steady.CommitmentIds[1], dueOn: "2026-02-01");
        await programme.SettleAsync(begun.CommitmentIds[1], dueOn: "2026-02-01");

        var points = (await programme.ReadAsync("say-do/history"))["points"]!.AsArray();
        Assert.Equal(["2025-Q4 2 2", "2026-Q1 1 0"], points.Select(it => $"{it!["period"]} {it["n"]} {it["chain"]!["kept"]}"));
        var change = (await programme.ReadAsync("say-do"))["changeInActing"]!;
        Assert.Equal(("2025-H2", "2026-H1"), (change["before"]!.GetValue<string>(), change["after"]!.GetValue<string>()));
        Assert.Equal((2, 1, 2, 1.0), (Of("n"), Of("actedBefore"), Of("actedAfter"), change["change"]!.Number("p")));

        int Of(string field) => change["change"]![field]!.GetValue<int>();
    }

    [Fact]
    public async Task Barriers_stand_beside_it_with_the_system_that_owns_each()
    {
        var programme = await TalkingProgramme.CreateAsync();
        var talks = new List<Talk>();
        for (var i = 0; i < 3; i++)
        {
            talks.Add(await programme.TalkAsync(dueOn: ["2026-04-01"]));
        }

        var (templates, travel) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await BarrierAsync(templates, "Clinic templates cannot be changed", "Outpatient booking");
        await BarrierAsync(travel, "Travel time is not paid", "Contracts");
        await EvidenceAsync(templates, talks[0].Id, null, "supports");
        await EvidenceAsync(templates, null, talks[1].CommitmentIds[0], "supports");
        await EvidenceAsync(templates, talks[1].Id, null, "supports");           // the same conversation twice
        await EvidenceAsync(travel, talks[2].Id, null, "supports");
        await EvidenceAsync(travel, talks[0].Id, null, "counters");
        await programme.TouchAsync();

        Assert.Equal(
            ["Clinic templates cannot be changed, Outpatient booking: 2", "Travel time is not paid, Contracts: 1"],
            (await programme.ReadAsync("say-do"))["barriers"]!.AsArray().Select(it => $"{it!["name"]}, {it["systemName"]}: {it["conversations"]}"));

        Task BarrierAsync(Guid id, string name, string system) => programme.WriteAsync(
            """
            INSERT INTO Barriers (WorkspaceId, Id, ProgrammeId, Name, NameKey, SystemName, SystemKey, Status, CreatedBy, CreatedAt, RevisedAt, Version)
            VALUES (@WorkspaceId, @Id, @ProgrammeId, @Name, @Name, @System, @System, 'noticed', @By, @At, @At, 1)
            """,
            new { WorkspaceId = programme.Workspace.Id, Id = id, ProgrammeId = programme.Id, Name = name, System = system, By = programme.Verifier, At = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc) });

        Task EvidenceAsync(Guid barrierId, Guid? interviewId, Guid? commitmentId, string stand) => programme.WriteAsync(
            """
            INSERT INTO BarrierEvidence (WorkspaceId, Id, ProgrammeId, BarrierId, InterviewId, CommitmentId, Stand, CreatedBy, CreatedAt)
            VALUES (@WorkspaceId, @Id, @ProgrammeId, @BarrierId, @InterviewId, @CommitmentId, @Stand, @By, @At)
            """,
            new
            {
                WorkspaceId = programme.Workspace.Id, Id = Guid.CreateVersion7(), ProgrammeId = programme.Id, BarrierId = barrierId, InterviewId = interviewId, CommitmentId = commitmentId, Stand = stand,
                By = programme.Verifier, At = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc),
            });
    }

    [Fact]
    public async Task A_row_whose_inputs_are_the_same_is_not_written_again_and_is_fresh_all_the_same()
    {
        var programme = await TalkingProgramme.CreateAsync();
        await programme.TalkAsync();
        var before = await programme.ReadAsync("say-do");
        await programme.WriteAsync("UPDATE Scores SET Day = '2026-01-31' WHERE ProgrammeId = @Id", new { programme.Id });
        await programme.TouchAsync();
        var after = await programme.ReadAsync("say-do");
        Assert.Equal(programme.Sequence, after["sequence"]!.GetValue<long>());
        Assert.True(JsonNode.DeepEquals(before["figures"], after["figures"]));
        var then = await programme.Key.ReadyAsync($"programmes/{programme.Id}/say-do?asOf=2026-01-31");
        Assert.True(JsonNode.DeepEquals(before["figures"], then["figures"]));
        var early = await programme.Key.GetAsync(new Uri($"programmes/{programme.Id}/say-do?asOf=2026-01-30", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Contains("nothing was scored on or before 2026-01-30", early["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var absurd = await programme.Key.GetAsync(new Uri($"programmes/{programme.Id}/say-do?atLeast=99999999", UriKind.Relative)).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("Change-Sequence", absurd["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>The definition's own example: 21 endorse, 14 were asked, 9 made 13 commitments, 10 of which are due and 4 kept, by four different people.</summary>
    private static async Task<List<Talk>> TwentyOneAsync(TalkingProgramme programme)
    {
        var talks = new List<Talk>();
        for (var i = 0; i < 21; i++)
        {
            string[] dueOn = i switch
            {
                < 3 => ["2026-04-01", "2026-04-01"],
                3 => ["2026-04-01", "2099-04-01"],
                < 7 => ["2026-04-01"],
                < 9 => ["2099-04-01"],
                _ => [],
            };
            talks.Add(await programme.TalkAsync(asked: i < 14 ? "asked" : "notAsked", dueOn: dueOn, elicited: true, level: "leadsOnly"));
        }

        foreach (var (talk, i) in talks.Select((it, i) => (it, i)))
        {
            if (i < 4)
            {
                await programme.SettleAsync(talk.CommitmentIds[0]);
            }

            foreach (var missed in i switch { < 3 => talk.CommitmentIds.Skip(1), > 3 and < 7 => talk.CommitmentIds, _ => [] })
            {
                await programme.SettleAsync(missed, "missed");
            }
        }

        return talks;
    }

    private static double Round(JsonNode node, string field) => Math.Round(node.Number(field), 6);
}
