using System.Globalization;
using System.Text;
using Transform.Api.Features.Calendars;

namespace Transform.Api.Tests.Features.Calendars;

/// <summary>By octets, as a calendar program reads them.</summary>
public sealed class CalendarTextTests
{
    private static readonly Guid Id = Guid.Parse("0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10");
    private static readonly Uri Link = new("https://transform.example/programmes/1/commitments/2");
    private static readonly DateTime RevisedAt = new(2026, 3, 16, 9, 30, 1, 120, DateTimeKind.Utc);

    [Fact]
    public void A_calendar_is_written_octet_for_octet()
    {
        var expected = string.Join("\r\n",
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Transform//Commitments//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:Mine", "X-WR-CALNAME:Mine", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "BEGIN:VEVENT", "UID:0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10@transform", "DTSTAMP:20260316T093001Z", "LAST-MODIFIED:20260316T093001Z", "SEQUENCE:2", "DTSTART;VALUE=DATE:20260413", "DTEND;VALUE=DATE:20260414",
            "SUMMARY:Ring the ward", "DESCRIPTION:Programme: Frailty", "URL:https://transform.example/programmes/1/commitments/2", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "");
        Assert.Equal(Encoding.UTF8.GetBytes(expected), Written(new DateOnly(2026, 4, 13), "Ring the ward", "Programme: Frailty", edition: 3));
    }

    [Theory]
    [InlineData("2026-03-29", "20260329", "20260330")]      // clocks go forward
    [InlineData("2026-10-25", "20261025", "20261026")]      // clocks go back
    [InlineData("2028-02-28", "20280228", "20280229")]
    [InlineData("2026-12-31", "20261231", "20270101")]
    public void A_day_is_that_day_whatever_the_clocks_do(string day, string start, string end)
    {
        var text = Encoding.UTF8.GetString(Written(DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), "A commitment falls due"));
        Assert.Contains($"\r\nDTSTART;VALUE=DATE:{start}\r\nDTEND;VALUE=DATE:{end}\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TZID", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a, b; c\\d", @"a\, b\; c\\d")]
    [InlineData("one\r\ntwo\nthree\rfour\u2028five", @"one\ntwo\nthree\nfour\nfive")]
    [InlineData("a\u0000b\u0007c\u001bd\u007fe", "abcde")]
    [InlineData("END:VEVENT\r\nBEGIN:VALARM", @"END:VEVENT\nBEGIN:VALARM")]
    [InlineData("a\tb", "a\tb")]
    public void What_the_format_uses_is_escaped(string words, string written) =>
        Assert.Contains($"\r\nSUMMARY:{written}\r\n", Encoding.UTF8.GetString(Written(new DateOnly(2026, 4, 13), words)), StringComparison.Ordinal);

    [Theory]
    [InlineData("a")]
    [InlineData("é")]           // two octets
    [InlineData("€")]           // three
    [InlineData("😀")]          // four, and two UTF-16 units
    [InlineData("a€😀é,")]
    [InlineData("e\u0301")]
    public void Long_lines_are_folded_between_characters_and_come_back_as_they_were(string letters)
    {
        for (var times = 1; times < 120; times++)
        {
            var words = string.Concat(Enumerable.Repeat(letters, times));
            var lines = Lines(Written(new DateOnly(2026, 4, 13), words));
            Assert.All(lines, it => Assert.InRange(it.Length, 1, 75));
            Assert.All(lines, it => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(it));      // no character is cut in two
            Assert.Contains($"SUMMARY:{words.Replace(",", "\\,", StringComparison.Ordinal)}", Unfolded(lines));
        }
    }

    [Fact]
    public void A_line_of_seventy_five_octets_is_not_folded_and_one_of_seventy_six_is()
    {
        var just = new string('a', 75 - "SUMMARY:".Length);
        Assert.Contains($"\r\nSUMMARY:{just}\r\n", Encoding.UTF8.GetString(Written(new DateOnly(2026, 4, 13), just)), StringComparison.Ordinal);
        Assert.Contains($"\r\nSUMMARY:{just}\r\n b\r\n", Encoding.UTF8.GetString(Written(new DateOnly(2026, 4, 13), just + "b")), StringComparison.Ordinal);
    }

    private static byte[] Written(DateOnly day, string summary, string? description = null, int edition = 1)
    {
        var calendar = new CalendarText("Mine");
        calendar.Add(new CalendarText.DayEvent(Id, day, summary, description, Link, edition, RevisedAt));
        return Encoding.UTF8.GetBytes(calendar.ToString());
    }

    /// <summary>Cut at CRLF alone; a bare CR or LF would stay in a line and be found.</summary>
    private static List<byte[]> Lines(byte[] octets)
    {
        var lines = new List<byte[]>();
        var start = 0;
        for (var i = 1; i < octets.Length; i++)
        {
            if (octets[i - 1] == '\r' && octets[i] == '\n')
            {
                lines.Add(octets[start..(i - 1)]);
                start = i + 1;
            }
        }

        Assert.Equal(octets.Length, start);
        Assert.All(lines, it => Assert.DoesNotContain(it, octet => octet is (byte)'\r' or (byte)'\n'));
        return lines;
    }

    private static List<string> Unfolded(List<byte[]> lines)
    {
        var whole = new List<byte[]>();
        foreach (var line in lines)
        {
            if (line[0] == ' ')
            {
                whole[^1] = [.. whole[^1], .. line[1..]];
            }
            else
            {
                whole.Add(line);
            }
        }

        return whole.ConvertAll(Encoding.UTF8.GetString);
    }
}
