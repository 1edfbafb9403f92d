namespace Transform.Domain;

/// <summary>Intervals for shares of counted things. Counts may be fractional, where records are coded to several dimensions.</summary>
public static class Proportions
{
    /// <summary>Wilson's 95% score interval for x of n (Wilson 1927; preferred by OHID's Fingertips).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive, or x is outside [0, n].</exception>
    public static Band Wilson(double x, double n)
    {
        RequirePart(x, n);
        const double z2 = Normal.Z95 * Normal.Z95;
        var half = Normal.Z95 * Math.Sqrt(z2 + 4 * x * (n - x) / n);
        var low = x <= 0 ? 0 : (2 * x + z2 - half) / (2 * (n + z2));
        var high = x >= n ? 1 : (2 * x + z2 + half) / (2 * (n + z2));
        return new Band(low, high);
    }

    /// <summary>
    /// Jeffreys' 95% interval for x of n: the middle of Beta(x + ½, n − x + ½) (Brown, Cai &amp; DasGupta 2001, <i>Stat Sci</i> 16:101).
    /// Its ends are left as they fall, so that none of n, or all of n, lies just outside it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive, or x is outside [0, n].</exception>
    public static Band Jeffreys(double x, double n)
    {
        RequirePart(x, n);
        return BetaDistribution.Central95(x + 0.5, n - x + 0.5);
    }

    /// <summary>Newcombe's hybrid score interval for x₁/n₁ − x₂/n₂, unpaired (Newcombe 1998, <i>Stat Med</i> 17:873, method 10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A whole is not positive, or a part is outside it.</exception>
    public static Band NewcombeDifference(double x1, double n1, double x2, double n2)
    {
        var (first, second) = (Wilson(x1, n1), Wilson(x2, n2));
        var (p1, p2) = (x1 / n1, x2 / n2);
        return new Band(
            p1 - p2 - Math.Sqrt(Square(p1 - first.Low) + Square(second.High - p2)),
            p1 - p2 + Math.Sqrt(Square(first.High - p1) + Square(p2 - second.Low)));
    }

    private static void RequirePart(double x, double n)
    {
        if (!(n > 0 && double.IsFinite(n)))
            throw new ArgumentOutOfRangeException(nameof(n), n, "A proportion needs something to be a proportion of.");
        if (!(x >= 0 && x <= n))
            throw new ArgumentOutOfRangeException(nameof(x), x, "A part is neither negative nor more than the whole.");
    }

    private static double Square(double value) => value * value;
}
