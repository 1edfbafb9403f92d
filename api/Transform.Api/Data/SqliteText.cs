namespace Transform.Api.Data;

/// <summary>
/// Days and times as SQLite's provider writes them: <c>yyyy-MM-dd</c>, and <c>yyyy-MM-dd HH:mm:ss</c> with up to seven decimals.
/// Read digit by digit: a list of rows holds hundreds, and the general parsers ask for a culture each time.
/// </summary>
internal static class SqliteText
{
    /// <exception cref="FormatException">The text is not a day.</exception>
    public static DateOnly Day(string text) => text.Length == 10 ? DateOnly.FromDateTime(Date(text)) : throw new FormatException($"“{text}” is not a day.");

    /// <returns>The time, which is always UTC.</returns>
    /// <exception cref="FormatException">The text is not a time.</exception>
    public static DateTime Time(string text)
    {
        if (text.Length is < 19 or > 27 || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            throw new FormatException($"“{text}” is not a time.");
        }

        var ticks = 0L;
        for (var i = 0; i < 7; i++)
        {
            ticks = (ticks * 10) + (20 + i < text.Length ? Digit(text, 20 + i) : 0);
        }

        return Date(text).Add(new TimeSpan(Number(text, 11, 2), Number(text, 14, 2), Number(text, 17, 2))).AddTicks(ticks);
    }

    private static DateTime Date(string text) => text[4] == '-' && text[7] == '-'
        ? new DateTime(Number(text, 0, 4), Number(text, 5, 2), Number(text, 8, 2), 0, 0, 0, DateTimeKind.Utc)
        : throw new FormatException($"“{text}” is not a day.");

    private static int Number(string text, int start, int length)
    {
        var number = 0;
        for (var i = start; i < start + length; i++)
        {
            number = (number * 10) + Digit(text, i);
        }

        return number;
    }

    private static int Digit(string text, int index) => char.IsAsciiDigit(text[index]) ? text[index] - '0' : throw new FormatException($"“{text}” is not a day or a time.");
}
