namespace Transform.Domain;

/// <summary>All that a stream's records need to say for its shares and their band: sums, so that a database may do the summing.</summary>
public sealed class StreamTotals
{
    /// <summary>How far, relatively, the sum over dimensions may stand from the sum of amounts.</summary>
    internal const double Tolerance = 1e-6;

    /// <param name="n">Records with an amount above 0.</param>
    /// <param name="sum">Σa, in the stream's unit.</param>
    /// <param name="sumOfSquares">Σa².</param>
    /// <param name="byDimension">Σa·f for each dimension, in the taxonomy's order.</param>
    /// <exception cref="ArgumentException">A sum is negative or not finite, or the sums contradict each other.</exception>
    public StreamTotals(int n, double sum, double sumOfSquares, IReadOnlyList<double> byDimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        Require.Amount(sum);
        Require.Amount(sumOfSquares);
        if (Math.Abs(byDimension.Sum(a => Require.Amount(a)) - sum) > Tolerance * sum)
            throw new ArgumentException("The dimensions' amounts add up to the whole.", nameof(byDimension));
        if (sum > 0 && (n == 0 || sumOfSquares <= 0))
            throw new ArgumentException("An amount has records, and squares, behind it.", nameof(n));

        (N, Sum, SumOfSquares, ByDimension) = (n, sum, sumOfSquares, [.. byDimension]);
    }

    public int N { get; }

    public double Sum { get; }

    public double SumOfSquares { get; }

    public IReadOnlyList<double> ByDimension { get; }

    /// <summary>Kish's effective number of records, (Σa)²/Σa²: n when all weigh alike, towards 1 when one outweighs the rest.</summary>
    public double EffectiveN => Sum > 0 ? Math.Min(N, Sum * Sum / SumOfSquares) : 0;

    /// <summary>p(d) = Σa·f/Σa in taxonomy order; null when nothing has been logged.</summary>
    public IReadOnlyList<double>? Shares => Sum > 0 ? [.. ByDimension.Select(a => Math.Min(1, a / Sum))] : null;

    public static StreamTotals Empty(FocusTaxonomy taxonomy) => new(0, 0, 0, new double[taxonomy.Count]);

    /// <summary>Records of amount 0 leave no trace.</summary>
    /// <exception cref="ArgumentException">A record contradicts itself or names an unknown dimension.</exception>
    public static StreamTotals From(IEnumerable<FocusRecord> records, FocusTaxonomy taxonomy)
    {
        var (n, sum, squares, byDimension) = (0, 0.0, 0.0, new double[taxonomy.Count]);
        foreach (var record in records)
        {
            FocusRecord.Check(record);
            if (record.Amount == 0)
                continue;

            n++;
            sum += record.Amount;
            squares += record.Amount * record.Amount;
            for (var i = 0; i < record.Shares.Count; i++)
                byDimension[taxonomy.PositionOf(record.Shares[i].Dimension)] += record.Amount * record.Shares[i].Share;
        }

        return new StreamTotals(n, sum, squares, byDimension);
    }

    /// <summary>Things that count one each, such as activities or mentions; parts of a count stand for fractional coding.</summary>
    public static StreamTotals OfCounts(int n, IReadOnlyList<double> byDimension) => new(n, n, n, byDimension);
}
