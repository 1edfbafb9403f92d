namespace Transform.Domain;

/// <summary>The figures of one distribution of attention over dimensions. All arguments and results are shares between 0 and 1.</summary>
public static class FocusMeasures
{
    /// <summary>PS = Σ p(d) over the people block: the headline.</summary>
    public static double PeopleShare(IReadOnlyList<double> shares, FocusTaxonomy taxonomy) => Math.Clamp(taxonomy.SumOfPeople(shares), 0, 1);

    /// <summary>1 − ½Σ|p − t|: the complement of the dissimilarity index; 1 when the two are the same.</summary>
    public static double Closeness(IReadOnlyList<double> shares, IReadOnlyList<double> target)
    {
        if (shares.Count != target.Count)
            throw new ArgumentException("A target names the dimensions that the shares do.", nameof(target));

        var distance = 0.0;
        for (var i = 0; i < shares.Count; i++)
            distance += Math.Abs(shares[i] - target[i]);
        return Math.Clamp(1 - distance / 2, 0, 1);
    }

    /// <summary>1 − |PS − T|/max(T, 1−T): 1 on target, 0 as far from it as can be.</summary>
    public static double BlockCloseness(double peopleShare, double target) =>
        1 - Math.Abs(Require.Fraction(peopleShare) - Require.Fraction(target)) / Math.Max(target, 1 - target);

    /// <summary>
    /// Pielou's J = −Σ p ln p/ln K, where K counts empty dimensions too; null for a single dimension.
    /// Evenness is not goodness: spreading over structure alone gives 0.699 of ten dimensions.
    /// </summary>
    public static double? Evenness(IReadOnlyList<double> shares)
    {
        if (shares.Count < 2)
            return null;

        var entropy = 0.0;
        foreach (var p in shares)
            entropy -= p > 0 ? p * Math.Log(p) : 0;
        return Math.Clamp(entropy / Math.Log(shares.Count), 0, 1);
    }
}
