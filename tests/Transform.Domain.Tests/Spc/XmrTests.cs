using System.Text.Json;

namespace Transform.Domain.Tests.Spc;

public sealed class XmrTests
{
    [Theory]
    [InlineData("spc-fixed12")]
    [InlineData("spc-screen")]
    [InlineData("spc-noscreen")]
    [InlineData("spc-trend")]
    [InlineData("spc-2of3")]
    public void The_chart_has_the_lines_and_flags_of_the_case(string id)
    {
        var (input, expected) = (Cases.Input(id), Cases.Expected(id));
        int? fixAfter = input.TryGetProperty("fix_after_n_points", out var fix) ? fix.GetInt32() : null;

        var chart = Xmr.Of(input.GetProperty("values").Doubles(), new XmrOptions(fixAfter, input.GetProperty("screen_outliers").GetBoolean()));

        expected["mean"].Is(chart.Limits!.Mean);
        expected["amr_raw"].Is(chart.Limits.RawAverageMovingRange);
        expected["amr"].Is(chart.Limits.AverageMovingRange);
        expected["upl"].Is(chart.Limits.Upper);
        expected["lpl"].Is(chart.Limits.Lower);
        expected["near_upl"].Is(chart.Limits.NearUpper);
        expected["near_lpl"].Is(chart.Limits.NearLower);
        Assert.Equal(expected["flags"].Length, chart.Points.Count);
        for (var i = 0; i < chart.Points.Count; i++)
            expected["flags"][i].Is(chart.Points[i].Flags.Select(f => f == XmrRule.TwoOfThree ? "two_of_three" : JsonNamingPolicy.CamelCase.ConvertName(f.ToString())));
        expected.AllRead();
    }

    [Fact]
    public void Fewer_than_twelve_points_have_trial_limits()
    {
        Assert.True(Xmr.Of([.. Enumerable.Range(0, 11).Select(i => i % 2 * 0.1)]).TrialLimits);
        Assert.False(Xmr.Of([.. Enumerable.Range(0, 12).Select(i => i % 2 * 0.1)]).TrialLimits);
    }

    [Fact]
    public void One_point_has_no_limits_but_a_reason()
    {
        var chart = Xmr.Of([0.4]);

        Assert.Null(chart.Limits);
        Assert.Equal("nothing yet, because limits need at least two periods", chart.Reason);
        Assert.Single(chart.Points);
        Assert.Equal("nothing yet, because no period has a figure", Xmr.Of([]).Reason);
    }

    [Fact]
    public void A_constant_series_has_no_special_cause() =>
        Assert.All(Xmr.Of([.. Enumerable.Repeat(0.3, 20)]).Points, p => Assert.Empty(p.Flags));

    [Fact]
    public void The_trend_length_is_a_setting_and_the_words_say_it()
    {
        double[] values = [5, 9, 1, 2, 3, 4, 5, 2, 6, 3];
        var five = new XmrOptions(FixAfter: null, TrendLength: 5);

        Assert.Equal(5, Xmr.Of(values, five).Points.Count(p => p.Flags.Contains(XmrRule.Trend)));
        Assert.DoesNotContain(Xmr.Of(values, new XmrOptions(FixAfter: null)).Points, p => p.Flags.Contains(XmrRule.Trend));
        Assert.StartsWith("5 or more in a row", Xmr.InWords(XmrRule.Trend, five), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<XmrRule>(), rule => Assert.NotEmpty(Xmr.InWords(rule)));
    }

    [Fact]
    public void Only_what_is_drawn_is_clipped()
    {
        var limits = Xmr.Of([0.0, 0.9, 0.1, 1, 0.2, 0.8]).Limits!;

        Assert.True(limits.Upper > 1 && limits.Lower < 0);
        Assert.Equal((1, 0), (limits.ClippedTo(0, 1).Upper, limits.ClippedTo(0, 1).Lower));
    }
}
