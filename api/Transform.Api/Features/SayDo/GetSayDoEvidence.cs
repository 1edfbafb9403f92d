using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>
/// The records behind one row of what is said and done: conversations along the way from word to deed, or commitments by how they stand. They are today's,
/// the newest first. Who may open interviews sees each, but which conversation led to which commitment only where its notes open to them; others get the
/// published totals, where enough conversations stand behind them.
/// </summary>
public static class GetSayDoEvidence
{
    public sealed record HeldRow(Guid Id, string Confidentiality, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent)
    {
        public Held Held => new(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent);
    }

    [PortableSql(typeof(HeldRow))]
    public const string HeldSql = """
        SELECT Id, Confidentiality, CreatedBy, CreatedAt, SuccessionConsent
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Confidentiality <> 'sealed'
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/evidence", HandleAsync).WithName("getSayDoEvidence").WithSummary("List the records behind a figure of what is said and done").Requires(Scopes.ReadScores);

    public static async Task<Results<Ok<SayDoEvidence>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [OneOf(typeof(SayDoRows))] string row, [SensibleDate] DateOnly? asOf, Paging paging, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (!Disclosure.OpensInterviews(user) || asOf is not null)
        {
            var reading = await GetSayDo.ReadAsync(db, user, programmeId, asOf, ct);
            if (reading.Refusal(asOf, atLeast: null) is { } problem)
            {
                return problem;
            }

            if (!Disclosure.OpensInterviews(user))
            {
                return TypedResults.Ok(Published(row, reading, user));
            }
        }

        var facts = await InterviewFacts.ReadAsync(db, user.WorkspaceId, programmeId, clock.UtcToday(), ct);
        var opens = await OpenToAsync(facts, db, user, programmeId, ct);
        var held = 0;
        var all = (SayDoRows.IsOfCommitments(row) ? Commitments(facts, row, opens) : Conversations(facts, row, opens, out held)).ToList();
        var (afterDay, afterId) = (paging.Day(0, DateOnly.MaxValue), paging.Id(1, Guid.AllBitsSet));
        var page = paging.Page(
            [
                .. all.Where(it => it.Place.CompareTo(afterDay) is var d && (d < 0 || (d == 0 && it.RecordId.CompareTo(afterId) < 0)))
                    .OrderByDescending(it => it.Place).ThenByDescending(it => it.RecordId)
                    .Take(paging.Take),
            ],
            last => [last.Place, last.RecordId]);
        return TypedResults.Ok(new SayDoEvidence(
            row, all.Count + held, held == 0 ? RecordsNotOpen.None : new RecordsNotOpen(held, "their notes are not open to you, and would tell who promised what"), page.Items, page.Next));
    }

    private static SayDoEvidence Published(string row, ScoreReading reading, CurrentUser user)
    {
        var said = reading.Result is null ? null : Measures.Read<SayDoScore>(reading.Result).SayDo;
        return Disclosure.Withholds(user, said?.Conversations.Count ?? 0, reading.DisclosureThreshold) is { } reason
            ? new SayDoEvidence(row, null, new RecordsNotOpen(null, reason), [], Next: null)
            : new SayDoEvidence(row, SayDoRows.Count(row, said!.Figures!), new RecordsNotOpen(SayDoRows.Count(row, said.Figures!), RecordsNotOpen.ToOthers), [], Next: null);
    }

    /// <summary>The conversations of which this reader may open every interview.</summary>
    private static async Task<HashSet<Guid>> OpenToAsync(InterviewFacts facts, Db db, CurrentUser user, Guid programmeId, CancellationToken ct)
    {
        var rows = (await db.QueryAsync<HeldRow>(HeldSql, new { user.WorkspaceId, ProgrammeId = programmeId }, ct)).ToDictionary(it => it.Id);
        return [.. facts.Interviews.GroupBy(it => it.ConversationId)
            .Where(talk => talk.All(it => rows.TryGetValue(it.Id, out var row) && Confidentiality.OpensTo(user, row.Held)))
            .Select(talk => talk.Key)];
    }

    private static IEnumerable<SayDoEvidenceItem> Conversations(InterviewFacts facts, string row, HashSet<Guid> opens, out int held)
    {
        var counted = facts.Conversations.Select(it => (Talk: it, Said: it.SayDo())).Where(it => SayDoRows.Holds(row, it.Said)).ToList();
        held = SayDoRows.TellsOfCommitments(row) ? counted.RemoveAll(it => !opens.Contains(it.Talk.Id)) : 0;
        var followUps = facts.Interviews.Where(it => it.Id != it.ConversationId).ToLookup(it => it.ConversationId, it => it.Id);
        return counted.Select(it => new SayDoEvidenceItem(
            it.Talk.Id, "interview", it.Talk.Id, [.. followUps[it.Talk.Id]], DateOnly.FromDateTime(it.Talk.HeldAt), it.Said.Endorsed, it.Talk.Asked,
            opens.Contains(it.Talk.Id) ? it.Said.Commitments : null, Standing: null));
    }

    private static IEnumerable<SayDoEvidenceItem> Commitments(InterviewFacts facts, string row, HashSet<Guid> opens) =>
        facts.Commitments.Where(it => SayDoRows.Holds(row, it.Standing)).Select(it => new SayDoEvidenceItem(
            it.Id, "commitment", opens.Contains(it.ConversationId) ? it.InterviewId : null, [], it.DueOn, Endorsed: null, Asked: null, Commitments: null, it.Standing));
}

/// <param name="N">All records behind the row; this page may hold fewer.</param>
/// <param name="NotOpen">Records that this reader may not open.</param>
public sealed record SayDoEvidence([OneOf(typeof(SayDoRows))] string Row, int? N, RecordsNotOpen NotOpen, IReadOnlyList<SayDoEvidenceItem> Items, string? Next);

/// <param name="Kind"><c>interview</c> or <c>commitment</c>.</param>
/// <param name="InterviewId">Absent for a commitment whose words are held.</param>
/// <param name="FollowUps">Later interviews of the same conversation.</param>
/// <param name="Date">When the conversation was begun, or the commitment falls due.</param>
/// <param name="Endorsed">Absent where no stance was taken.</param>
/// <param name="Commitments">Of the conversation; absent where its notes are not open to this reader.</param>
/// <param name="Standing">Of the commitment.</param>
public sealed record SayDoEvidenceItem(
    Guid RecordId, string Kind, Guid? InterviewId, IReadOnlyList<Guid> FollowUps, DateOnly? Date, bool? Endorsed, AskedToAct? Asked, IReadOnlyList<CommitmentStanding>? Commitments,
    CommitmentStanding? Standing)
{
    /// <summary>An undated commitment stands last.</summary>
    internal DateOnly Place => Date ?? DateOnly.MinValue;
}
