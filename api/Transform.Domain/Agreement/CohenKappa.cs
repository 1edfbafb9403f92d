namespace Transform.Domain;

/// <summary>How well two coders agree, beyond chance.</summary>
/// <param name="Kappa">1 is perfect, 0 is chance, below 0 is worse than chance; null when it cannot be told.</param>
/// <param name="N">Units that both coded.</param>
/// <param name="Po">Observed agreement, 0 to 1; null without a unit.</param>
/// <param name="Pe">Agreement expected by chance, 0 to 1; null without a unit.</param>
/// <param name="StandardError">Of κ, for large samples.</param>
/// <param name="Interval">κ ± 1.96 standard errors; not clipped to what κ can be.</param>
/// <param name="Pabak">2p_o − 1, κ adjusted for prevalence and bias; for two codes only.</param>
/// <param name="PrevalenceIndex">|a − d|/n, 0 to 1; for two codes only.</param>
/// <param name="BiasIndex">|b − c|/n, 0 to 1; for two codes only.</param>
/// <param name="Reason">Set exactly when there is no κ.</param>
public sealed record CohenAgreement(
    double? Kappa,
    AgreementVerdict Verdict,
    int N,
    double? Po,
    double? Pe,
    double? StandardError,
    Band? Interval,
    double? Pabak,
    double? PrevalenceIndex,
    double? BiasIndex,
    string? Reason)
{
    internal static CohenAgreement Unknown(int n, string because) =>
        new(null, AgreementVerdict.Unknown, n, null, null, null, null, null, null, null, NothingYet.Because(because));
}

/// <summary>
/// Cohen's κ = (p_o − p_e)/(1 − p_e), with the standard error of Fleiss, Cohen &amp; Everitt 1969 (<i>Psychol Bull</i> 72:323)
/// and the indices of Byrt, Bishop &amp; Carlin 1993.
/// </summary>
public static class CohenKappa
{
    /// <param name="table">Square: units that the first coder gave the row's code, and the second the column's.</param>
    /// <exception cref="ArgumentException">The table is not square, has fewer than two codes, or a count is negative.</exception>
    public static CohenAgreement Of(IReadOnlyList<IReadOnlyList<int>> table)
    {
        var k = table.Count;
        if (k < 2 || table.Any(row => row.Count != k || row.Any(count => count < 0)))
            throw new ArgumentException("A table of agreement is square, of two codes or more, and has no count below 0.", nameof(table));

        var n = table.Sum(row => row.Sum());
        if (n == 0)
            return CohenAgreement.Unknown(0, "no unit has been coded by both");

        double P(int i, int j) => (double)table[i][j] / n;
        var rows = table.Select(row => (double)row.Sum() / n).ToArray();
        var columns = Enumerable.Range(0, k).Select(j => (double)table.Sum(row => row[j]) / n).ToArray();
        var po = Enumerable.Range(0, k).Sum(i => P(i, i));
        var pe = rows.Zip(columns, (r, c) => r * c).Sum();
        var plain = new CohenAgreement(
            null, AgreementVerdict.Unknown, n, po, pe, null, null,
            k == 2 ? 2 * po - 1 : null,
            k == 2 ? Math.Abs(P(0, 0) - P(1, 1)) : null,
            k == 2 ? Math.Abs(P(0, 1) - P(1, 0)) : null,
            null);
        if (Enumerable.Range(0, k).Any(i => table[i][i] == n))
            return plain with { Reason = NothingYet.Because("every unit was given the same code by both") };

        var kappa = (po - pe) / (1 - pe);
        var variance = -Square(kappa - pe * (1 - kappa));
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
                variance += P(i, j) * Square(i == j ? 1 - (rows[i] + columns[i]) * (1 - kappa) : (1 - kappa) * (columns[i] + rows[j]));
        }

        var error = Math.Sqrt(Math.Max(0, variance) / n) / (1 - pe);
        return plain with
        {
            Kappa = kappa,
            Verdict = AgreementVerdicts.On(kappa),
            StandardError = error,
            Interval = new Band(kappa - Normal.Z95 * error, kappa + Normal.Z95 * error),
        };
    }

    private static double Square(double value) => value * value;
}
