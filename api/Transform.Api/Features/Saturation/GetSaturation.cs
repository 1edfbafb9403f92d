using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Saturation;

/// <summary>
/// When conversations stopped bringing new themes, in the order held and over shuffled orders; each coded conversation with what it brought. Who cannot open the
/// interviews is shown no order. It is read from its score row: <c>?atLeast=</c> takes a <c>Change-Sequence</c> and waits for it by 202; <c>?asOf=</c> gives the last row
/// of that day or earlier.
/// </summary>
public static class GetSaturation
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getSaturation").WithSummary("Read when new themes ran dry").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<ProgrammeSaturation>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [SensibleDate] DateOnly? asOf, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await ScoreReading.FindAsync(db, user, programmeId, Disclosure.OpensInterviews(user) ? Measures.Saturation : Measures.PublishedSaturation, asOf, ct);
        if (row.Refusal(asOf, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        var saturation = Measures.Read<ProgrammeSaturation>(row.Result!).ShownTo(user, row.DisclosureThreshold);
        return Computed.Ok(saturation with { Sequence = row.Sequence!.Value, ComputedAt = row.ComputedAt!.Value, AsOf = asOf });
    }
}
