using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.CodingAgreements;

/// <summary>
/// Krippendorff's alpha and the kappas of those who coded the same interviews, with the rule of thumb in words, by theme and by interview. It is read from its score
/// row: <c>?atLeast=</c> takes a <c>Change-Sequence</c> and waits for it by 202; <c>?asOf=</c> gives the last row of that day or earlier.
/// </summary>
public static class GetCodingAgreement
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getCodingAgreement").WithSummary("Read how far coders of interviews agree").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<ProgrammeCodingAgreement>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [SensibleDate] DateOnly? asOf, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var measure = Disclosure.OpensInterviews(user) ? Measures.CodingAgreement : Measures.PublishedCodingAgreement;
        var row = await ScoreReading.FindAsync(db, user, programmeId, measure, asOf, ct);
        if (row.Refusal(asOf, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        var agreement = Measures.Read<ProgrammeCodingAgreement>(row.Result!).ShownTo(user, row.DisclosureThreshold);
        return Computed.Ok(agreement with { Sequence = row.Sequence!.Value, ComputedAt = row.ComputedAt!.Value, AsOf = asOf });
    }
}
