namespace Transform.Domain;

/// <summary>What a simple random sample of n programmes says of all N. It is no ranking.</summary>
/// <param name="N">Programmes in the sample with a people share.</param>
/// <param name="Of">Programmes in the frame.</param>
/// <param name="Mean">Of the people shares.</param>
/// <param name="StandardDeviation">Between programmes, with n − 1.</param>
/// <param name="StandardError">s/√n·√(1 − n/N): with the finite population correction.</param>
/// <param name="TCritical">The 0.975 quantile of t with n − 1 degrees of freedom.</param>
/// <param name="Band">Mean ± t·SE, 95%, kept within 0 to 1.</param>
/// <param name="Below">Programmes whose share is strictly below the threshold.</param>
/// <param name="BelowBand">Wilson's interval.</param>
/// <param name="Reason">Set when the mean or its band is missing.</param>
public sealed record PortfolioSummary(
    int N,
    int Of,
    double? Mean,
    double? StandardDeviation,
    double? StandardError,
    double? TCritical,
    Band? Band,
    double? Median,
    double Threshold,
    int Below,
    double? BelowShare,
    Band? BelowBand,
    string? Reason)
{
    /// <param name="peopleShares">One for each programme sampled, 0 to 1.</param>
    /// <param name="frameSize">At least as many as were sampled.</param>
    /// <param name="threshold">People share below which a programme is counted, 0 to 1.</param>
    public static PortfolioSummary From(IReadOnlyList<double> peopleShares, int frameSize, double threshold)
    {
        var n = peopleShares.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(frameSize, n);
        Require.Fraction(threshold);
        if (n == 0)
            return new PortfolioSummary(0, frameSize, null, null, null, null, null, null, threshold, 0, null, null, NothingYet.Because("no programme sampled has a people share"));

        var mean = peopleShares.Average(s => Require.Fraction(s));
        var below = peopleShares.Count(s => s < threshold);
        var counted = new PortfolioSummary(
            n, frameSize, mean, null, null, null, null, Middle(peopleShares), threshold, below, (double)below / n, Proportions.Wilson(below, n), null);
        if (n == 1)
            return counted with { Reason = NothingYet.Because("one programme alone gives no interval") };

        var deviation = Math.Sqrt(peopleShares.Sum(s => (s - mean) * (s - mean)) / (n - 1));
        var error = deviation / Math.Sqrt(n) * Math.Sqrt(1 - (double)n / frameSize);
        var t = StudentT.Quantile(0.975, n - 1);
        return counted with
        {
            StandardDeviation = deviation,
            StandardError = error,
            TCritical = t,
            Band = new Band(Math.Max(0, mean - t * error), Math.Min(1, mean + t * error)),
        };
    }

    private static double Middle(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
