using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Balance;

/// <summary>
/// Where one programme's attention goes, said and done, by stream and together. Only activities that are done and have a focus count as deeds;
/// capital stands apart; sealed interviews enter nothing. It is read from its score row and never computed here:
/// <c>?atLeast=</c> takes a <c>Change-Sequence</c> and waits for it by 202;
/// <c>?asOf=</c> gives the last row of that day or earlier, as it was.
/// </summary>
public static class GetBalance
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getBalance").WithSummary("Read the balance of focus").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<ProgrammeBalance>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, [SensibleDate] DateOnly? asOf, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await ScoreReading.FindAsync(db, user, programmeId, Disclosure.OpensInterviews(user) ? Measures.Balance : Measures.PublishedBalance, asOf, ct);
        if (row.Refusal(asOf, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        return Computed.Ok(Measures.Read<ProgrammeBalance>(row.Result!).ShownTo(user, row.DisclosureThreshold) with { AsOf = asOf });
    }
}
