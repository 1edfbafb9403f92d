using Transform.Domain.Text;

namespace Transform.Domain.Tests.Text;

public sealed class PlainSearchTests
{
    [Theory]
    [InlineData("The café on Ward 7", "CAFE", 4, 8)]
    [InlineData("The cafe on Ward 7", "Café", 4, 8)]
    [InlineData("She said: “don’t wait”", "don't wait", 11, 21)]
    [InlineData("two\r\n  nurses in May", "two nurses", 0, 13)]
    [InlineData("Straße und Œuvre", "strasse", 0, 6)]
    [InlineData("Straße und Œuvre", "oeuvre", 11, 16)]
    [InlineData("cafe\u0301 again", "é a", 3, 7)]
    [InlineData("Łódź, Ørsted", "lodz, orsted", 0, 12)]
    [InlineData("a long–term plan", "long-term", 2, 11)]
    [InlineData("𝄞 music", "music", 3, 8)]
    public void Words_are_found_however_they_are_written_and_placed_in_the_text_as_it_is(string text, string words, int start, int end) =>
        Assert.Equal([new TextPlace(start, end)], PlainSearch.Find(text, words));

    [Theory]
    [InlineData("Some notes", "nothing")]
    [InlineData("Some notes", "  ")]
    [InlineData("Some notes", "\u0301")]
    [InlineData("", "notes")]
    public void What_is_not_there_is_not_found(string text, string words) => Assert.Empty(PlainSearch.Find(text, words));

    [Fact]
    public void Every_place_is_found_once() => Assert.Equal([new TextPlace(0, 2), new TextPlace(2, 4)], PlainSearch.Find("aaaaa", "aa"));
}
