namespace Transform.Domain;

/// <summary>Whether one person acted in each of two periods.</summary>
public sealed record ActedInTwoPeriods(bool Before, bool After);

/// <summary>Whether more people began to act than ceased.</summary>
/// <param name="N">People followed through both periods.</param>
/// <param name="ActedBefore">Of those, acted in the first.</param>
/// <param name="ActedAfter">Of those, acted in the second.</param>
/// <param name="OnlyBefore">Ceased.</param>
/// <param name="OnlyAfter">Began.</param>
/// <param name="P">McNemar's exact two-sided p, 0 to 1; null when nobody changed.</param>
/// <param name="Reason">Set exactly when there is no p.</param>
public sealed record ActingChange(int N, int ActedBefore, int ActedAfter, int OnlyBefore, int OnlyAfter, double? P, string? Reason);

/// <summary>Compares who acted in two periods, person by person.</summary>
public static class ChangeInActing
{
    public static ActingChange Of(IReadOnlyCollection<ActedInTwoPeriods> people)
    {
        var onlyBefore = people.Count(p => p.Before && !p.After);
        var onlyAfter = people.Count(p => p.After && !p.Before);
        var reason = people.Count == 0 ? NothingYet.Because("nobody has been followed through both periods")
            : onlyBefore + onlyAfter == 0 ? NothingYet.Because("nobody began or ceased to act")
            : null;
        return new ActingChange(
            people.Count, people.Count(p => p.Before), people.Count(p => p.After), onlyBefore, onlyAfter,
            reason is null ? McNemar.ExactP(onlyBefore, onlyAfter) : null, reason);
    }
}
