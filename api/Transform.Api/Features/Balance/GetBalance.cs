using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Balance;

/// <summary>
/// Where one programme's attention goes, said and done, by stream and together. Only activities that are done and have a focus count as deeds;
/// capital stands apart; sealed interviews enter nothing. It is read from its score row and never computed here:
/// <c>?atLeast=</c> takes a <c>Change-Sequence</c> and waits for it by 202;
/// <c>?asOf=</c> gives the last row of that day or earlier, as it was.
/// </summary>
public static class GetBalance
{
    /// <param name="Result">Null while there is no score.</param>
    /// <param name="LastSequence">The last change that touched the programme.</param>
    /// <param name="WorkspaceSequence">The last change of all.</param>
    public sealed record Row(string? Result, long? Sequence, DateTime? ComputedAt, long LastSequence, long WorkspaceSequence, int DisclosureThreshold);

    /// <summary>One statement, so that the score and what it is measured against are of one moment.</summary>
    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT s.Result, s.Sequence, s.ComputedAt, COALESCE(c.LastSequence, 0) AS LastSequence, n.Sequence AS WorkspaceSequence, w.DisclosureThreshold
        FROM Workspaces w
        JOIN SpineCounters n ON n.WorkspaceId = w.WorkspaceId
        LEFT JOIN ProgrammeChanges c ON c.WorkspaceId = w.WorkspaceId AND c.ProgrammeId = @ProgrammeId
        LEFT JOIN Scores s ON s.WorkspaceId = w.WorkspaceId AND s.ProgrammeId = @ProgrammeId AND s.Measure = @Measure
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d
                WHERE d.WorkspaceId = @WorkspaceId AND d.ProgrammeId = @ProgrammeId AND d.Measure = @Measure AND d.Day <= @AsOf)
        WHERE w.WorkspaceId = @WorkspaceId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getBalance").WithSummary("Read the balance of focus").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<ProgrammeBalance>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [SensibleDate] DateOnly? asOf, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await ReadAsync(db, user, programmeId, Disclosure.OpensInterviews(user) ? Measures.Balance : Measures.PublishedBalance, asOf, ct);
        if (Refusal(row, asOf, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.Result is null || (asOf is null && IsBehind(row, atLeast)))
        {
            jobs.Nudge(BalanceFeature.JobId);
            return StillComputing.Result;
        }

        return Computed.Ok(Measures.Read<ProgrammeBalance>(row.Result).ShownTo(user, row.DisclosureThreshold) with { AsOf = asOf });
    }

    internal static async Task<Row> ReadAsync(Db db, CurrentUser user, Guid programmeId, string measure, DateOnly? asOf, CancellationToken ct) =>
        await db.FindAsync<Row>(Sql, new { user.WorkspaceId, ProgrammeId = programmeId, Measure = measure, AsOf = asOf ?? DateOnly.MaxValue }, ct)
            ?? throw new InvalidOperationException("The workspace has no change counter.");

    internal static ProblemHttpResult? Refusal(Row row, DateOnly? asOf, long? atLeast)
    {
        if (atLeast < 0 || atLeast > row.WorkspaceSequence)
        {
            return Problems.Of("malformed", $"“atLeast” is a Change-Sequence that this workspace has reached: 0 to {row.WorkspaceSequence}.");
        }

        return asOf is { } day && row.Result is null ? Problems.Of("not-found", NothingYet.Because($"nothing was scored on or before {day:yyyy-MM-dd}")) : null;
    }

    /// <summary>A score is fresh enough where it holds the change asked for, or where nothing has touched the programme since it was made.</summary>
    internal static bool IsBehind(Row row, long? atLeast) => row.Sequence < row.LastSequence && row.Sequence < atLeast;
}
