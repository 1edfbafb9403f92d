using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Transform.Domain.Tests.Saturation;

public sealed class GuestTests
{
    private static readonly Arbitrary<int[]> AnyNewThemes = Gen.Choose(0, 30).SelectMany(n => Gen.Choose(0, 6).ArrayOf(n)).ToArbitrary();

    private static readonly int[][] MadeUp =
        [.. Enumerable.Range(0, 24).Select(i => Enumerable.Range(0, 40).Where(t => (i * 7 + t * t) % (t / 2 + 2) == 0).ToArray())];

    [Theory]
    [InlineData("run2", 2, 0.05)]
    [InlineData("run3", 3, 0.05)]
    [InlineData("run2_zero", 2, 0)]
    public void Runs_and_points_are_as_published(string name, int runLength, double threshold)
    {
        var (input, expected) = (Cases.Input("guest-2020"), Cases.Expected("guest-2020")[name]);
        var result = GuestSaturation.Of(Counts(input.GetProperty("new_themes").Doubles()), input.GetProperty("base").GetInt32(), runLength, threshold);

        expected["base_themes"].Is(result.BaseThemes);
        Assert.Equal(expected["runs"].Length, result.Runs.Count);
        for (var i = 0; i < result.Runs.Count; i++)
        {
            expected["runs"][i]["interviews"].Is([result.Runs[i].From, result.Runs[i].To]);
            expected["runs"][i]["new"].Is(result.Runs[i].New);
            expected["runs"][i]["ratio"].Is(result.Runs[i].Ratio);
        }

        expected["saturation"].Is(result.Point);
        expected.AllRead();
        Assert.Equal(result.Point is null, result.Reason is not null);
    }

    [Fact]
    public void Every_published_choice_gives_its_point_for_twenty_one_interviews()
    {
        var (newThemes, expected) = (Counts(Cases.Input("guest-21").GetProperty("new_themes").Doubles()), Cases.Expected("guest-21"));
        foreach (var (b, run, threshold) in
            from b in GuestSaturation.Bases from run in GuestSaturation.RunLengths from threshold in GuestSaturation.Thresholds select (b, run, threshold))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"base{b}_run{run}_thr{(threshold == 0 ? "0.0" : "0.05")}");
            expected[name].Is(GuestSaturation.Of(newThemes, b, run, threshold).Point);
        }

        expected.AllRead();
    }

    [Theory]
    [InlineData(new int[0], "nothing yet, because no interview has been coded")]
    [InlineData(new[] { 3 }, "nothing yet, because 1 interview has been coded; 6 are needed")]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0 }, "nothing yet, because the first 4 interviews hold no theme")]
    [InlineData(new[] { 4, 1, 1, 1, 1, 1 }, "nothing yet, because every 2 interviews in a row still brought more than 5% new themes")]
    public void Without_a_point_there_is_a_reason(int[] newThemes, string reason)
    {
        var result = GuestSaturation.Of(newThemes);

        Assert.Equal((null, null, reason), (result.At, result.Point, result.Reason));
        Assert.All(result.Runs, run => Assert.Equal(result.BaseThemes == 0, run.Ratio is null));
    }

    [Fact]
    public void Only_the_published_choices_are_taken()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GuestSaturation.Of([1], baseSize: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => GuestSaturation.Of([1], runLength: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => GuestSaturation.Of([1], threshold: 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GuestSaturation.Of([-1]));
    }

    [Fact]
    public void A_theme_is_new_once() =>
        Assert.Equal([2, 1, 0], GuestSaturation.NewThemes<string>([["a", "b"], ["b", "c", "c"], ["a"]]));

    [Fact]
    public void An_interview_without_a_new_theme_never_moves_a_point_that_was_reached() => Check.QuickThrowOnFailure(Prop.ForAll(AnyNewThemes, newThemes =>
    {
        var (before, after) = (GuestSaturation.Of(newThemes), GuestSaturation.Of([.. newThemes, 0]));
        return (before.At is null || after.At == before.At) && after.BaseThemes == before.BaseThemes && after.Interviews == before.Interviews + 1;
    }));

    [Fact]
    public void A_stricter_threshold_never_brings_the_point_forward() => Check.QuickThrowOnFailure(Prop.ForAll(AnyNewThemes, newThemes =>
        (GuestSaturation.Of(newThemes, threshold: 0).At ?? int.MaxValue) >= (GuestSaturation.Of(newThemes).At ?? int.MaxValue)));

    // Reckoned apart from this code, from the published generator.
    [Theory]
    [InlineData(1, 4, 2, 0.05, 13, 6, 21, 987)]
    [InlineData(20, 6, 3, 0, 18, 10, null, 788)]
    [InlineData(1, 4, 3, 0.05, 18, 9, null, 781)]
    [InlineData(-3, 4, 2, 0.05, 13, 5, 20, 989)]
    public void The_same_seed_gives_the_same_orders_anywhere(int seed, int b, int run, double threshold, int median, int low, int? high, int reached) =>
        Assert.Equal(
            new OrderBand(b, run, threshold, seed, 1000, reached, median, low, high, null), GuestSaturation.OverOrders(MadeUp, seed, b, run, threshold));

    [Fact]
    public void Shuffles_are_repeated_by_their_seed() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
        seed =>
        {
            var band = GuestSaturation.OverOrders(MadeUp, seed, shuffles: 40);
            return band == GuestSaturation.OverOrders(MadeUp, seed, shuffles: 40)
                && band.Reached is >= 0 and <= 40 && (band.Median is null) == (band.Reason is not null)
                && (band.Low ?? int.MaxValue) <= (band.Median ?? int.MaxValue) && (band.Median ?? int.MaxValue) <= (band.High ?? int.MaxValue);
        }));

    [Fact]
    public void Where_all_interviews_hold_the_same_the_order_does_not_matter()
    {
        int[][] alike = [.. Enumerable.Repeat(new[] { 1, 2, 3 }, 9)];
        Assert.Equal(new OrderBand(4, 2, 0.05, 7, 1000, 1000, 4, 4, 4, null), GuestSaturation.OverOrders(alike, 7));
    }

    [Fact]
    public void Orders_that_do_not_run_dry_give_a_reason()
    {
        int[][] apart = [.. Enumerable.Range(0, 9).Select(i => new[] { i })];
        var band = GuestSaturation.OverOrders(apart, 7);

        Assert.Equal((0, null, null, null), (band.Reached, band.Median, band.Low, band.High));
        Assert.Equal("nothing yet, because in 1000 of 1000 orders of the interviews themes had not run dry", band.Reason);
        Assert.Equal("nothing yet, because no interview has been coded", GuestSaturation.OverOrders<int>([], 7).Reason);
        Assert.Null(GuestSaturation.OverOrders<int>([[], [], [], [], [], []], 7).Median);
    }

    private static int[] Counts(double[] counts) => [.. counts.Select(c => (int)c)];
}
