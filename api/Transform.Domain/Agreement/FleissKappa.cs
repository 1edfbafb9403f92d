namespace Transform.Domain;

/// <summary>How well several coders agree, beyond chance, where each unit was coded by as many.</summary>
/// <param name="Kappa">1 is perfect, 0 is chance, below 0 is worse than chance; null when it cannot be told.</param>
/// <param name="PBar">Mean agreement of pairs over the units, 0 to 1; null without a unit.</param>
/// <param name="PeBar">The same expected by chance, 0 to 1; null without a unit.</param>
/// <param name="Reason">Set exactly when there is no κ.</param>
public sealed record FleissAgreement(double? Kappa, AgreementVerdict Verdict, int Units, int Coders, double? PBar, double? PeBar, string? Reason);

/// <summary>Fleiss' κ = (P̄ − P̄_e)/(1 − P̄_e) (Fleiss 1971, <i>Psychol Bull</i> 76:378).</summary>
public static class FleissKappa
{
    /// <param name="table">One row for each unit: how many coders gave it each code.</param>
    /// <exception cref="ArgumentException">Rows differ in length or in coders, have fewer than two coders, or a count is negative.</exception>
    public static FleissAgreement Of(IReadOnlyList<IReadOnlyList<int>> table)
    {
        if (table.Count == 0)
            return new FleissAgreement(null, AgreementVerdict.Unknown, 0, 0, null, null, NothingYet.Because("no unit has been coded"));

        var (codes, coders) = (table[0].Count, table[0].Sum());
        if (coders < 2 || table.Any(row => row.Count != codes || row.Sum() != coders || row.Any(count => count < 0)))
            throw new ArgumentException("Each unit is coded by the same number of coders, two or more, from the same codes.", nameof(table));

        var totals = Enumerable.Range(0, codes).Select(j => table.Sum(row => (double)row[j])).ToArray();
        var all = (double)table.Count * coders;
        var observed = table.Average(row => row.Sum(count => (double)count * (count - 1)) / ((double)coders * (coders - 1)));
        var expected = totals.Sum(t => t / all * (t / all));
        if (totals.Contains(all))
            return new FleissAgreement(null, AgreementVerdict.Unknown, table.Count, coders, 1, 1, NothingYet.Because("every unit was given the same code"));

        var kappa = (observed - expected) / (1 - expected);
        return new FleissAgreement(kappa, AgreementVerdicts.On(kappa), table.Count, coders, observed, expected, null);
    }
}
