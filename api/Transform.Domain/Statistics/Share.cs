namespace Transform.Domain;

/// <summary>
/// A part of a whole in the same unit (minutes, pence, hours, people), or the reason why there is none yet:
/// minutes with someone in the room from the groups who must change, hours backfilled, budget logged, capital in all money.
/// </summary>
/// <param name="Value">part ÷ whole; may exceed 1, for instance when more was logged than was budgeted. Null when the whole is nothing.</param>
/// <param name="Band">Wilson's interval, where both are counts; otherwise null.</param>
/// <param name="Reason">Set exactly when <paramref name="Value"/> is null.</param>
public sealed record Share(double? Value, double Part, double Whole, Band? Band, string? Reason)
{
    /// <summary>A share of amounts.</summary>
    /// <param name="because">Completes "nothing yet, because …".</param>
    /// <exception cref="ArgumentOutOfRangeException">Either amount is negative or not finite.</exception>
    public static Share Of(double part, double whole, string because)
    {
        Require.Amount(part);
        Require.Amount(whole);
        return whole > 0
            ? new Share(part / whole, part, whole, null, null)
            : new Share(null, part, whole, null, NothingYet.Because(because));
    }

    /// <summary>A share of counted things, with Wilson's interval.</summary>
    /// <param name="because">Completes "nothing yet, because …".</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the part is more than the whole.</exception>
    public static Share OfCounts(int part, int whole, string because)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        var share = Of(part, whole, because);
        return whole > 0 ? share with { Band = Proportions.Wilson(part, whole) } : share;
    }
}
