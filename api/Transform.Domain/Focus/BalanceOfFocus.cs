using System.Globalization;

namespace Transform.Domain;

/// <summary>Scores the balance of focus: where the attention of a programme goes, in words and in deeds.</summary>
public static class BalanceOfFocus
{
    /// <summary>Moves whenever the same records could give another figure.</summary>
    public const string MethodVersion = "balance-3";

    public static BalanceResult Score(BalanceInputs inputs)
    {
        var target = inputs.Target is { Shares: { Count: > 0 } shares } ? inputs.Taxonomy.InOrder(shares) : null;
        var totals = StreamKinds.All.Select(s => inputs.Streams.GetValueOrDefault(s) ?? StreamTotals.Empty(inputs.Taxonomy)).ToArray();
        var streams = StreamKinds.All.Zip(totals, (stream, t) => ScoreStream(stream, t, inputs, target)).ToArray();

        return new BalanceResult(
            streams,
            ScoreTogether(streams, totals, inputs, target),
            ScoreQuickWins(inputs.Horizons ?? HorizonTotals.Empty, inputs.AgreementKnown),
            ScoreGap(streams),
            inputs.Target,
            MethodVersion);
    }

    private static StreamBalance ScoreStream(StreamKind stream, StreamTotals totals, BalanceInputs inputs, IReadOnlyList<double>? target)
    {
        var grade = Grades.Of(totals.EffectiveN, stream.IsSaid() ? inputs.MentionsAgreementKnown : inputs.AgreementKnown);
        if (totals.Shares is not { } shares)
        {
            var because = stream == StreamKind.Mentions
                ? NothingYet.Because("no interview has been coded")
                : NothingYet.Because($"no {stream.InWords()} {(stream == StreamKind.Money ? "has" : "have")} been logged");
            return new StreamBalance(stream, stream.IsSaid(), totals.N, 0, 0, grade, null, null, null, null, null, null, [], because);
        }

        var peopleShare = FocusMeasures.PeopleShare(shares, inputs.Taxonomy);
        var band = PeopleShareBand.Of(peopleShare, totals.EffectiveN, inputs.Taxonomy.PeoplePrior).Interval95();
        var unscored = new StreamBalance(
            stream, stream.IsSaid(), totals.N, totals.Sum, totals.EffectiveN, grade, null, band, null, null, null, null, [], null);
        if (grade == Grade.TooFew)
            return unscored with { Reason = TooFew(totals.N, totals.EffectiveN) };

        return unscored with
        {
            PeopleShare = peopleShare,
            DistinguishableFromTarget = Distinguishable(band, inputs.Target),
            Closeness = target is null ? null : FocusMeasures.Closeness(shares, target),
            BlockCloseness = inputs.Target is { } t ? FocusMeasures.BlockCloseness(peopleShare, t.PeopleShare) : null,
            Evenness = FocusMeasures.Evenness(shares),
            Shares = inputs.Taxonomy.ByCode(shares),
        };
    }

    private static TogetherBalance ScoreTogether(
        StreamBalance[] streams, StreamTotals[] totals, BalanceInputs inputs, IReadOnlyList<double>? target)
    {
        var weights = inputs.Weights ?? StreamKinds.DeedsEqually;
        var weighted = streams
            .Zip(totals, (balance, t) => (Balance: balance, Totals: t, Weight: Require.Amount(weights.GetValueOrDefault(balance.Stream))))
            .Where(s => s.Weight > 0)
            .ToArray();
        var withRecords = weighted.Count(s => s.Balance.Grade != Grade.Nothing);
        var scored = weighted.Where(s => s.Balance.PeopleShare is not null).ToArray();
        var weightOfAll = weighted.Sum(s => s.Weight);
        var coverage = CoverageOf(scored);

        if (coverage < Composite.EnoughCoverage - 1e-9)
        {
            var present = weighted.Where(s => s.Totals.Shares is not null).ToArray();
            var band = CoverageOf(present) < Composite.EnoughCoverage - 1e-9 ? null : Together(present).Band;
            var reason = withRecords == 0
                ? NothingYet.Because("nothing done has been logged")
                : NothingYet.Because(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scored.Length} of {weighted.Length} streams have enough records to score; together they must hold half the weight"));
            return new TogetherBalance(
                scored.Length, withRecords, null, band, coverage, 0, withRecords == 0 ? Grade.Nothing : Grade.TooFew, null, null, null, null, [], reason);
        }

        var composite = Together(scored);
        return new TogetherBalance(
            scored.Length,
            withRecords,
            composite.PeopleShare,
            composite.Band,
            composite.Coverage,
            composite.EffectiveN,
            Grades.Of(composite.EffectiveN, inputs.AgreementKnown),
            FocusMeasures.Evenness(composite.Shares),
            target is null ? null : FocusMeasures.Closeness(composite.Shares, target),
            inputs.Target is { } t ? FocusMeasures.BlockCloseness(composite.PeopleShare, t.PeopleShare) : null,
            Distinguishable(composite.Band, inputs.Target),
            inputs.Taxonomy.ByCode(composite.Shares),
            null);

        double CoverageOf((StreamBalance, StreamTotals, double Weight)[] parts) => parts.Length == 0 ? 0 : parts.Sum(s => s.Weight) / weightOfAll;

        Composite Together((StreamBalance, StreamTotals Totals, double Weight)[] parts) => Composite.Of(
            [.. parts.Select(s => new CompositePart(s.Totals.Shares!, s.Totals.EffectiveN, s.Weight))], weightOfAll, inputs.Taxonomy);
    }

    private static QuickWinBalance ScoreQuickWins(HorizonTotals totals, bool agreementKnown)
    {
        var figures = QuickWins.Of(totals);
        var grade = Grades.Of(figures.EffectiveN, agreementKnown);
        var unscored = new QuickWinBalance(
            null, figures.Band?.Low, figures.Band?.High, totals.N, totals.UnknownHorizon, figures.EffectiveN, grade, null, null, null, null, null);
        return grade switch
        {
            Grade.Nothing => unscored with
            {
                Reason = NothingYet.Because(totals.UnknownHorizon == 0 ? "no hours have been logged" : "no activity with hours says when its result is expected"),
            },
            Grade.TooFew => unscored with { Reason = TooFew(totals.N, figures.EffectiveN) },
            _ => unscored with
            {
                Share = figures.Share,
                Lean = figures.Lean,
                LeanByCount = figures.LeanByCount,
                LeanBand = figures.LeanBand,
                Lift = figures.Lift,
            },
        };
    }

    private static TalkEffortGap ScoreGap(StreamBalance[] streams)
    {
        var talk = streams.Single(s => s.Stream == StreamKind.Mentions);
        var effort = streams.Single(s => s.Stream == StreamKind.Hours);
        return (talk.PeopleShare, effort.PeopleShare) switch
        {
            ({ } said, { } done) => new TalkEffortGap(said - done, null),
            (null, null) => new TalkEffortGap(null, NothingYet.Because("neither interview mentions nor hours have enough records to score")),
            (null, _) => new TalkEffortGap(null, NothingYet.Because("interview mentions do not have enough records to score")),
            _ => new TalkEffortGap(null, NothingYet.Because("hours do not have enough records to score")),
        };
    }

    private static bool? Distinguishable(Band band, FocusTarget? target) => target is null ? null : !band.Contains(target.PeopleShare);

    private static string TooFew(int n, double effectiveN) => string.Create(
        CultureInfo.InvariantCulture,
        $"nothing yet, because there are too few to score: {n} {(n == 1 ? "record" : "records")}, which weigh as {effectiveN:0.#}; 10 are needed");
}
