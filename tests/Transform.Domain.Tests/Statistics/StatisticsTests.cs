namespace Transform.Domain.Tests.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public void Wilsons_intervals_are_as_published()
    {
        var (input, expected) = (Cases.Input("wilson-table").GetProperty("cases"), Cases.Expected("wilson-table"));
        for (var i = 0; i < input.GetArrayLength(); i++)
            expected["intervals"][i].Is(Proportions.Wilson(input[i][0].GetDouble(), input[i][1].GetDouble()));
        expected.AllRead();
    }

    // Closed forms: Beta(a, 1) has quantile p^(1/a), Beta(1, b) has 1 − (1−p)^(1/b), and Beta(½, ½) has sin²(πp/2).
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(7.25)]
    [InlineData(500)]
    public void Beta_quantiles_agree_with_their_closed_forms(double shape)
    {
        foreach (var p in new[] { 1e-6, 0.025, 0.2, 0.5, 0.8, 0.975, 1 - 1e-6 })
        {
            Assert.Equal(Math.Pow(p, 1 / shape), BetaDistribution.Quantile(p, shape, 1), 1e-11);
            Assert.Equal(1 - Math.Pow(1 - p, 1 / shape), BetaDistribution.Quantile(p, 1, shape), 1e-11);
            Assert.Equal(Math.Pow(Math.Sin(Math.PI * p / 2), 2), BetaDistribution.Quantile(p, 0.5, 0.5), 1e-11);
        }
    }

    // For whole parameters the Beta distribution is a binomial tail, summed here term by term.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(12, 29)]
    [InlineData(40, 7)]
    public void The_beta_distribution_is_a_binomial_tail(int a, int b)
    {
        foreach (var x in new[] { 0.01, 0.3, 0.5, 0.83, 0.99 })
        {
            var n = a + b - 1;
            var tail = 0.0;
            for (var k = a; k <= n; k++)
            {
                var term = Math.Pow(x, k) * Math.Pow(1 - x, n - k);
                for (var i = 1; i <= n - k; i++)
                    term *= (double)(k + i) / i;
                tail += term;
            }

            Assert.Equal(tail, BetaDistribution.Cdf(x, a, b), 1e-12);
        }
    }

    [Fact]
    public void A_beta_quantile_is_the_inverse_of_its_distribution_even_where_parameters_are_extreme()
    {
        foreach (var a in new[] { 0.05, 0.5, 3, 41.7, 5_000, 200_000 })
        {
            foreach (var b in new[] { 0.05, 0.5, 3, 41.7, 5_000, 200_000 })
            {
                foreach (var p in new[] { 0.025, 0.5, 0.975 })
                {
                    var x = BetaDistribution.Quantile(p, a, b);
                    // Beyond the last double below 1 there is no finer x to return.
                    if (x > 1e-300 && x < 1 - 1e-9)
                        Assert.True(Math.Abs(p - BetaDistribution.Cdf(x, a, b)) < 1e-9, $"Beta({a}, {b}) at {p}");
                }
            }
        }
    }

    // df 1: tan(π(p−½)); df 2: (2p−1)/√(2p(1−p)); and the familiar table.
    [Fact]
    public void Student_quantiles_agree_with_closed_forms_and_the_table()
    {
        foreach (var p in new[] { 0.01, 0.3, 0.5, 0.6, 0.975, 0.999 })
        {
            Assert.Equal(Math.Tan(Math.PI * (p - 0.5)), StudentT.Quantile(p, 1), 1e-9);
            Assert.Equal((2 * p - 1) / Math.Sqrt(2 * p * (1 - p)), StudentT.Quantile(p, 2), 1e-10);
        }

        Assert.Equal(2.2009851600916384, StudentT.Quantile(0.975, 11), 1e-10);
        Assert.Equal(Normal.Z95, StudentT.Quantile(0.975, 1e6), 1e-5);
    }

    [Fact]
    public void A_share_of_nothing_is_a_reason_and_not_a_number()
    {
        var none = Share.Of(0, 0, "no agenda minutes have been logged");

        Assert.Null(none.Value);
        Assert.Equal("nothing yet, because no agenda minutes have been logged", none.Reason);
        Assert.Null(Share.OfCounts(0, 0, "nobody has been asked").Band);
        Assert.Equal(0.25, Share.Of(30, 120, "unused").Value);
        Assert.Null(Share.Of(30, 120, "unused").Reason);
    }

    [Fact]
    public void A_share_of_counts_carries_wilsons_interval() =>
        Assert.Equal(Proportions.Wilson(5, 12), Share.OfCounts(5, 12, "unused").Band);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(double.NaN, 2)]
    [InlineData(1, double.PositiveInfinity)]
    public void Amounts_that_cannot_be_are_refused(double part, double whole) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Share.Of(part, whole, "unused"));

    [Fact]
    public void Bands_that_touch_overlap()
    {
        Assert.True(new Band(0.1, 0.2).Overlaps(new Band(0.2, 0.3)));
        Assert.False(new Band(0.1, 0.2).Overlaps(new Band(0.21, 0.3)));
    }
}
