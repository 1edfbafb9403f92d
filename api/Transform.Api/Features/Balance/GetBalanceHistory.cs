using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Balance;

/// <summary>
/// The people share month by month as XmR charts, each month on its own records. Who cannot open the interviews gets deeds only: a month holds too few
/// interviews for a total.
/// </summary>
public static class GetBalanceHistory
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/history", HandleAsync).WithName("getBalanceHistory").WithSummary("Read the balance of focus by month").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<BalanceHistory>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await ScoreReading.FindAsync(db, user, programmeId, Measures.BalanceHistory, asOf: null, ct);
        if (row.Refusal(asOf: null, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf: null, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        var history = Measures.Read<BalanceHistory>(row.Result!);
        return Computed.Ok(Disclosure.OpensInterviews(user) ? history : history.WithoutSaid("what is said is not shown by month, because a month holds too few interviews"));
    }
}
