namespace Transform.Domain.Tests;

/// <summary>Where a passage stands once the notes around it were changed.</summary>
public sealed class QuoteAnchorTests
{
    [Theory]
    [InlineData("late", "too late", 4, 4)]                      // where it stood
    [InlineData("late", "too late, far too late", 4, 4)]        // and not the other one
    [InlineData("late", "too late, far too late", 17, 18)]      // the nearer of two, after
    [InlineData("late", "late, far too late", 2, 0)]            // the nearer of two, before
    [InlineData("late", "late  late", 3, 0)]                    // of two as near, the earlier
    [InlineData("late", "late", 4000, 0)]                       // notes that became short
    [InlineData("late", "late", -5, 0)]
    public void It_stands_where_the_same_words_are_nearest(string text, string notes, int near, int start) =>
        Assert.Equal((start, start + text.Length), QuoteAnchor.Find(text, notes, near));

    [Theory]
    [InlineData("late", "")]
    [InlineData("late", "Late")]
    [InlineData("late", "lat e")]
    [InlineData("", "late")]
    public void It_stands_nowhere_where_the_very_words_are_not(string text, string notes) => Assert.Null(QuoteAnchor.Find(text, notes, 0));

    [Fact]
    public void Every_place_found_holds_the_words_and_none_is_nearer()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var notes = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => "ab"[random.Next(2)]));
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => "ab"[random.Next(2)]));
            var near = random.Next(-3, 35);
            var places = Enumerable.Range(0, Math.Max(0, notes.Length - text.Length + 1)).Where(it => notes[it..].StartsWith(text, StringComparison.Ordinal)).ToList();
            var found = QuoteAnchor.Find(text, notes, near);
            Assert.Equal(places.Count > 0, found is not null);
            if (found is { } place)
            {
                Assert.Equal(text, notes[place.Start..place.End]);
                Assert.Equal(places.Min(it => Math.Abs(it - near)), Math.Abs(place.Start - near));
            }
        }
    }

    [Fact]
    public void A_character_of_two_units_is_not_split()
    {
        Assert.True(QuoteAnchor.SplitsCharacter("a😀b", 2));
        Assert.All([0, 1, 3, 4], it => Assert.False(QuoteAnchor.SplitsCharacter("a😀b", it)));
    }
}
