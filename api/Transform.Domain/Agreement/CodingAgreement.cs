namespace Transform.Domain;

/// <summary>One interview and one theme.</summary>
/// <param name="Codes">One place for each coder, in the same order throughout: whether they found the theme in the interview; null where they did not code it.</param>
public sealed record CodedUnit(Guid InterviewId, Guid ThemeId, IReadOnlyList<bool?> Codes);

/// <summary>Where a theme's definition needs sharpening.</summary>
/// <param name="Units">Interviews that at least two coded for the theme.</param>
/// <param name="Disagreements">Of those, where not all found the same.</param>
public sealed record ThemeAgreement(Guid ThemeId, int Units, int Disagreements);

/// <summary>How well those who coded the same interviews, without seeing each other's codes, agree on the themes.</summary>
/// <param name="Coders">Who coded at least one unit.</param>
/// <param name="Units">Interviews by themes that at least two coded.</param>
/// <param name="Interviews">Of which there are units.</param>
/// <param name="Known">False until enough interviews were coded twice, and alpha can be told. Then no figure is given.</param>
/// <param name="Verdict">On alpha.</param>
/// <param name="Alpha">Krippendorff's, nominal: over all coders, missing codes allowed.</param>
/// <param name="Kappa">Cohen's, the first against the second; null unless there are just two coders.</param>
/// <param name="Fleiss">Over the units that all coded; null unless there are three coders or more and such units.</param>
/// <param name="Themes">In the order of the units.</param>
/// <param name="Reason">Set exactly when agreement is not known.</param>
public sealed record CodingAgreementResult(
    int Coders,
    int Units,
    int Interviews,
    bool Known,
    AgreementVerdict Verdict,
    string InWords,
    double? Alpha,
    CohenAgreement? Kappa,
    FleissAgreement? Fleiss,
    IReadOnlyList<ThemeAgreement> Themes,
    string? Reason);

/// <summary>Agreement of coders on which themes each interview holds.</summary>
public static class CodingAgreement
{
    /// <summary>
    /// Units of one interview are not independent: five interviews coded twice are the fewest of which their spread says anything,
    /// and a fifth of the 21 to 30 that a programme holds. A judgement of this project.
    /// </summary>
    public const int EnoughInterviews = 5;

    /// <exception cref="ArgumentException">Units differ in coders, or one comes twice.</exception>
    public static CodingAgreementResult Of(IReadOnlyList<CodedUnit> units)
    {
        var places = units.Count == 0 ? 0 : units[0].Codes.Count;
        if (units.Any(u => u.Codes.Count != places))
            throw new ArgumentException("Each unit has a place for every coder.", nameof(units));
        if (units.DistinctBy(u => (u.InterviewId, u.ThemeId)).Count() != units.Count)
            throw new ArgumentException("An interview and a theme make one unit.", nameof(units));

        var coders = Enumerable.Range(0, places).Where(coder => units.Any(u => u.Codes[coder] is not null)).ToArray();
        var shared = units.Where(u => u.Codes.Count(c => c is not null) >= 2).ToArray();
        var interviews = shared.DistinctBy(u => u.InterviewId).Count();
        var alpha = KrippendorffAlpha.Of(
            [.. coders.Select(coder => units.Select(u => u.Codes[coder] is { } found ? (found ? 1 : 0) : (double?)null).ToArray())], MeasurementLevel.Nominal);

        var tooFew = shared.Length > 0 && interviews < EnoughInterviews;
        var reason = coders.Length == 0 ? NothingYet.Because("no interview has been coded by two people")
            : tooFew ? NothingYet.Because(FormattableString.Invariant(
                $"{interviews} {(interviews == 1 ? "interview has" : "interviews have")} been coded by two people; {EnoughInterviews} are needed"))
            : alpha.Reason;
        var verdict = tooFew ? AgreementVerdict.Unknown : alpha.Verdict;
        return new CodingAgreementResult(
            coders.Length,
            shared.Length,
            interviews,
            reason is null,
            verdict,
            verdict.InWords(),
            tooFew ? null : alpha.Alpha,
            coders.Length == 2 && reason is null ? CohenKappa.Of(TableOf(shared, coders)) : null,
            coders.Length > 2 && reason is null ? FleissOf(units, coders) : null,
            [.. shared.GroupBy(u => u.ThemeId).Select(theme => new ThemeAgreement(theme.Key, theme.Count(), theme.Count(Disagreed)))],
            reason);
    }

    private static bool Disagreed(CodedUnit unit) => unit.Codes.Contains(true) && unit.Codes.Contains(false);

    /// <summary>Yes before no.</summary>
    private static int[][] TableOf(CodedUnit[] shared, int[] coders)
    {
        int Count(bool first, bool second) => shared.Count(u => u.Codes[coders[0]] == first && u.Codes[coders[1]] == second);
        return [[Count(true, true), Count(true, false)], [Count(false, true), Count(false, false)]];
    }

    private static FleissAgreement? FleissOf(IReadOnlyList<CodedUnit> units, int[] coders)
    {
        int[][] table =
        [
            .. units.Where(u => coders.All(coder => u.Codes[coder] is not null)).Select(u => new[] { u.Codes.Count(c => c is true), u.Codes.Count(c => c is false) }),
        ];
        return table.Length == 0 ? null : FleissKappa.Of(table);
    }
}
