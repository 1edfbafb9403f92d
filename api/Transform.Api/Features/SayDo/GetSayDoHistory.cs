using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.SayDo;

/// <summary>What is said and done by quarter: each on the conversations that were begun in it, and not on a running total.</summary>
public static class GetSayDoHistory
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/history", HandleAsync).WithName("getSayDoHistory").WithSummary("Read what is said and done by quarter").Requires(Scopes.ReadScores);

    public static async Task<Results<Computed<SayDoHistory>, StillComputing, ProblemHttpResult>> HandleAsync(
        Guid programmeId, long? atLeast, CurrentUser user, Db db, IJobEngine jobs, CancellationToken ct)
    {
        var row = await GetSayDo.ReadAsync(db, user, programmeId, asOf: null, ct);
        if (row.Refusal(asOf: null, atLeast) is { } problem)
        {
            return problem;
        }

        if (row.IsBehind(asOf: null, atLeast))
        {
            jobs.Nudge(ScoresSetup.JobId);
            return StillComputing.Result;
        }

        var score = Measures.Read<SayDoScore>(row.Result!);
        var history = new SayDoHistory(
            "quarter", score.SayDo.MethodVersion, row.Sequence!.Value, row.ComputedAt!.Value, score.Quarters,
            score.Quarters.Count == 0 ? NothingYet.Because("no interview has been logged") : null);
        return Computed.Ok(history.ShownTo(user, row.DisclosureThreshold));
    }
}

/// <summary>It holds no asOf: it tells its own past.</summary>
/// <param name="Sequence">The last change to the programme that the figures hold.</param>
/// <param name="Points">The earliest first; a quarter in which nobody was met is left out.</param>
/// <param name="Reason">Set where there is nothing to show.</param>
public sealed record SayDoHistory(string Period, string MethodVersion, long Sequence, DateTime ComputedAt, IReadOnlyList<SayDoQuarter> Points, string? Reason)
{
    public SayDoHistory ShownTo(CurrentUser user, int threshold)
    {
        if (Disclosure.OpensInterviews(user))
        {
            return this;
        }

        var whole = Points.Sum(it => it.N ?? 0);
        if (Disclosure.Withholds(user, whole, threshold) is { } reason)
        {
            return this with { Points = [], Reason = reason };
        }

        var shown = Disclosure.PartsShown([.. Points.Select(it => it.N ?? 0)], whole, threshold);
        return this with { Points = [.. Points.Zip(shown, (point, isShown) => isShown ? point : SayDoQuarter.Withheld(point.Period, Disclosure.TooFew(threshold)))] };
    }
}

/// <summary>The conversations begun in one quarter.</summary>
/// <param name="Period">Year and quarter, for example <c>2026-Q1</c>.</param>
/// <param name="N">Conversations.</param>
/// <param name="Chain">Of them.</param>
/// <param name="Reason">Set where the figures are withheld.</param>
public sealed record SayDoQuarter(string Period, int? N, int? WithStance, SayDoChain? Chain, Proportion? Endorsement, Proportion? Conversion, SayDoDifference? Gap, string? Reason)
{
    internal static SayDoQuarter Of(string period, SayDoResult figures) =>
        new(period, figures.N, figures.WithStance, figures.Chain, figures.Endorsement, figures.Conversion, figures.Gap, Reason: null);

    internal static SayDoQuarter Withheld(string period, string reason) => new(period, null, null, null, null, null, null, reason);
}
