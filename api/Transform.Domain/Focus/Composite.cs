namespace Transform.Domain;

/// <summary>One stream's part in a composite.</summary>
/// <param name="Shares">In taxonomy order, summing to 1.</param>
/// <param name="Weight">Above 0.</param>
public sealed record CompositePart(IReadOnlyList<double> Shares, double EffectiveN, double Weight);

/// <summary>Several streams taken together: p(d) = Σw·p(s,d)/Σw over those present. Never a score of health.</summary>
/// <param name="Coverage">Weight of the streams present ÷ weight of all, 0 to 1.</param>
/// <param name="EffectiveN">
/// The number of records that would give one stream the conservative uncertainty of the whole: (Σw/Σ(w/√n))², since a standard deviation goes as 1/√n.
/// </param>
/// <param name="StandardDeviations">Of each part's posterior, in the order given.</param>
public sealed record Composite(
    IReadOnlyList<double> Shares,
    double PeopleShare,
    double Coverage,
    double EffectiveN,
    IReadOnlyList<double> StandardDeviations,
    double ConservativeDeviation,
    double IndependentDeviation,
    Band Band,
    Band IndependentBand)
{
    /// <summary>Below this coverage no composite is shown.</summary>
    public const double EnoughCoverage = 0.5;

    /// <param name="parts">Streams with records and a weight above 0; at least one.</param>
    /// <param name="weightOfAll">Weight of all streams, present or not.</param>
    /// <exception cref="ArgumentException">No part, or weights that cannot be.</exception>
    public static Composite Of(IReadOnlyList<CompositePart> parts, double weightOfAll, FocusTaxonomy taxonomy)
    {
        var weight = parts.Sum(p => Require.Amount(p.Weight));
        if (weight <= 0 || weight > weightOfAll * (1 + 1e-9))
            throw new ArgumentException("A composite needs parts that weigh something, and no more than all together.", nameof(parts));

        var shares = new double[taxonomy.Count];
        foreach (var part in parts)
        {
            for (var i = 0; i < shares.Length; i++)
                shares[i] += part.Weight / weight * part.Shares[i];
        }

        var peopleShare = FocusMeasures.PeopleShare(shares, taxonomy);
        var posteriors = parts
            .Select(p => PeopleShareBand.Of(FocusMeasures.PeopleShare(p.Shares, taxonomy), p.EffectiveN, taxonomy.PeoplePrior))
            .ToArray();
        var deviations = posteriors.Select(p => p.StandardDeviation).ToArray();
        var conservative = parts.Zip(deviations, (p, sd) => p.Weight / weight * sd).Sum();
        var independent = Math.Sqrt(parts.Zip(deviations, (p, sd) => Math.Pow(p.Weight / weight * sd, 2)).Sum());
        var roots = parts.Sum(p => p.Weight / Math.Sqrt(p.EffectiveN));

        return new Composite(
            shares,
            peopleShare,
            Math.Min(1, weight / weightOfAll),
            Math.Pow(weight / roots, 2),
            deviations,
            conservative,
            independent,
            AroundLogit(conservative),
            AroundLogit(independent));

        // On the logit scale a band stays within 0 to 1. At exactly 0 or 1 that scale has no place, so the ends of the parts' own bands are averaged.
        Band AroundLogit(double deviation)
        {
            if (peopleShare is 0 or 1)
            {
                var bands = posteriors.Select(p => p.Interval95()).ToArray();
                return new Band(
                    peopleShare is 0 ? 0 : parts.Zip(bands, (p, b) => p.Weight / weight * b.Low).Sum(),
                    peopleShare is 1 ? 1 : parts.Zip(bands, (p, b) => p.Weight / weight * b.High).Sum());
            }

            var centre = Math.Log(peopleShare / (1 - peopleShare));
            var half = Normal.Z95 * deviation / (peopleShare * (1 - peopleShare));
            return new Band(1 / (1 + Math.Exp(half - centre)), 1 / (1 + Math.Exp(-half - centre)));
        }
    }
}
