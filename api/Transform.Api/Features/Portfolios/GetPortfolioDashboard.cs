using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Portfolios;

/// <summary>
/// The programmes of a portfolio on one page, in the alphabet's order and never by figure: what is done and said, each against its own target, and what
/// changed since the reader's last visit. It reads score rows and computes nothing. Who cannot open the interviews sees what comes from them move in
/// steps of five and only over enough of them.
/// </summary>
public static class GetPortfolioDashboard
{
    public sealed record PortfolioRow(Guid Id, string Name, DateTime? VisitedAt, DateTime? PreviousVisitAt, int DisclosureThreshold);

    public sealed record ProgrammeRow(
        Guid Id, string Name, string Status, bool IsMadeUp, double TargetPeopleShare, DateTime CreatedAt, string? Result, DateTime? ComputedAt, string? Earlier);

    public sealed record OrganisationRow(Guid ProgrammeId, string Name);

    [PortableSql(typeof(PortfolioRow))]
    public const string PortfolioSql = """
        SELECT p.Id, p.Name, r.VisitedAt, r.PreviousVisitAt, w.DisclosureThreshold
        FROM Portfolios p
        JOIN Workspaces w ON w.WorkspaceId = p.WorkspaceId
        LEFT JOIN PortfolioReaders r ON r.WorkspaceId = p.WorkspaceId AND r.PortfolioId = p.Id AND r.UserId = @UserId
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @Id AND (@SeesEvery = 1 OR r.UserId IS NOT NULL)
        """;

    /// <summary>Each programme with its newest row of the day asked for, and the last that was there at the visit before.</summary>
    [PortableSql(typeof(ProgrammeRow))]
    public const string ProgrammesSql = """
        SELECT p.Id, p.Name, p.Status, p.IsMadeUp, p.TargetPeopleShare, p.CreatedAt, s.Result, s.ComputedAt, b.Result AS Earlier
        FROM PortfolioProgrammes q
        JOIN Programmes p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.ProgrammeId
        LEFT JOIN Scores s ON s.WorkspaceId = p.WorkspaceId AND s.ProgrammeId = p.Id AND s.Measure = @Measure
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d
                WHERE d.WorkspaceId = @WorkspaceId AND d.ProgrammeId = p.Id AND d.Measure = @Measure AND d.Day <= @AsOf)
        LEFT JOIN Scores b ON b.WorkspaceId = p.WorkspaceId AND b.ProgrammeId = p.Id AND b.Measure = @Measure
            AND b.Day = (SELECT MAX(e.Day) FROM Scores e
                WHERE e.WorkspaceId = @WorkspaceId AND e.ProgrammeId = p.Id AND e.Measure = @Measure AND e.Day <= @SinceDay AND e.ComputedAt <= @Since)
        WHERE q.WorkspaceId = @WorkspaceId AND q.PortfolioId = @Id
        ORDER BY p.NameKey
        """;

    [PortableSql(typeof(OrganisationRow))]
    public const string OrganisationsSql = """
        SELECT m.ProgrammeId, o.Name
        FROM PortfolioProgrammes q
        JOIN ProgrammeOrganisations m ON m.WorkspaceId = q.WorkspaceId AND m.ProgrammeId = q.ProgrammeId
        JOIN Organisations o ON o.WorkspaceId = m.WorkspaceId AND o.Id = m.OrganisationId
        WHERE q.WorkspaceId = @WorkspaceId AND q.PortfolioId = @Id
        ORDER BY o.NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}/dashboard", HandleAsync).WithName("getPortfolioDashboard").WithSummary("Read a portfolio's programmes side by side").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<PortfolioDashboard>, ProblemHttpResult>> HandleAsync(
        Guid id, [SensibleDate] DateOnly? asOf, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var key = new { user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, Id = id };
        if (await db.FindAsync<PortfolioRow>(PortfolioSql, key, ct) is not { } portfolio)
        {
            return Problems.NotFound("portfolio");
        }

        var day = asOf ?? clock.UtcToday();
        var since = PreviousVisit(portfolio, clock.UtcNow());
        var programmes = await db.QueryAsync<ProgrammeRow>(ProgrammesSql, new
        {
            user.WorkspaceId, Id = id, Measure = Disclosure.OpensInterviews(user) ? Measures.Glance : Measures.PublishedGlance,
            AsOf = asOf ?? DateOnly.MaxValue, Since = since ?? DateTime.MinValue, SinceDay = since is { } visit ? DateOnly.FromDateTime(visit) : DateOnly.MinValue,
        }, ct);
        var organisations = (await db.QueryAsync<OrganisationRow>(OrganisationsSql, key, ct)).ToLookup(it => it.ProgrammeId, it => it.Name);
        var rows = programmes.ConvertAll(it => Describe(it, [.. organisations[it.Id]], since, user, portfolio.DisclosureThreshold));
        return Computed.Ok(new PortfolioDashboard(id, portfolio.Name, day, since, rows, PortfolioComparison.Between(rows)));
    }

    /// <summary>The visit before this one; looks that are close together are one visit, whether this one has been noted yet or not.</summary>
    private static DateTime? PreviousVisit(PortfolioRow row, DateTime now) => row.VisitedAt <= now - RecordPortfolioVisit.Apart ? row.VisitedAt : row.PreviousVisitAt;

    private static DashboardRow Describe(ProgrammeRow row, IReadOnlyList<string> organisations, DateTime? since, CurrentUser user, int threshold)
    {
        if (row.Result is null)
        {
            var reason = NothingYet.Because("no figures were worked out by then");
            return new DashboardRow(
                row.Id, row.Name, organisations, row.Status, row.IsMadeUp, row.TargetPeopleShare, Nothing(reason), Nothing(reason), new InterviewTotal(null, reason), SayDoTotal.Withheld(reason), null, null, reason);
        }

        var now = Measures.Read<BalanceGlance>(row.Result);
        var notCounted = Disclosure.Withholds(user, now.Interviews, threshold);
        var shown = Shown(now, user, threshold);
        return new DashboardRow(
            row.Id, row.Name, organisations, row.Status, row.IsMadeUp, row.TargetPeopleShare, shown.Deeds, shown.Said,
            notCounted is null ? new InterviewTotal(now.Interviews, null) : new InterviewTotal(null, notCounted),
            SayDoTotal.Of(shown.SayDo, notCounted),
            since is { } visit && Change(row, shown, visit, user, threshold) is { } text ? new ChangeSinceVisit(text, visit) : null,
            row.ComputedAt,
            shown.Deeds.Reason);
    }

    private static string? Change(ProgrammeRow row, BalanceGlance now, DateTime since, CurrentUser user, int threshold)
    {
        if (row.Earlier is null)
        {
            return (row.CreatedAt > since ? ChangeSince.InWords(before: null, now) : null)
                ?? string.Create(CultureInfo.InvariantCulture, $"New: set up on {row.CreatedAt:d MMMM}");
        }

        // What could not be counted then is not counted as a difference now.
        var earlier = Measures.Read<BalanceGlance>(row.Earlier);
        var before = Shown(earlier, user, threshold);
        return ChangeSince.InWords(Disclosure.Withholds(user, earlier.Interviews, threshold) is null ? before : before with { Interviews = now.Interviews }, now);
    }

    private static BalanceGlance Shown(BalanceGlance glance, CurrentUser user, int threshold) => glance with
    {
        Said = Disclosure.Withholds(user, glance.CodedInterviews, threshold) is { } reason ? Nothing(reason) : glance.Said,
        Interviews = Disclosure.Withholds(user, glance.Interviews, threshold) is null ? glance.Interviews : 0,
        SayDo = Disclosure.Withholds(user, glance.Interviews, threshold) is null ? glance.SayDo : null,
    };

    private static GlanceFigure Nothing(string reason) => new(Grade.Nothing, null, null, null, reason);
}

/// <param name="AsOf">The day that the figures are of.</param>
/// <param name="PreviousVisitAt">Absent on a first visit.</param>
public sealed record PortfolioDashboard(Guid PortfolioId, string Name, DateOnly AsOf, DateTime? PreviousVisitAt, IReadOnlyList<DashboardRow> Rows, PortfolioComparison Comparison);

/// <param name="Target">The programme's own.</param>
/// <param name="Together">What is done.</param>
/// <param name="Said">What is said in interviews.</param>
/// <param name="SayDo">What became of it.</param>
/// <param name="Changed">Absent where nothing did, or on a first visit.</param>
/// <param name="Reason">Set where what is done has no share.</param>
public sealed record DashboardRow(
    Guid ProgrammeId, string Name, IReadOnlyList<string> Organisations, string Status, bool IsMadeUp, double Target, GlanceFigure Together, GlanceFigure Said,
    InterviewTotal Interviews, SayDoTotal SayDo, ChangeSinceVisit? Changed, DateTime? ComputedAt, string? Reason);

/// <param name="Reason">Set where the number is not shown.</param>
public sealed record InterviewTotal(int? Count, string? Reason);

/// <summary>Conversations along the way from word to deed, each a part of the one before: an interview with its follow-ups is one.</summary>
/// <param name="Endorsed">Of all.</param>
/// <param name="Asked">Of those, asked to act.</param>
/// <param name="Committed">Of those, with a commitment.</param>
/// <param name="Kept">Of those, with a commitment that was kept, by evidence at which somebody else has looked.</param>
/// <param name="Reason">Set where the numbers are not shown.</param>
public sealed record SayDoTotal(int? N, int? Endorsed, int? Asked, int? Committed, int? Kept, string? Reason)
{
    internal static SayDoTotal Of(GlanceSayDo? counts, string? withheld) => counts is null
        ? Withheld(withheld ?? NothingYet.Because("what was said and done was not counted by then"))
        : new SayDoTotal(counts.N, counts.Endorsed, counts.Asked, counts.Committed, counts.Kept, Reason: null);

    internal static SayDoTotal Withheld(string reason) => new(null, null, null, null, null, reason);
}

public sealed record ChangeSinceVisit(string Text, DateTime Since);

/// <summary>The programmes together, as a whole and not as a ranking: where bands overlap, a difference means nothing.</summary>
/// <param name="N">Programmes whose deeds have a share.</param>
/// <param name="Of">Programmes in the portfolio.</param>
/// <param name="Mean">Of the shares of deeds.</param>
/// <param name="BelowTarget">Whose band lies below their own target.</param>
/// <param name="NotToldFromTarget">Whose band holds it.</param>
/// <param name="AboveTarget">Whose band lies above it.</param>
/// <param name="SaidAndDone">With a share of what is said and one of what is done.</param>
/// <param name="MoreSaidThanDone">Of them, those where more is said about people than done.</param>
/// <param name="Reason">Set where the mean is missing, or its interval.</param>
public sealed record PortfolioComparison(
    int N, int Of, double? Mean, double? Low, double? High, int BelowTarget, int NotToldFromTarget, int AboveTarget, int SaidAndDone, int MoreSaidThanDone, string? Reason)
{
    private const double Half = 0.5;

    public static PortfolioComparison Between(IReadOnlyList<DashboardRow> rows)
    {
        var scored = rows.Where(it => it.Together.PeopleShare is not null).ToList();
        var summary = PortfolioSummary.From([.. scored.Select(it => it.Together.PeopleShare!.Value)], rows.Count, Half);
        var both = scored.Where(it => it.Said.PeopleShare is not null).ToList();
        return new PortfolioComparison(
            summary.N,
            summary.Of,
            summary.Mean,
            summary.Band?.Low,
            summary.Band?.High,
            scored.Count(it => it.Together.DistinguishableFromTarget == true && it.Together.PeopleShare < it.Target),
            scored.Count(it => it.Together.DistinguishableFromTarget != true),
            scored.Count(it => it.Together.DistinguishableFromTarget == true && it.Together.PeopleShare >= it.Target),
            both.Count,
            both.Count(it => it.Said.PeopleShare > it.Together.PeopleShare),
            summary.Reason);
    }
}
