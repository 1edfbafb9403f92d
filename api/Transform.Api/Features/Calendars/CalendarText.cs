using System.Globalization;
using System.Text;

namespace Transform.Api.Features.Calendars;

/// <summary>
/// A calendar as RFC 5545 writes it: CRLF line ends, lines of at most 75 octets (folded between characters, never within one), escaped text,
/// and whole days, which no change of the clocks moves.
/// </summary>
public sealed class CalendarText
{
    private const int MostOctets = 75;
    private readonly StringBuilder text = new();

    public CalendarText(string name)
    {
        Line("BEGIN", "VCALENDAR");
        Line("VERSION", "2.0");
        Line("PRODID", "-//Transform//Commitments//EN");
        Line("CALSCALE", "GREGORIAN");
        Line("METHOD", "PUBLISH");
        Line("NAME", Escape(name));
        Line("X-WR-CALNAME", Escape(name));
        Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    }

    /// <param name="Id">Stays as long as the event is the same.</param>
    /// <param name="Edition">Grows with every change of the event.</param>
    /// <param name="RevisedAt">UTC.</param>
    public sealed record DayEvent(Guid Id, DateOnly Day, string Summary, string? Description, Uri Link, int Edition, DateTime RevisedAt);

    /// <summary>Adds something that is so for a whole day, wherever the reader is.</summary>
    public void Add(DayEvent it)
    {
        ArgumentNullException.ThrowIfNull(it);
        Line("BEGIN", "VEVENT");
        Line("UID", $"{it.Id:D}@transform");
        Line("DTSTAMP", Moment(it.RevisedAt));
        Line("LAST-MODIFIED", Moment(it.RevisedAt));
        Line("SEQUENCE", (it.Edition - 1).ToString(CultureInfo.InvariantCulture));
        Line("DTSTART;VALUE=DATE", Day(it.Day));
        Line("DTEND;VALUE=DATE", Day(it.Day.AddDays(1)));        // the first day that is not part of it
        Line("SUMMARY", Escape(it.Summary));
        if (it.Description is not null)
        {
            Line("DESCRIPTION", Escape(it.Description));
        }

        Line("URL", it.Link.AbsoluteUri);
        Line("TRANSP", "TRANSPARENT");
        Line("END", "VEVENT");
    }

    /// <summary>The calendar, ended.</summary>
    public override string ToString() => text + "END:VCALENDAR\r\n";

    /// <summary>Text as a value: what the format uses is escaped, and control characters, which it has no way to say, are left out.</summary>
    private static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length);
        foreach (var character in words.ReplaceLineEndings("\n"))
        {
            switch (character)
            {
                case '\n':
                    escaped.Append("\\n");
                    break;
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(character);
                    break;
                case '\t' or not (< ' ' or '\u007f'):
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static string Moment(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private void Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;                                     // the space that says that the line goes on
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
