using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>A score row as it is read, and what it is measured against.</summary>
/// <param name="Result">Null while there is no score.</param>
/// <param name="Sequence">The last change to the programme that it holds: for the newest row, that of the last run, which found it still right.</param>
/// <param name="LastSequence">The last change that touched the programme.</param>
/// <param name="WorkspaceSequence">The last change of all.</param>
public sealed record ScoreReading(string? Result, long? Sequence, DateTime? ComputedAt, long LastSequence, long WorkspaceSequence, int DisclosureThreshold)
{
    /// <summary>One statement, so that the score and what it is measured against are of one moment.</summary>
    [PortableSql(typeof(ScoreReading))]
    public const string Sql = """
        SELECT s.Result, COALESCE(m.Sequence, s.Sequence) AS Sequence, COALESCE(m.ComputedAt, s.ComputedAt) AS ComputedAt,
            COALESCE(c.LastSequence, 0) AS LastSequence, n.Sequence AS WorkspaceSequence, w.DisclosureThreshold
        FROM Workspaces w
        JOIN SpineCounters n ON n.WorkspaceId = w.WorkspaceId
        LEFT JOIN ProgrammeChanges c ON c.WorkspaceId = w.WorkspaceId AND c.ProgrammeId = @ProgrammeId
        LEFT JOIN Scores s ON s.WorkspaceId = w.WorkspaceId AND s.ProgrammeId = @ProgrammeId AND s.Measure = @Measure
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d
                WHERE d.WorkspaceId = @WorkspaceId AND d.ProgrammeId = @ProgrammeId AND d.Measure = @Measure AND d.Day <= @AsOf)
        LEFT JOIN Scores m ON m.WorkspaceId = w.WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.Measure = @Standing AND @IsNewest = 1
            AND m.Day = (SELECT MAX(e.Day) FROM Scores e
                WHERE e.WorkspaceId = @WorkspaceId AND e.ProgrammeId = @ProgrammeId AND e.Measure = @Standing)
        WHERE w.WorkspaceId = @WorkspaceId
        """;

    public static async Task<ScoreReading> FindAsync(Db db, CurrentUser user, Guid programmeId, string measure, DateOnly? asOf, CancellationToken ct) =>
        await db.FindAsync<ScoreReading>(Sql, new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Measure = measure, AsOf = asOf ?? DateOnly.MaxValue, Measures.Standing, IsNewest = asOf is null,
        }, ct) ?? throw new InvalidOperationException("The workspace has no change counter.");

    /// <summary>Why it cannot be answered at all, if so.</summary>
    public ProblemHttpResult? Refusal(DateOnly? asOf, long? atLeast)
    {
        if (atLeast < 0 || atLeast > WorkspaceSequence)
        {
            return Problems.Of("malformed", $"“atLeast” is a Change-Sequence that this workspace has reached: 0 to {WorkspaceSequence}.");
        }

        return asOf is { } day && Result is null ? Problems.Of("not-found", NothingYet.Because($"nothing was scored on or before {day:yyyy-MM-dd}")) : null;
    }

    /// <summary>True where the row is missing, or does not hold the change asked for while something has touched the programme since it was made.</summary>
    public bool IsBehind(DateOnly? asOf, long? atLeast) => Result is null || (asOf is null && Sequence < LastSequence && Sequence < atLeast);
}
