namespace Transform.Domain;

/// <summary>Two shares of the same n people or things.</summary>
/// <param name="First">(a+b)/n, 0 to 1.</param>
/// <param name="Second">(a+c)/n, 0 to 1.</param>
/// <param name="Difference">First less second, −1 to 1.</param>
/// <param name="Phi">How far the two go together, corrected for continuity, −1 to 1.</param>
/// <param name="Band">Of the difference; holds it, and lies within −1 to 1.</param>
public sealed record PairedDifference(double First, double Second, double Difference, double Phi, Band Band);

/// <summary>The difference of two shares told of the same people, from the paired table: a both, b the first only, c the second only, d neither.</summary>
public static class PairedProportions
{
    /// <summary>Newcombe's interval from Wilson's scores and a continuity-corrected φ (Newcombe 1998, <i>Stat Med</i> 17:2635, method 10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or all four are 0.</exception>
    public static PairedDifference Newcombe(int both, int firstOnly, int secondOnly, int neither)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(neither);

        var n = (double)both + firstOnly + secondOnly + neither;
        var (x1, x2) = ((double)both + firstOnly, (double)both + secondOnly);
        var (first, second) = (Proportions.Wilson(x1, n), Proportions.Wilson(x2, n));
        var (p1, p2, difference) = (x1 / n, x2 / n, ((double)firstOnly - secondOnly) / n);
        var phi = Phi(both, firstOnly, secondOnly, neither);
        var below = Distance(p1 - first.Low, second.High - p2, phi);
        var above = Distance(first.High - p1, p2 - second.Low, phi);
        return new PairedDifference(p1, p2, difference, phi, new Band(Math.Max(-1, difference - below), Math.Min(1, difference + above)));
    }

    /// <summary>(ad − bc)/√(product of the margins), where ad − bc, if positive, is first lessened by n/2, but not below 0; 0 when a margin is empty.</summary>
    private static double Phi(double a, double b, double c, double d)
    {
        var margins = (a + b) * (c + d) * (a + c) * (b + d);
        if (margins == 0)
            return 0;

        var cross = a * d - b * c;
        return (cross > 0 ? Math.Max(cross - (a + b + c + d) / 2, 0) : cross) / Math.Sqrt(margins);
    }

    private static double Distance(double first, double second, double phi) =>
        Math.Sqrt(Math.Max(0, first * first - 2 * phi * first * second + second * second));
}

/// <summary>Whether the same people changed more one way than the other (McNemar 1947).</summary>
public static class McNemar
{
    /// <summary>The exact two-sided p: twice the smaller tail of Binomial(b + c, ½), at most 1; 1 when nobody changed.</summary>
    /// <param name="b">Changed one way.</param>
    /// <param name="c">Changed the other way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double ExactP(int b, int c)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        // P(X ≤ k) of a binomial is the upper tail of a Beta (DLMF 8.17.5); when b = c the two tails overlap.
        return b == c ? 1 : Math.Min(1, 2 * BetaDistribution.Cdf(0.5, Math.Max(b, c), Math.Min(b, c) + 1.0));
    }
}
