using System.Globalization;

namespace Transform.Domain.Tests.Portfolio;

public sealed class PortfolioTests
{
    [Fact]
    public void The_sample_is_the_one_that_anyone_would_draw()
    {
        var (input, expected) = (Cases.Input("portfolio-sample"), Cases.Expected("portfolio-sample"));
        Assert.Equal("P001..P060", input.GetProperty("ids").GetString());
        var frame = Enumerable.Range(1, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"P{i:000}")).ToArray();
        var (seed, n) = (input.GetProperty("seed").GetString()!, input.GetProperty("n").GetInt32());

        expected["sample"].Is(PortfolioSample.Draw(frame, seed, n));
        expected["sample"].Is(PortfolioSample.Draw([.. frame.Reverse()], seed, n));
        expected.AllRead();
    }

    [Fact]
    public void The_sample_speaks_for_the_frame_with_its_interval()
    {
        var (input, expected) = (Cases.Input("bof-portfolio"), Cases.Expected("bof-portfolio"));

        var summary = PortfolioSummary.From(
            input.GetProperty("people_shares").Doubles(), input.GetProperty("N").GetInt32(), input.GetProperty("threshold").GetDouble());

        expected["mean"].Is(summary.Mean);
        expected["sd"].Is(summary.StandardDeviation);
        expected["se_fpc"].Is(summary.StandardError);
        expected["t_crit"].Is(summary.TCritical);
        expected["ci95"].Is(summary.Band);
        expected["median"].Is(summary.Median);
        expected["below"].Is(summary.Below);
        expected["prop_below"].Is(summary.BelowShare);
        expected["wilson95"].Is(summary.BelowBand);
        expected.AllRead();
    }

    [Fact]
    public void An_empty_sample_and_a_sample_of_one_give_reasons()
    {
        var none = PortfolioSummary.From([], 60, 0.25);
        var one = PortfolioSummary.From([0.2], 60, 0.25);

        Assert.Null(none.Mean);
        Assert.StartsWith("nothing yet, because", none.Reason, StringComparison.Ordinal);
        Assert.Equal(0.2, one.Mean);
        Assert.Null(one.Band);
        Assert.StartsWith("nothing yet, because", one.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_of_everything_has_no_sampling_error()
    {
        var summary = PortfolioSummary.From([0.1, 0.2, 0.3], 3, 0.25);

        Assert.Equal(0, summary.StandardError);
        Assert.Equal(summary.Band!.Low, summary.Band.High);
    }

    [Fact]
    public void A_frame_that_names_a_programme_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => PortfolioSample.Draw(["a", "b", "a"], "seed", 1));
}
