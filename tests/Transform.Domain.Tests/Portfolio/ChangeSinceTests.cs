namespace Transform.Domain.Tests.Portfolio;

public sealed class ChangeSinceTests
{
    private static readonly GlanceFigure None = new(Grade.TooFew, null, null, null, "nothing yet, because there are too few");

    [Theory]
    [InlineData(0.09, 0.02, 0.2, 0.08, 0.02, 0.19, "Deeds 9% to 8%: bands overlap, no real change")]
    [InlineData(0.09, 0.05, 0.14, 0.3, 0.2, 0.4, "Deeds 9% to 30%: more is about people")]
    [InlineData(0.3, 0.2, 0.4, 0.09, 0.05, 0.14, "Deeds 30% to 9%: less is about people")]
    [InlineData(0.301, 0.2, 0.4, 0.304, 0.2, 0.4, null)]
    public void A_change_of_deeds_is_held_against_the_bands(double before, double low, double high, double now, double nowLow, double nowHigh, string? words) =>
        Assert.Equal(words, ChangeSince.InWords(Glance(Figure(before, low, high)), Glance(Figure(now, nowLow, nowHigh))));

    [Fact]
    public void What_is_new_says_what_came_first()
    {
        Assert.Equal("New: first 7 activities", ChangeSince.InWords(null, Glance(None, activities: 7)));
        Assert.Equal("New: first 1 activity", ChangeSince.InWords(Glance(None, activities: 0), Glance(None, activities: 1)));
        Assert.Equal("New: first 12 interviews", ChangeSince.InWords(null, Glance(None, activities: 0, interviews: 12)));
        Assert.Null(ChangeSince.InWords(null, Glance(None, activities: 0)));
    }

    [Fact]
    public void A_figure_that_comes_or_goes_is_said()
    {
        Assert.Equal("Deeds can be scored: 18%", ChangeSince.InWords(Glance(None), Glance(Figure(0.18, 0.1, 0.3))));
        Assert.Equal("Deeds can no longer be scored", ChangeSince.InWords(Glance(Figure(0.18, 0.1, 0.3)), Glance(None)));
    }

    [Fact]
    public void Counts_speak_where_no_figure_moved()
    {
        Assert.Equal("3 more activities", ChangeSince.InWords(Glance(None, activities: 4), Glance(None, activities: 7)));
        Assert.Equal("1 fewer activity", ChangeSince.InWords(Glance(None, activities: 4), Glance(None, activities: 3)));
        Assert.Equal("6 more interviews", ChangeSince.InWords(Glance(None, interviews: 10), Glance(None, interviews: 16)));
        Assert.Null(ChangeSince.InWords(Glance(None), Glance(None)));
    }

    [Fact]
    public void Talk_comes_after_deeds()
    {
        var before = Glance(Figure(0.2, 0.1, 0.3)) with { Said = Figure(0.7, 0.6, 0.8) };
        Assert.Equal("Said 70% to 75%: bands overlap, no real change", ChangeSince.InWords(before, before with { Said = Figure(0.75, 0.65, 0.85) }));
    }

    private static GlanceFigure Figure(double share, double low, double high) => new(Grade.Reportable, share, new Band(low, high), null, null);

    private static BalanceGlance Glance(GlanceFigure deeds, int activities = 4, int interviews = 0) => new(deeds, None, activities, interviews, interviews);
}
