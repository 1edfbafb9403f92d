namespace Transform.Domain;

/// <summary>Student's t distribution, by its relation to the Beta distribution (DLMF 8.17; Abramowitz &amp; Stegun 26.7.1).</summary>
public static class StudentT
{
    /// <summary>The t with P(T ≤ t) = p.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="degreesOfFreedom">Above 0; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (!(p > 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies strictly between 0 and 1 here.");

        var tail = Math.Min(p, 1 - p);
        // X = df / (df + T²) ~ Beta(df/2, ½) holds both tails; its mirror keeps the digits of a small t.
        var x = BetaDistribution.Quantile(2 * tail, degreesOfFreedom / 2, 0.5);
        var y = BetaDistribution.Quantile(1 - 2 * tail, 0.5, degreesOfFreedom / 2);
        var t = Math.Sqrt(degreesOfFreedom * y / x);
        return p < 0.5 ? -t : t;
    }
}
