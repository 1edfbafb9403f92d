namespace Transform.Domain;

/// <summary>One activity or mention in one stream, deduplicated by its id: two halves of one record would look like more evidence than one.</summary>
/// <param name="Amount">In the stream's unit; 1 in a stream that counts. Not negative.</param>
/// <param name="Shares">Fractions over dimensions; they sum to 1.</param>
/// <param name="HorizonMonths">Months until the result is expected; null when unknown.</param>
public sealed record FocusRecord(double Amount, IReadOnlyList<DimensionShare> Shares, double? HorizonMonths = null)
{
    public FocusRecord(double amount, string dimension, double? horizonMonths = null)
        : this(amount, [new DimensionShare(dimension, 1)], horizonMonths)
    {
    }

    /// <exception cref="ArgumentException">The amount is negative or not finite, a share is outside 0 to 1, or the shares do not sum to 1.</exception>
    internal static void Check(FocusRecord record)
    {
        Require.Amount(record.Amount);
        var sum = 0.0;
        for (var i = 0; i < record.Shares.Count; i++)
            sum += Require.Fraction(record.Shares[i].Share);
        if (Math.Abs(sum - 1) > StreamTotals.Tolerance)
            throw new ArgumentException("The fractions of a record sum to 1.", nameof(record));
    }
}
