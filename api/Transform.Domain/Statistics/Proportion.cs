namespace Transform.Domain;

/// <summary>x of n people or things, with both intervals and how far it may be leaned on, or the reason why there is none yet.</summary>
/// <param name="Value">x/n, 0 to 1; null when n is 0.</param>
/// <param name="Wilson">Null when n is 0.</param>
/// <param name="Jeffreys">Null when n is 0.</param>
/// <param name="Grade">By n: below 10 the counts and an interval are shown, the share is not.</param>
/// <param name="Reason">Set exactly when <paramref name="Value"/> is null.</param>
public sealed record Proportion(double? Value, int X, int N, Band? Wilson, Band? Jeffreys, Grade Grade, string? Reason)
{
    /// <param name="because">Completes "nothing yet, because …", should n be 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the part is more than the whole.</exception>
    public static Proportion Of(int x, int n, string because)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, n);
        return n == 0
            ? new Proportion(null, 0, 0, null, null, Grade.Nothing, NothingYet.Because(because))
            : new Proportion((double)x / n, x, n, Proportions.Wilson(x, n), Proportions.Jeffreys(x, n), Grades.Of(n), null);
    }
}
