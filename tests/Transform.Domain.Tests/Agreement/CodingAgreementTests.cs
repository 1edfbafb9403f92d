using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Agreement;

public sealed class CodingAgreementTests
{
    private static readonly Guid[] Interviews = Ids(1, 8);
    private static readonly Guid[] Themes = Ids(100, 3);

    [Fact]
    public void Two_coders_are_held_against_each_other()
    {
        // 8 interviews by 3 themes; they differ on the second theme in two interviews.
        var units = Units((interview, theme) => [interview % 2 == theme % 2, (interview % 2 == theme % 2) ^ (theme == 1 && interview < 2)]);
        var agreement = CodingAgreement.Of(units);

        Assert.Equal((2, 24, 8, true, null), (agreement.Coders, agreement.Units, agreement.Interviews, agreement.Known, agreement.Reason));
        // 12 of 24 found by both coders: κ = (22/24 − ½)/½.
        Assert.Equal(5 / 6.0, agreement.Kappa!.Kappa!.Value, 1e-12);
        // α = 1 − (n−1)·o/(n₀·n₁) with n = 48, o = 2 in each off-diagonal place, n₀ = n₁ = 24.
        Assert.Equal(1 - 47 * 2 / (24.0 * 24), agreement.Alpha!.Value, 1e-12);
        Assert.Null(agreement.Fleiss);
        Assert.Equal((AgreementVerdict.Rely, "coders agree well enough to rely on"), (agreement.Verdict, agreement.InWords));
        Assert.Equal([new(Themes[0], 8, 0), new(Themes[1], 8, 2), new(Themes[2], 8, 0)], agreement.Themes);
    }

    [Fact]
    public void Four_interviews_coded_twice_say_nothing_yet()
    {
        var agreement = CodingAgreement.Of([.. Units((interview, theme) => [interview % 2 == theme % 2, interview < 4 ? interview % 2 != theme % 2 : null])]);

        Assert.Equal((false, AgreementVerdict.Unknown, "agreement unknown"), (agreement.Known, agreement.Verdict, agreement.InWords));
        Assert.Equal((null, null, null), (agreement.Alpha, agreement.Kappa, agreement.Fleiss));
        Assert.Equal("nothing yet, because 4 interviews have been coded by two people; 5 are needed", agreement.Reason);
        Assert.Equal([4, 4, 4], agreement.Themes.Select(t => t.Disagreements));
    }

    [Fact]
    public void Three_coders_have_fleiss_kappa_over_what_all_coded()
    {
        var agreement = CodingAgreement.Of(Units((interview, theme) => [interview % 2 == theme % 2, interview % 2 == theme % 2, interview < 6 ? theme == 0 : null]));

        Assert.Equal((3, 24), (agreement.Coders, agreement.Units));
        Assert.Null(agreement.Kappa);
        Assert.Equal((18, 3), (agreement.Fleiss!.Units, agreement.Fleiss.Coders));
        Assert.NotNull(agreement.Alpha);
    }

    [Fact]
    public void One_coder_or_none_or_constant_codes_give_a_reason()
    {
        Assert.Equal("nothing yet, because no interview has been coded by two people", CodingAgreement.Of([]).Reason);
        Assert.Equal("nothing yet, because one person did all the coding", CodingAgreement.Of(Units((_, theme) => [theme == 0, null])).Reason);

        var constant = CodingAgreement.Of(Units((_, _) => [true, true]));
        Assert.Equal((null, false, "nothing yet, because every record was given the same code"), (constant.Alpha, constant.Known, constant.Reason));
        Assert.Null(constant.Kappa);
    }

    [Fact]
    public void Units_that_do_not_match_are_refused()
    {
        CodedUnit unit = new(Interviews[0], Themes[0], [true, false]);
        Assert.Throws<ArgumentException>(() => CodingAgreement.Of([unit, unit]));
        Assert.Throws<ArgumentException>(() => CodingAgreement.Of([unit, new(Interviews[1], Themes[0], [true])]));
    }

    [Fact]
    public void Another_order_of_coders_or_units_or_other_codes_change_no_coefficient() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(2, 4).SelectMany(coders => Gen.Elements<bool?>(true, true, false, null).ArrayOf(coders).ArrayOf(24)).ToArbitrary(),
        codes =>
        {
            var units = Units((interview, theme) => codes[3 * interview + theme]);
            var plain = CodingAgreement.Of(units);
            return new[]
            {
                CodingAgreement.Of([.. units.Reverse()]),
                CodingAgreement.Of([.. units.Select(u => u with { Codes = [.. u.Codes.Reverse()] })]),
                CodingAgreement.Of([.. units.Select(u => u with { Codes = [.. u.Codes.Select(c => !c)] })]),
            }.All(other => Same(plain.Alpha, other.Alpha) && Same(plain.Kappa?.Kappa, other.Kappa?.Kappa) && Same(plain.Fleiss?.Kappa, other.Fleiss?.Kappa)
                && (plain.Known, plain.Units, plain.Interviews, plain.Verdict) == (other.Known, other.Units, other.Interviews, other.Verdict)
                && other.Known == (other.Reason is null) && other.Known == other.Alpha is not null);
        }));

    private static bool Same(double? one, double? other) => one is null ? other is null : other is { } o && Math.Abs(one.Value - o) < 1e-9;

    private static CodedUnit[] Units(Func<int, int, bool?[]> codes) =>
    [
        .. from interview in Enumerable.Range(0, Interviews.Length)
           from theme in Enumerable.Range(0, Themes.Length)
           select new CodedUnit(Interviews[interview], Themes[theme], codes(interview, theme)),
    ];

    private static Guid[] Ids(int first, int count) => [.. Enumerable.Range(first, count).Select(i => new Guid(i, 0, 0, new byte[8]))];
}
