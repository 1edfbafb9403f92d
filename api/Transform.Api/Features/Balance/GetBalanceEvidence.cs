using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>
/// The records behind one stream, with what each contributes. They are today's, whatever day a figure is of: with <c>?asOf=</c> those revised since
/// are marked. <c>?sort=</c> puts the <c>largest</c> amount first, the <c>newest</c>, or by <c>focus</c> what is most about people. Interviews are
/// listed only for those who may open them; others get the published totals, where enough interviews stand behind them.
/// </summary>
public static class GetBalanceEvidence
{
    public sealed record DetailRow(Guid Id, string? Title, DateTime RevisedAt, string? CodedBy);

    public sealed record RevisedRow(Guid Id, DateTime RevisedAt);

    [PortableSql(typeof(DetailRow))]
    public const string ActivitiesSql = """
        SELECT a.Id, a.Title, a.RevisedAt, COALESCE(u.Name, k.Name) AS CodedBy
        FROM Activities a
        LEFT JOIN Users u ON u.WorkspaceId = a.WorkspaceId AND u.Id = a.CodedBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = a.WorkspaceId AND k.Id = a.CodedBy
        WHERE a.WorkspaceId = @WorkspaceId AND a.ProgrammeId = @ProgrammeId AND a.Id IN @Ids
        """;

    /// <summary>Interviews that the caller codes blind just now: what others found in them is not shown, here neither.</summary>
    [PortableSql]
    public const string CodedBlindSql = "SELECT InterviewId FROM BlindCodings WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND CoderId = @UserId AND Status = 'open'";

    [PortableSql(typeof(RevisedRow))]
    public const string InterviewsSql = """
        SELECT Id, RevisedAt
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/evidence", HandleAsync).WithName("getBalanceEvidence").WithSummary("List the records behind a figure of the balance").Requires(Scopes.ReadScores);

    public static async Task<Results<Ok<BalanceEvidence>, ProblemHttpResult>> HandleAsync(
        Guid programmeId,
        [OneOf(typeof(StreamNames))] string stream,
        [OneOf(typeof(EvidenceOrder))] string? sort,
        [SensibleDate] DateOnly? asOf,
        Paging paging,
        CurrentUser user,
        Db db,
        TimeProvider clock,
        CancellationToken ct)
    {
        DateTime? scoredAt = null;
        if (asOf is not null)
        {
            var row = await ScoreReading.FindAsync(db, user, programmeId, Measures.PublishedBalance, asOf, ct);
            if (row.Refusal(asOf, atLeast: null) is { } problem)
            {
                return problem;
            }

            scoredAt = row.ComputedAt;
        }

        if (stream == StreamNames.Mentions && !Disclosure.OpensInterviews(user))
        {
            return TypedResults.Ok(await PublishedAsync(db, user, programmeId, asOf, ct));
        }

        var facts = stream == StreamNames.Mentions ? await InterviewFacts.ReadAsync(db, user.WorkspaceId, programmeId, clock.UtcToday(), ct) : InterviewFacts.None;
        if (await ProgrammeRecords.ReadAsync(db, new ProgrammeRecords.Taxonomies(), user.WorkspaceId, programmeId, facts, ct) is not { } records)
        {
            return Problems.NotFound("programme");
        }

        var all = (stream == StreamNames.Mentions ? Interviews(records) : Activities(records, Enum.Parse<StreamKind>(stream, ignoreCase: true))).ToList();
        HashSet<Guid> codedBlind = stream == StreamNames.Mentions ? [.. await db.QueryAsync<Guid>(CodedBlindSql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id }, ct)] : [];
        var (afterKey, afterDay, afterId) = (paging.Number(0, double.MaxValue), paging.Day(1, DateOnly.MaxValue), paging.Id(2, Guid.AllBitsSet));
        var page = paging.Page(
            [
                .. all
                    .Where(it => !codedBlind.Contains(it.Id))
                    .Where(it => it.Key(sort).CompareTo(afterKey) is var k && (k < 0 || (k == 0 && it.Date.CompareTo(afterDay) is var d && (d < 0 || (d == 0 && it.Id.CompareTo(afterId) < 0)))))
                    .OrderByDescending(it => it.Key(sort)).ThenByDescending(it => it.Date).ThenByDescending(it => it.Id)
                    .Take(paging.Take),
            ],
            last => [last.Key(sort), last.Date, last.Id]);

        var total = all.Sum(it => it.Amount);
        var people = all.Sum(it => it.Amount * it.People);
        var items = stream == StreamNames.Mentions
            ? await DescribeInterviewsAsync(db, user, programmeId, page.Items, records.Taxonomy, total, scoredAt, ct)
            : await DescribeActivitiesAsync(db, user, programmeId, page.Items, records, total, scoredAt, ct);
        return TypedResults.Ok(new BalanceEvidence(
            stream, stream == StreamNames.Mentions ? (int)total : all.Count, total, total - people, people, new RecordsNotOpen(0, Reason: null), items, page.Next));
    }

    private static async Task<BalanceEvidence> PublishedAsync(Db db, CurrentUser user, Guid programmeId, DateOnly? asOf, CancellationToken ct)
    {
        var row = await ScoreReading.FindAsync(db, user, programmeId, Measures.PublishedBalance, asOf, ct);
        var balance = row.Result is null ? null : Measures.Read<ProgrammeBalance>(row.Result);
        if (Disclosure.Withholds(user, balance?.Interviews.Coded ?? 0, row.DisclosureThreshold) is { } reason)
        {
            return new BalanceEvidence(StreamNames.Mentions, null, null, null, null, new RecordsNotOpen(null, reason), [], Next: null);
        }

        var said = balance!.Streams.Single(it => it.Said);
        var people = said.PeopleShare * said.Total;
        return new BalanceEvidence(
            StreamNames.Mentions, said.N, said.Total, said.Total - people, people,
            new RecordsNotOpen(balance.Interviews.Coded, RecordsNotOpen.ToOthers), [], Next: null);
    }

    private static IEnumerable<Contribution> Activities(ProgrammeRecords records, StreamKind stream)
    {
        foreach (var activity in records.Activities)
        {
            var amount = BalanceSums.AmountOf(activity, stream);
            if (amount > 0 && records.Focus.TryGetValue(activity.Id, out var focus))
            {
                var ordered = BalanceSums.Whole(records.Taxonomy.InOrder(focus));
                yield return new Contribution(activity.Id, activity.StartsOn, amount, records.Taxonomy.SumOfPeople(ordered), ordered);
            }
        }
    }

    private static IEnumerable<Contribution> Interviews(ProgrammeRecords records)
    {
        var codes = records.Taxonomy.Dimensions.Select(it => it.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var interview in records.Facts.Interviews)
        {
            var mentions = interview.Mentions.Select(it => it.Dimension).Where(codes.Contains).ToList();
            if (mentions.Count > 0)
            {
                var ordered = BalanceSums.Whole(records.Taxonomy.InOrder(mentions.Select(it => new DimensionShare(it, 1.0 / mentions.Count))));
                yield return new Contribution(interview.Id, DateOnly.FromDateTime(interview.HeldAt), mentions.Count, records.Taxonomy.SumOfPeople(ordered), ordered);
            }
        }
    }

    private static async Task<IReadOnlyList<EvidenceItem>> DescribeActivitiesAsync(
        Db db, CurrentUser user, Guid programmeId, IReadOnlyList<Contribution> page, ProgrammeRecords records, double total, DateTime? scoredAt, CancellationToken ct)
    {
        var details = (await db.QueryAsync<DetailRow>(ActivitiesSql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = page.Select(it => it.Id) }, ct)).ToDictionary(it => it.Id);
        var rated = records.Ratings.Select(it => it.ActivityId).ToHashSet();
        var seesNames = user.Has(Scopes.WriteProgrammes) || user.Has(Scopes.ReadInterviews);
        return [.. page.Where(it => details.ContainsKey(it.Id)).Select(it =>
        {
            var detail = details[it.Id];
            return it.Describe(
                "activity", detail.Title, records.Taxonomy, total,
                seesNames && detail.CodedBy is { } coder ? [coder] : [],
                rated.Contains(it.Id),
                detail.RevisedAt > scoredAt);
        })];
    }

    private static async Task<IReadOnlyList<EvidenceItem>> DescribeInterviewsAsync(
        Db db, CurrentUser user, Guid programmeId, IReadOnlyList<Contribution> page, FocusTaxonomy taxonomy, double total, DateTime? scoredAt, CancellationToken ct)
    {
        var revised = (await db.QueryAsync<RevisedRow>(InterviewsSql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = page.Select(it => it.Id) }, ct)).ToDictionary(it => it.Id, it => it.RevisedAt);
        return [.. page.Where(it => revised.ContainsKey(it.Id)).Select(it => it.Describe("interview", title: null, taxonomy, total, [], blindRated: false, revised[it.Id] > scoredAt))];
    }

    /// <param name="People">The fraction that goes to people.</param>
    private sealed record Contribution(Guid Id, DateOnly Date, double Amount, double People, IReadOnlyList<double> Shares)
    {
        public double Key(string? sort) => sort switch
        {
            EvidenceOrder.Newest => 0,
            EvidenceOrder.Focus => People,
            _ => Amount,
        };

        public EvidenceItem Describe(string kind, string? title, FocusTaxonomy taxonomy, double total, IReadOnlyList<string> codedBy, bool blindRated, bool changedSince) => new(
            Id, kind, Date, title, [.. taxonomy.ByCode(Shares).Where(it => it.Share > 0)], Amount, Amount * (1 - People), Amount * People,
            Amount / total, codedBy, blindRated, changedSince);
    }
}

/// <param name="N">All records behind the figure; this page may hold fewer.</param>
/// <param name="Total">In the stream's unit.</param>
/// <param name="NotOpen">Records that this reader may not open.</param>
public sealed record BalanceEvidence(
    string Stream, int? N, double? Total, double? StructureTotal, double? PeopleTotal, RecordsNotOpen NotOpen, IReadOnlyList<EvidenceItem> Items, string? Next);

/// <param name="Kind"><c>activity</c> or <c>interview</c>.</param>
/// <param name="Amount">In the stream's unit.</param>
/// <param name="CodedBy">Names, for those who work on programmes.</param>
/// <param name="BlindRated">A second person has coded it without seeing the first code.</param>
/// <param name="ChangedSince">Revised after the score of the day asked for.</param>
public sealed record EvidenceItem(
    Guid RecordId, string Kind, DateOnly Date, string? Title, IReadOnlyList<DimensionShare> Focus, double Amount, double StructureAmount, double PeopleAmount,
    double ShareOfTotal, IReadOnlyList<string> CodedBy, bool BlindRated, bool ChangedSince);

public static class EvidenceOrder
{
    public const string Largest = "largest";
    public const string Newest = "newest";
    public const string Focus = "focus";
}
