using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Coverage;

/// <summary>
/// Sectors by propositions: who has been heard, and whether anybody may say that all agree. It is read from its score row: <c>?atLeast=</c> takes a
/// <c>Change-Sequence</c> and waits for it by 202; <c>?asOf=</c> gives the last row of that day or earlier.
/// </summary>
public static class GetCoverage
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getCoverage").WithSummary("Read who has been heard, on what").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<ProgrammeCoverage>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [SensibleDate] DateOnly? asOf, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await ReadAsync(db, user, programmeId, asOf, ct);
        if (row.Refusal(asOf, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        var coverage = Measures.Read<ProgrammeCoverage>(row.Result!).ShownTo(user, row.DisclosureThreshold);
        return Computed.Ok(coverage with { Sequence = row.Sequence!.Value, ComputedAt = row.ComputedAt!.Value, AsOf = asOf });
    }

    /// <summary>The row that this reader's answers come from.</summary>
    internal static Task<ScoreReading> ReadAsync(Db db, CurrentUser user, Guid programmeId, DateOnly? asOf, CancellationToken ct) =>
        ScoreReading.FindAsync(db, user, programmeId, Disclosure.OpensInterviews(user) ? Measures.Coverage : Measures.PublishedCoverage, asOf, ct);
}
