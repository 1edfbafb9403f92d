using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Agreement;

public sealed class KappaTests
{
    private static readonly Arbitrary<int[][]> AnyTable = Gen.Choose(0, 9).ArrayOf(3).ArrayOf(3).ToArbitrary();

    [Fact]
    public void Two_codes_agree_as_published()
    {
        var (agreement, expected) = (CohenKappa.Of(Table("kappa-simwright")), Cases.Expected("kappa-simwright"));

        IsKappa(expected, agreement);
        expected["pabak"].Is(agreement.Pabak);
        expected["prevalence_index"].Is(agreement.PrevalenceIndex);
        expected["bias_index"].Is(agreement.BiasIndex);
        expected.AllRead();
        Assert.Equal(AgreementVerdict.Recode, agreement.Verdict);
    }

    [Fact]
    public void Three_codes_agree_as_reckoned()
    {
        var (agreement, expected) = (CohenKappa.Of(Table("kappa-3x3")), Cases.Expected("kappa-3x3"));

        IsKappa(expected, agreement);
        expected.AllRead();
        Assert.Equal((null, null, null), (agreement.Pabak, agreement.PrevalenceIndex, agreement.BiasIndex));
    }

    [Fact]
    public void Fourteen_raters_agree_as_published()
    {
        var (agreement, expected) = (FleissKappa.Of(Table("fleiss-kappa")), Cases.Expected("fleiss-kappa"));

        expected["P_bar"].Is(agreement.PBar);
        expected["Pe_bar"].Is(agreement.PeBar);
        expected["kappa"].Is(agreement.Kappa);
        expected.AllRead();
        Assert.Equal((10, 14, AgreementVerdict.Recode), (agreement.Units, agreement.Coders, agreement.Verdict));
    }

    [Fact]
    public void Constant_codes_give_null_and_not_one()
    {
        var cohen = CohenKappa.Of([[7, 0], [0, 0]]);
        Assert.Equal((null, 1.0, "nothing yet, because every unit was given the same code by both"), (cohen.Kappa, cohen.Po, cohen.Reason));
        Assert.Equal(AgreementVerdict.Unknown, cohen.Verdict);

        var fleiss = FleissKappa.Of([[3, 0], [3, 0]]);
        Assert.Equal((null, "nothing yet, because every unit was given the same code"), (fleiss.Kappa, fleiss.Reason));
    }

    [Fact]
    public void No_unit_gives_a_reason()
    {
        Assert.Equal((null, null, "nothing yet, because no unit has been coded by both"), (CohenKappa.Of([[0, 0], [0, 0]]).Kappa, CohenKappa.Of([[0, 0], [0, 0]]).Po, CohenKappa.Of([[0, 0], [0, 0]]).Reason));
        Assert.Equal((null, "nothing yet, because no unit has been coded"), (FleissKappa.Of([]).Kappa, FleissKappa.Of([]).Reason));
    }

    [Fact]
    public void Perfect_agreement_is_one_without_error()
    {
        var agreement = CohenKappa.Of([[5, 0], [0, 8]]);
        Assert.Equal((1.0, 0.0, AgreementVerdict.Rely), (agreement.Kappa, agreement.StandardError, agreement.Verdict));
        Assert.Equal(1.0, FleissKappa.Of([[3, 0], [0, 3]]).Kappa);
    }

    [Fact]
    public void Tables_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([[1, 2]]));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([[1]]));
        Assert.Throws<ArgumentException>(() => CohenKappa.Of([[1, -1], [0, 1]]));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of([[2, 1], [1, 1]]));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of([[1, 0]]));
        Assert.Throws<ArgumentException>(() => FleissKappa.Of([[3, -1]]));
    }

    [Fact]
    public void Relabelling_the_codes_or_swapping_the_coders_changes_no_kappa() => Check.QuickThrowOnFailure(Prop.ForAll(AnyTable, table =>
    {
        int[] order = [2, 0, 1];
        var plain = CohenKappa.Of(table);
        var relabelled = CohenKappa.Of([.. order.Select(i => order.Select(j => table[i][j]).ToArray())]);
        var swapped = CohenKappa.Of([.. Enumerable.Range(0, 3).Select(i => table.Select(row => row[i]).ToArray())]);
        return Same(plain.Kappa, relabelled.Kappa) && Same(plain.StandardError, relabelled.StandardError)
            && Same(plain.Kappa, swapped.Kappa) && Same(plain.StandardError, swapped.StandardError)
            && (plain.Kappa is null ? plain.Reason is not null && plain.Interval is null : plain.Kappa is >= -1 and <= 1 && plain.Interval!.Contains(plain.Kappa.Value));
    }));

    [Fact]
    public void Relabelling_the_codes_or_reordering_the_units_changes_no_fleiss_kappa() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 20).SelectMany(n => Gen.Choose(0, 2).ArrayOf(5).ArrayOf(n)).ToArbitrary(),
        units =>
        {
            int[][] table = [.. units.Select(codes => Enumerable.Range(0, 3).Select(code => codes.Count(c => c == code)).ToArray())];
            var plain = FleissKappa.Of(table);
            var relabelled = FleissKappa.Of([.. table.Select(row => new[] { row[2], row[0], row[1] })]);
            var reordered = FleissKappa.Of([.. table.Reverse()]);
            return Same(plain.Kappa, relabelled.Kappa) && Same(plain.Kappa, reordered.Kappa)
                && (plain.Kappa is null) == (plain.Reason is not null) && plain.Kappa is null or (>= -1 and <= 1);
        }));

    private static void IsKappa(Expected expected, CohenAgreement agreement)
    {
        expected["po"].Is(agreement.Po);
        expected["pe"].Is(agreement.Pe);
        expected["kappa"].Is(agreement.Kappa);
        expected["se"].Is(agreement.StandardError);
        expected["ci95"].Is(agreement.Interval);
    }

    private static int[][] Table(string id) =>
        [.. Cases.Input(id).GetProperty("table").EnumerateArray().Select(row => row.EnumerateArray().Select(c => c.GetInt32()).ToArray())];

    private static bool Same(double? one, double? other) => one is null ? other is null : Math.Abs(one.Value - other!.Value) < 1e-9;
}
