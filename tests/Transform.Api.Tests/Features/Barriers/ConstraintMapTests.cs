using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using static Transform.Api.Tests.Features.Barriers.BarriersTests;

namespace Transform.Api.Tests.Features.Barriers;

/// <summary>What stands behind barriers, who may read it, and what was not done.</summary>
public sealed class ConstraintMapTests
{
    private const string Notes = "Nobody lends us nurses in winter. We would if the rota let us.";

    [Fact]
    public async Task Conversations_quotes_and_what_speaks_against_are_counted_by_system()
    {
        var programme = await TestProgramme.CreateAsync();
        var rota = await BarrierAsync(programme, "No time", "Rota");
        var record = await BarrierAsync(programme, "Two records", "Care record");
        var one = await LogAsync(programme, programme.Lead);
        var again = await LogAsync(programme, programme.Lead, followsId: Id(one));
        var two = await LogAsync(programme, programme.Lead);
        var quote = await QuoteAsync(programme, two, "if the rota let us");
        await PutToAsync(programme, rota, new { interviewId = Id(one), stand = "supports" });
        await PutToAsync(programme, rota, new { interviewId = Id(again), stand = "supports" });
        await PutToAsync(programme, rota, new { commitmentId = Commitment(one), stand = "supports" });
        await PutToAsync(programme, rota, new { quoteId = quote, stand = "supports" });
        await PutToAsync(programme, record, new { interviewId = Id(two), stand = "counters" });

        var map = await MapAsync(programme.Contributor, programme);
        Assert.Equal(["Rota 2", "Care record 0"], map["systems"]!.AsArray().Select(it => $"{it!["systemName"]} {it["conversations"]}"));
        var placed = map["systems"]![0]!["barriers"]![0]!;
        Assert.Equal((2, 1, 1, 0), (placed["conversations"]!.GetValue<int>(), placed["nonActions"]!.GetValue<int>(), placed["quotes"]!.GetValue<int>(), placed["counters"]!.GetValue<int>()));
        Assert.Equal(1, map["systems"]![1]!["barriers"]![0]!["counters"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_put_there_twice_stands_once_and_not_on_both_sides()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        var interview = await LogAsync(programme, programme.Lead);
        var first = await PutToAsync(programme, barrier, new { interviewId = Id(interview), stand = "supports" });
        Assert.Equal(Id(first), Id(await PutToAsync(programme, barrier, new { interviewId = Id(interview), stand = "supports" })));
        await programme.Lead.PostAsync(Evidence(programme, barrier), new { interviewId = Id(interview), stand = "counters" }).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Single(await EvidenceAsync(programme.Lead, programme, barrier));

        var path = $"{Evidence(programme, barrier)}/{first["id"]}";
        await programme.Lead.Client.DeleteAsync(path, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await programme.Lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty(await EvidenceAsync(programme.Lead, programme, barrier));
    }

    [Theory]
    [InlineData("""{"stand":"supports"}""", "/interviewId")]
    [InlineData("""{"stand":"supports","interviewId":"0198f3a0-0000-7000-8000-000000000000","quoteId":"0198f3a0-0000-7000-8000-000000000000"}""", "/interviewId")]
    [InlineData("""{"stand":"supports","interviewId":"0198f3a0-0000-7000-8000-000000000000"}""", "/interviewId")]
    [InlineData("""{"stand":"supports","commitmentId":"0198f3a0-0000-7000-8000-000000000000"}""", "/commitmentId")]
    [InlineData("""{"stand":"supports","quoteId":"0198f3a0-0000-7000-8000-000000000000"}""", "/quoteId")]
    [InlineData("""{"stand":"perhaps","quoteId":"0198f3a0-0000-7000-8000-000000000000"}""", "/stand")]
    public async Task Evidence_that_cannot_stand_names_the_field(string json, string pointer)
    {
        var programme = await TestProgramme.CreateAsync();
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var refused = await programme.Workspace.Key.PostAsync(new Uri(Evidence(programme, await BarrierAsync(programme)), UriKind.Relative), body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task Only_who_may_open_the_words_puts_them_to_a_barrier_and_nobody_what_is_sealed()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        var interview = await LogAsync(programme, programme.Lead, "leadsOnly");
        var evidence = Evidence(programme, barrier);
        await programme.Contributor.PostAsync(evidence, new { interviewId = Id(interview), stand = "supports" }).ExpectAsync(HttpStatusCode.Forbidden);
        await programme.Contributor.PostAsync(evidence, new { commitmentId = Commitment(interview), stand = "supports" }).ExpectAsync(HttpStatusCode.Forbidden);
        var hidden = await programme.LogAsync(programme.Contributor.Client, "sealed");
        await programme.Contributor.PostAsync(evidence, new { interviewId = Id(hidden), stand = "supports" }).ExpectAsync(HttpStatusCode.BadRequest);
        await programme.Lead.PostAsync(evidence, new { interviewId = Id(hidden), stand = "supports" }).ExpectAsync(HttpStatusCode.BadRequest);
        var other = await TestProgramme.CreateAsync();
        await other.Lead.PostAsync(Evidence(other, await BarrierAsync(other)), new { interviewId = Id(interview), stand = "supports" }).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_sealed_or_withdrawn_later_stands_behind_nothing()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        foreach (var change in new[] { "sealed", "withdrawn" })
        {
            var interview = await LogAsync(programme, programme.Lead);
            await PutToAsync(programme, barrier, new { interviewId = Id(interview), stand = "supports" });
            await PutToAsync(programme, barrier, new { commitmentId = Commitment(interview), stand = "counters" });
            await PutToAsync(programme, barrier, new { quoteId = await QuoteAsync(programme, interview, "nurses in winter"), stand = "supports" });
            Assert.Equal(3, (await EvidenceAsync(programme.Contributor, programme, barrier)).Count);
            await programme.Lead.PutAsync($"{programme.Interviews}/{interview["id"]}", new
            {
                heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = interview["participants"]![0]!["personId"]!.GetValue<Guid>() } }, notes = Notes, quotationConsent = "given",
                confidentiality = change == "sealed" ? "sealed" : "programme", participationConsent = change == "withdrawn" ? "withdrawn" : "given", commitmentAsked = "asked",
            }, await programme.Lead.Client.ETagAsync($"{programme.Interviews}/{interview["id"]}")).ExpectAsync(HttpStatusCode.OK);

            Assert.Empty(await EvidenceAsync(programme.Contributor, programme, barrier));
            Assert.Equal(change == "sealed" ? 3 : 0, (await EvidenceAsync(programme.Lead, programme, barrier)).Count);
            foreach (var reader in new[] { programme.Lead, programme.Contributor })
            {
                var map = await MapAsync(reader, programme);
                var placed = map["systems"]![0]!["barriers"]![0]!;
                Assert.Equal((0, 0, 0, 0), (placed["conversations"]!.GetValue<int>(), placed["nonActions"]!.GetValue<int>(), placed["quotes"]!.GetValue<int>(), placed["counters"]!.GetValue<int>()));
                Assert.Equal(0, map["nonActions"]!.GetValue<int>());
            }

            await programme.Lead.DeleteAsync($"{programme.Interviews}/{interview["id"]}", await programme.Lead.Client.ETagAsync($"{programme.Interviews}/{interview["id"]}")).ExpectAsync(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task Words_stand_behind_a_barrier_only_where_they_open_and_with_consent()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        var open = await LogAsync(programme, programme.Lead);
        var confidential = await LogAsync(programme, programme.Lead, "leadsOnly");
        var unquoted = await LogAsync(programme, programme.Lead, quotation: "refused");
        foreach (var interview in new[] { open, confidential, unquoted })
        {
            await PutToAsync(programme, barrier, new { quoteId = await QuoteAsync(programme, interview, "nurses in winter"), stand = "supports" });
            await PutToAsync(programme, barrier, new { commitmentId = Commitment(interview), stand = "counters" });
        }

        Assert.Equal(
            ["nurses in winter", "Lend two nurses", "nurses in winter", "Lend two nurses", "held", "Lend two nurses"],
            (await EvidenceAsync(programme.Lead, programme, barrier)).Select(Shown));
        var theirs = await EvidenceAsync(programme.Contributor, programme, barrier);
        Assert.Equal(["nurses in winter", "Lend two nurses", "held", "held", "held", "Lend two nurses"], theirs.Select(Shown));
        Assert.Null(theirs[3]["interviewId"]);                     // a held commitment does not lead to who promised
        Assert.NotNull(theirs[2]["interviewId"]);
        Assert.Equal(3, (await EvidenceAsync(programme.Contributor, programme, barrier, "?stand=counters")).Count);

        static string Shown(JsonNode it) => it["textHeld"]!.GetValue<bool>() ? "held" : Text(it, "text");
    }

    [Fact]
    public async Task What_explains_a_meeting_its_passages_and_a_commitment_is_told_with_none_of_their_words()
    {
        var programme = await TestProgramme.CreateAsync();
        var (rota, record) = (await BarrierAsync(programme, "No time", "Rota"), await BarrierAsync(programme, "Two records", "Care record"));
        var (one, other) = (await LogAsync(programme, programme.Lead), await LogAsync(programme, programme.Lead));
        var quote = await QuoteAsync(programme, one, "if the rota let us");
        await PutToAsync(programme, rota, new { interviewId = Id(one), stand = "supports" });
        await PutToAsync(programme, record, new { quoteId = quote, stand = "counters" });
        await PutToAsync(programme, record, new { commitmentId = Commitment(one), stand = "supports" });
        await PutToAsync(programme, rota, new { interviewId = Id(other), stand = "supports" });

        async Task<List<string>> ExplainedAsync(Browser reader, string filter) =>
            [.. (await reader.GetAsync($"{Path(programme)}/explanations{filter}").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => $"{it!["stand"]} {it["interviewId"] ?? it["commitmentId"] ?? it["quoteId"]} {it["barrierId"]}")];

        // A commitment is not found by its meeting: that would tell who promised.
        Assert.Equal([$"supports {Id(one)} {rota}", $"counters {quote} {record}"], await ExplainedAsync(programme.Contributor, $"?interviewId={Id(one)}"));
        Assert.Equal([$"supports {Commitment(one)} {record}"], await ExplainedAsync(programme.Contributor, $"?commitmentId={Commitment(one)}"));
        Assert.Equal(4, (await ExplainedAsync(programme.Contributor, "")).Count);
        Assert.Empty(await ExplainedAsync(programme.Contributor, $"?interviewId={Guid.CreateVersion7()}"));
    }

    [Fact]
    public async Task What_was_not_done_is_listed_until_it_is_put_to_a_barrier()
    {
        var programme = await TestProgramme.CreateAsync();
        var proposition = Id(await programme.Workspace.Key.PostAsJsonAsync("propositions", new { statement = TestWorkspace.Unique("We triage together") }).ExpectAsync(HttpStatusCode.Created));
        async Task<JsonObject> TalkAsync(string asked, int endorsement, string level = "programme", params object[] commitments) => await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Silent Sam" } }, confidentiality = level, commitmentAsked = asked, stances = new[] { new { propositionId = proposition, endorsement } }, commitments,
        }).ExpectAsync(HttpStatusCode.Created);
        var silent = await TalkAsync("asked", 5);
        await TalkAsync("asked", 3);
        await TalkAsync("notAsked", 5);
        await TalkAsync("asked", 4, "leadsOnly");
        await TalkAsync("asked", 5, "programme", new { act = "Promised for later", dueOn = Day(30) });
        foreach (var (act, due, status) in new[] { ("missed one", Day(-3), "missed"), ("lapsed one", Day(-2), null), ("open one", Day(2), null), ("kept one", Day(-2), "kept"), ("taken back", null, "withdrawn") })
        {
            await programme.Lead.PostAsync(programme.Commitments, new { act, dueOn = due, status, evidence = "Seen", statusReason = "So" }).ExpectAsync(HttpStatusCode.Created);
        }

        Assert.Equal(["Silent Sam", "Silent Sam", "missed one", "lapsed one overdue", "taken back"], await NotDoneAsync(programme.Lead, programme));
        Assert.Equal(["Silent Sam", "missed one", "lapsed one overdue", "taken back"], await NotDoneAsync(programme.Contributor, programme));
        Assert.Equal((5, 5, 0), Counts(await MapAsync(programme.Lead, programme)));
        Assert.Equal((5, 5, 1), Counts(await MapAsync(programme.Contributor, programme)));

        var barrier = await BarrierAsync(programme);
        await PutToAsync(programme, barrier, new { interviewId = Id(silent), stand = "supports" });
        Assert.Equal(["Silent Sam", "missed one", "lapsed one overdue", "taken back"], await NotDoneAsync(programme.Lead, programme, "uncoded=true&"));
        Assert.Equal((5, 4, 1), Counts(await MapAsync(programme.Contributor, programme)));
        var all = (await programme.Lead.GetAsync($"programmes/{programme.Id}/non-actions").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Contains(all, it => it!["interviewId"]?.GetValue<Guid>() == Id(silent) && it["barrierIds"]!.AsArray().Select(id => id!.GetValue<Guid>()).SequenceEqual([barrier]));
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_map()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        var one = await LogAsync(programme, programme.Lead);
        var two = await LogAsync(programme, programme.Lead);
        await PutToAsync(programme, barrier, new { interviewId = Id(one), stand = "supports" });
        await PutToAsync(programme, barrier, new { commitmentId = Commitment(one), stand = "supports" });
        await PutToAsync(programme, barrier, new { commitmentId = Commitment(two), stand = "supports" });
        var quote = await QuoteAsync(programme, two, "in winter");
        await PutToAsync(programme, barrier, new { quoteId = quote, stand = "supports" });
        await programme.Lead.DeleteAsync($"{programme.Commitments}/{Commitment(two)}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal(3, (await EvidenceAsync(programme.Lead, programme, barrier)).Count);
        await programme.Lead.DeleteAsync($"programmes/{programme.Id}/quotes/{quote}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Equal(2, (await EvidenceAsync(programme.Lead, programme, barrier)).Count);
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{one["id"]}", await programme.Lead.Client.ETagAsync($"{programme.Interviews}/{one["id"]}")).ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await EvidenceAsync(programme.Lead, programme, barrier));

        var three = await LogAsync(programme, programme.Lead);
        await PutToAsync(programme, barrier, new { interviewId = Id(three), stand = "supports" });
        await programme.Lead.DeleteAsync($"{Path(programme)}/{barrier}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.GetAsync($"{programme.Interviews}/{three["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Empty((await MapAsync(programme.Lead, programme))["systems"]!.AsArray());
    }

    private static (int All, int Uncoded, int Held) Counts(JsonObject map) => (map["nonActions"]!.GetValue<int>(), map["nonActionsUncoded"]!.GetValue<int>(), map["nonActionsHeld"]!.GetValue<int>());

    private static async Task<List<string>> NotDoneAsync(Browser reader, TestProgramme programme, string filter = "")
    {
        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await reader.GetAsync($"programmes/{programme.Id}/non-actions?{filter}limit=2{(next is null ? "" : $"&cursor={next}")}").ExpectAsync(HttpStatusCode.OK);
            found.AddRange(page["items"]!.AsArray().Select(it => it!["act"] is { } act ? act.GetValue<string>() + (it["isOverdue"]!.GetValue<bool>() ? " overdue" : "") : it["names"]![0]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return found;
    }

    /// <summary>An interview whose commitment is overdue.</summary>
    private static Task<JsonObject> LogAsync(TestProgramme programme, Browser author, string level = "programme", string quotation = "given", Guid? followsId = null) => author.PostAsync(programme.Interviews, new
    {
        heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, confidentiality = level, notes = Notes, quotationConsent = quotation, commitmentAsked = "asked", followsId,
        commitments = new[] { new { act = "Lend two nurses", dueOn = Day(-5) } },
    }).ExpectAsync(HttpStatusCode.Created);

    private static async Task<Guid> QuoteAsync(TestProgramme programme, JsonObject interview, string words)
    {
        var theme = Id(await programme.Workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Theme"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created));
        var start = Notes.IndexOf(words, StringComparison.Ordinal);
        return Id(await programme.Lead.PostAsync($"programmes/{programme.Id}/quotes", new { interviewId = Id(interview), start, end = start + words.Length, themeIds = new[] { theme } }).ExpectAsync(HttpStatusCode.Created));
    }

    private static Task<JsonObject> PutToAsync(TestProgramme programme, Guid barrier, object body) => programme.Lead.PostAsync(Evidence(programme, barrier), body).ExpectAsync(HttpStatusCode.Created);

    private static async Task<List<JsonNode>> EvidenceAsync(Browser reader, TestProgramme programme, Guid barrier, string query = "") =>
        [.. (await reader.GetAsync(Evidence(programme, barrier) + query).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!)];

    private static Task<JsonObject> MapAsync(Browser reader, TestProgramme programme) => reader.GetAsync($"{Path(programme)}/map").ExpectAsync(HttpStatusCode.OK);

    private static string Evidence(TestProgramme programme, Guid barrier) => $"{Path(programme)}/{barrier}/evidence";

    private static Guid Commitment(JsonObject interview) => interview["commitments"]![0]!["id"]!.GetValue<Guid>();
}
