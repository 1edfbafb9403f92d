namespace Transform.Domain.Tests.Focus;

public sealed class FocusWordsTests
{
    private static readonly FocusTaxonomy Taxonomy = FocusTaxonomy.Default;

    [Fact]
    public void Training_on_the_new_system_is_half_digital_and_half_learning()
    {
        var suggestion = FocusWords.Default.Suggest("Training on the new system", Taxonomy)!;

        Assert.Equal([new DimensionShare("S3", 0.5), new DimensionShare("P2", 0.5)], suggestion.Shares);
        Assert.Equal([new WordMatch("P2", "training"), new WordMatch("S3", "system")], suggestion.Matches);
    }

    [Theory]
    [InlineData("Programme board: risks and issues", "S1")]
    [InlineData("Sign the MSK contract variation", "S2")]
    [InlineData("EPR upgrade go/no-go", "S3")]
    [InlineData("Refurbishment of the community hospital", "S4")]
    [InlineData("Agree triage protocol", "S5")]
    [InlineData("Spend a day with a GP", "P1")]
    [InlineData("Coaching for band 6 physios", "P2")]
    [InlineData("Co-design session with residents", "P3")]
    [InlineData("Schwartz Round", "P4")]
    [InlineData("Compassionate leadership for clinical directors", "P5")]
    public void Familiar_titles_are_suggested_their_dimension(string title, string dimension) =>
        Assert.Equal([new DimensionShare(dimension, 1)], FocusWords.Default.Suggest(title, Taxonomy)!.Shares);

    [Theory]
    [InlineData("")]
    [InlineData("Tuesday, 20 minutes")]
    [InlineData("Make it happen")]
    public void A_title_without_a_listed_word_is_suggested_nothing(string title) =>
        Assert.Null(FocusWords.Default.Suggest(title, Taxonomy));

    [Fact]
    public void Words_are_matched_whole() => Assert.Null(FocusWords.Default.Suggest("Wrapped", Taxonomy));

    [Fact]
    public void A_repeated_word_counts_once() =>
        Assert.Equal(
            [new DimensionShare("S3", 0.5), new DimensionShare("P2", 0.5)],
            FocusWords.Default.Suggest("Data, data, data and training", Taxonomy)!.Shares);

    [Fact]
    public void Dimensions_that_the_taxonomy_lacks_are_passed_over()
    {
        Assert.Null(FocusWords.Default.Suggest("Whose voice?", Taxonomy));
        Assert.Equal("P6", Assert.Single(FocusWords.Default.Suggest("Whose voice?", FocusTaxonomy.WithPowerAndHistory)!.Shares).Dimension);
    }

    [Fact]
    public void Every_dimension_has_words_and_no_phrase_speaks_twice_for_one()
    {
        Assert.Equal(FocusTaxonomy.WithPowerAndHistory.Dimensions.Select(d => d.Code), DefaultFocusWords.ByDimension.Keys, StringComparer.Ordinal);
        Assert.All(DefaultFocusWords.ByDimension.Values, words => Assert.Equal(words.Count, words.Distinct(StringComparer.OrdinalIgnoreCase).Count()));
    }
}
