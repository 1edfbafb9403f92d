using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Statistics;

public sealed class PairedTests
{
    [Fact]
    public void Newcombes_paired_intervals_are_as_published()
    {
        var (tables, expected) = (Cases.Input("newcombe-paired").GetProperty("tables"), Cases.Expected("newcombe-paired"));
        for (var i = 0; i < tables.GetArrayLength(); i++)
        {
            int Cell(int place) => tables[i][place].GetInt32();
            var (one, paired) = (expected["results"][i], PairedProportions.Newcombe(Cell(0), Cell(1), Cell(2), Cell(3)));
            one["p_say"].Is(paired.First);
            one["p_do"].Is(paired.Second);
            one["gap"].Is(paired.Difference);
            one["phi"].Is(paired.Phi);
            one["ci95"].Is(paired.Band);
        }

        expected.AllRead();
    }

    [Fact]
    public void Nobody_has_no_paired_difference() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportions.Newcombe(0, 0, 0, 0));

    [Fact]
    public void The_exact_p_is_twice_the_smaller_tail_of_a_fair_coin()
    {
        for (var b = 0; b <= 12; b++)
        {
            for (var c = 0; c <= 12; c++)
            {
                var (tail, term) = (0.0, Math.Pow(0.5, b + c));
                for (var k = 0; k <= Math.Min(b, c); k++, term *= (double)(b + c - k + 1) / k)
                    tail += term;
                Assert.Equal(Math.Min(1, 2 * tail), McNemar.ExactP(b, c), 1e-10);
            }
        }

        Assert.True(McNemar.ExactP(5_000, 5_400) is > 0 and < 0.001);
    }

    [Fact]
    public void Both_intervals_of_the_rest_mirror_those_of_the_part() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 300).SelectMany(n => Gen.Choose(0, n).Select(x => (X: x, N: n))).ToArbitrary(),
        part => Mirrors(Proportions.Wilson(part.X, part.N), Proportions.Wilson(part.N - part.X, part.N))
            && Mirrors(Proportions.Jeffreys(part.X, part.N), Proportions.Jeffreys(part.N - part.X, part.N))
            && Proportions.Wilson(part.X, part.N).Contains((double)part.X / part.N)));

    private static bool Mirrors(Band one, Band other) => Math.Abs(one.Low - (1 - other.High)) < 1e-9 && Math.Abs(one.High - (1 - other.Low)) < 1e-9;
}
