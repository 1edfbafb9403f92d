using System.Globalization;
using System.Text.RegularExpressions;

namespace Transform.Api.Features.Activities;

/// <summary>
/// Reads an agenda, a budget or an action log as somebody pasted it, a line at a time. It takes what stands there and guesses nothing:
/// where a line gives two amounts, or none, it says so and leaves the figure to the person.
/// </summary>
public static partial class PastedList
{
    public const int MostLines = 200;
    private const int LongestTitle = 200;
    private const int MostMinutes = 24 * 60;
    private const int LongestGap = 240;
    private const string NoMinutes = "No minutes stand on this line.";
    private const decimal MostPounds = 10_000_000_000m;
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private const string Clock = @"(?:(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:\s?(?:am|pm))?|(?:1[0-2]|0?[1-9])\s?(?:am|pm))";
    private const string Number = "[0-9][0-9,]*(?:[.][0-9]+)?";

    private static readonly HashSet<string> HeadingWords = new(
        ["agenda", "budget", "costs", "cost", "actions", "action", "log", "item", "items", "no", "number", "ref", "time", "times", "timing", "lead", "topic", "subject", "minutes", "mins", "duration",
            "owner", "due", "date", "by", "who", "what", "when", "status", "amount", "description", "line", "heading", "and", "of", "plan", "programme"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> BreakWords = new(
        ["coffee", "tea", "lunch", "refreshments", "refreshment", "comfort", "break", "close", "end", "finish", "of", "meeting", "and"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> TotalWords = new(
        ["total", "totals", "subtotal", "sub", "grand", "overall", "cost", "costs", "budget", "amount", "spend", "capital", "revenue", "vat", "inc", "incl", "ex", "excl", "programme", "project", "of", "the", "all"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly (string Kind, string[] Beginnings)[] KindWords =
    [
        (ActivityKinds.Workshop, ["workshop", "co-design"]),
        (ActivityKinds.Training, ["training", "course", "learning", "teach"]),
        (ActivityKinds.Communication, ["newsletter", "bulletin", "communicat", "comms", "leaflet", "poster", "email", "e-mail"]),
    ];

    /// <param name="Line">The line's number in the text, from 1.</param>
    /// <param name="On">The day that an action is due.</param>
    /// <param name="Reason">What the line did not give, or how a figure was come by.</param>
    public sealed record Item(int Line, string Title, string Kind, int? Minutes, long? MoneyPence, DateOnly? On, string? Reason);

    /// <summary>A line that is no activity, and why.</summary>
    public sealed record Skipped(int Line, string Text, string Reason);

    public sealed record Result(IReadOnlyList<Item> Items, IReadOnlyList<Skipped> PassedOver);

    /// <summary>The lines that have something on them, with their numbers.</summary>
    public static IReadOnlyList<(int Number, string Text)> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select((line, at) => (Number: at + 1, Text: line.Trim())).Where(it => it.Text.Length > 0)];

    /// <param name="reading">One of <see cref="Readings"/>.</param>
    /// <param name="near">A day without a year is the first such day from here on.</param>
    public static Result Read(string text, string reading, DateOnly near)
    {
        var lines = Lines(text).Select(it => new Line(it.Number, it.Text, reading, near)).ToList();
        if (reading == Readings.Agenda)
        {
            CountToNextStart(lines);
        }

        return new Result([.. lines.Where(it => it.WhyNot is null).Select(it => it.ToItem())], [.. lines.Where(it => it.WhyNot is not null).Select(it => new Skipped(it.Number, Cut(it.Text), it.WhyNot!))]);
    }

    /// <summary>An item that gives its start only lasts until the next one starts.</summary>
    private static void CountToNextStart(List<Line> lines)
    {
        var timed = lines.Where(it => it.Start is not null).ToList();
        foreach (var (line, next) in timed.Zip(timed.Skip(1)))
        {
            if (line.MayCountToNext && next.Start - line.Start is > 0 and <= LongestGap and var gap)
            {
                line.Minutes = gap;
                line.Reasons.Remove(NoMinutes);
                line.Reasons.Add("Minutes counted to the start of the next item.");
            }
        }
    }

    private static string Cut(string text) => text.Length <= LongestTitle ? text : text[..(char.IsHighSurrogate(text[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)].TrimEnd();

    /// <summary>One line while it is read: what is recognised is taken out of <see cref="rest"/>, and what remains is the title.</summary>
    private sealed class Line
    {
        private readonly string reading;
        private string rest;
        private bool severalLengths;
        private bool isLabelled;
        private long? pence;
        private DateOnly? on;

        public Line(int number, string text, string reading, DateOnly near)
        {
            Number = number;
            Text = text;
            this.reading = reading;
            rest = string.Concat(text.Select(c => c == '\t' ? c : char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c));
            if (reading == Readings.Agenda)
            {
                TakeStart();
            }

            TakeLabel();
            TakeMoney();
            if (reading == Readings.Agenda)
            {
                TakeTimes();
            }

            if (reading != Readings.Budget)
            {
                TakeLength();
            }

            if (reading == Readings.Actions)
            {
                TakeDay(near);
            }

            TakeLabel();
            rest = Tidy(rest);
            WhyNot = Reject();
        }

        public int Number { get; }

        public string Text { get; }

        public int? Start { get; private set; }

        public int? Minutes { get; set; }

        public List<string> Reasons { get; } = [];

        public string? WhyNot { get; }

        public bool MayCountToNext => Minutes is null && !severalLengths;

        public Item ToItem() => new(Number, rest, KindOf(), Minutes, pence, on, Reasons.Count == 0 ? null : string.Join(' ', Reasons));

        private bool GivesFigure => Minutes is not null || pence is not null || on is not null || Start is not null;

        private static string Tidy(string text)
        {
            text = EmptyBrackets().Replace(AfterBracket().Replace(BeforeBracket().Replace(text, "$1"), "$1"), " ");
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return Cut(text.TrimStart([' ', '-', '–', '—', ':', ';', ',', '|', '.', ')', ']']).TrimEnd([' ', '-', '–', '—', ':', ';', ',', '|', '.', '(', '[']));
        }

        private void Take(IEnumerable<Match> recognised)
        {
            foreach (var match in recognised.Reverse())
            {
                rest = rest.Remove(match.Index, match.Length).Insert(match.Index, " ");
            }
        }

        /// <summary>"2 Minutes of the last meeting" is the item's number and a record, not a length.</summary>
        private bool IsRecord(Match length) => rest.AsSpan(length.Index + length.Length).TrimStart() is var after
            && (after.StartsWith("of ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("from ", StringComparison.OrdinalIgnoreCase));

        private void TakeLabel()
        {
            if (Label().Match(rest) is { Success: true } label)
            {
                isLabelled = true;
                rest = rest[label.Length..];
            }
        }

        private void TakeStart()
        {
            if (Range().Match(rest) is { Success: true, Index: 0 } range)
            {
                TakeRange(range);
            }
            else if (LeadingTime().Match(rest) is { Success: true } time)
            {
                Start = MinuteOfDay(time.Groups[1].Value);
                rest = rest[time.Length..];
            }
        }

        private void TakeTimes()
        {
            if (Start is null && Range().Match(rest) is { Success: true } range)
            {
                TakeRange(range);
            }

            if (Start is null && AnyTime().Match(rest) is { Success: true } time)
            {
                Start = MinuteOfDay(time.Value);
                Take([time]);
            }
        }

        private void TakeRange(Match range)
        {
            if (Length(range.Groups[1].Value, range.Groups[2].Value) is { } span)
            {
                (Start, Minutes) = span;
                Take([range]);
            }
        }

        private void TakeLength()
        {
            var pattern = reading == Readings.Agenda ? AgendaLength() : ActionLength();
            var found = pattern.Matches(rest).Select(it => (Match: it, Minutes: MinutesOf(it)))
                .Where(it => it.Minutes is >= 0 and <= MostMinutes && !IsRecord(it.Match)).ToList();
            if (found.Select(it => it.Minutes).Distinct().Count() > 1)
            {
                severalLengths = true;
                Reasons.Add("More than one length stands on this line: enter the right one.");
                return;
            }

            if (found.Count > 0)
            {
                Minutes = found[0].Minutes;
                Take(found.Select(it => it.Match));
            }
            else if (reading == Readings.Agenda && Minutes is null)
            {
                Reasons.Add(NoMinutes);
            }
        }

        private void TakeMoney()
        {
            var pattern = reading == Readings.Budget ? BudgetMoney() : Money();
            var found = pattern.Matches(rest).ToList();
            if (found.Count == 0 && reading == Readings.Budget && ClosingNumber().Match(rest) is { Success: true } closing && !IsYear(closing))
            {
                found = [closing];
            }

            var amounts = found.Select(PenceOf).Distinct().ToList();
            switch (amounts)
            {
                case [{ } amount]:
                    pence = amount;
                    Take(found);
                    break;
                case [null]:
                    Reasons.Add("The amount is below zero or out of reach: enter it by hand if it belongs here.");
                    break;
                case { Count: > 1 }:
                    Reasons.Add("More than one amount stands on this line: enter the right one.");
                    break;
                default:
                    if (reading == Readings.Budget)
                    {
                        Reasons.Add("No pounds stand on this line.");
                    }

                    break;
            }
        }

        private void TakeDay(DateOnly near)
        {
            var found = Day().Matches(rest).Select(it => (Match: it, On: DayOf(it, near), IsDue: it.Groups["due"].Length > 0)).Where(it => it.On is not null).ToList();
            var due = found.Any(it => it.IsDue) ? [.. found.Where(it => it.IsDue)] : found;
            if (due.Select(it => it.On).Distinct().Count() > 1)
            {
                Reasons.Add("More than one day stands on this line: enter the right one.");
            }
            else if (due.Count > 0)
            {
                on = due[0].On;
                Take([due[0].Match]);
            }
            else
            {
                Reasons.Add("No day stands on this line.");
            }
        }

        private string? Reject()
        {
            var words = rest.Split([' ', '/', '&', '-', ',', '.', ':', '(', ')', '£', '#', '|'], StringSplitOptions.RemoveEmptyEntries);
            return this switch
            {
                _ when !rest.Any(char.IsLetter) => "No words stand on this line.",
                _ when PlaceOrPeople().IsMatch(Text) => "It says where, when or who, not what.",
                _ when reading == Readings.Budget && rest.Contains("total", StringComparison.OrdinalIgnoreCase) && words.All(TotalWords.Contains) => "A total repeats the lines above it.",
                _ when reading == Readings.Agenda && words.All(BreakWords.Contains) => "A break or the close is not an item.",
                _ when !GivesFigure && !isLabelled && words.All(HeadingWords.Contains) => "A heading is not an item.",
                _ => null,
            };
        }

        private string KindOf() =>
            KindWords.FirstOrDefault(it => it.Beginnings.Any(word => (" " + rest).Contains(" " + word, StringComparison.OrdinalIgnoreCase))).Kind ?? reading switch
            {
                Readings.Agenda => ActivityKinds.Meeting,
                Readings.Budget => ActivityKinds.Purchase,
                _ => ActivityKinds.Deliverable,
            };

        private static int? MinutesOf(Match match) => match.Value.StartsWith("half", StringComparison.OrdinalIgnoreCase)
            ? 30
            : (int)Math.Min(MostMinutes + 1, (Of(match.Groups["hours"].Value) * 60) + Of(match.Groups["more"].Value) + Of(match.Groups["minutes"].Value));

        private static decimal Of(string figure) => decimal.TryParse(figure, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

        private static int MinuteOfDay(string time)
        {
            var digits = time.Split([':', '.', ' ', '\t', 'a', 'p', 'm', 'A', 'P', 'M'], StringSplitOptions.RemoveEmptyEntries);
            var hour = int.Parse(digits[0], NumberStyles.None, CultureInfo.InvariantCulture);
            var minute = digits.Length > 1 ? int.Parse(digits[1], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
            hour = Half(time) switch
            {
                'p' when hour < 12 => hour + 12,
                'a' when hour == 12 => 0,
                _ => hour,
            };
            return (hour * 60) + minute;
        }

        private static char Half(string time) => time.Contains('p', StringComparison.OrdinalIgnoreCase) ? 'p' : time.Contains('a', StringComparison.OrdinalIgnoreCase) ? 'a' : ' ';

        /// <summary>From a time to a time, "11.30 to 1.00" and "2–3pm" included; null where that is no length of a meeting.</summary>
        private static (int Start, int Minutes)? Length(string from, string to)
        {
            if (from.All(char.IsDigit) && Half(to) == ' ')
            {
                return null;                             // "items 3 to 5.15" are no times
            }

            var (start, end) = (MinuteOfDay(from), MinuteOfDay(to));
            if (Half(from) == ' ' && Half(to) == 'p' && start + 720 < end)
            {
                start += 720;
            }

            if (Half(to) == ' ' && end <= start && end < 720)
            {
                end += 720;
            }

            return end - start is > 0 and <= 720 and var minutes ? (start, minutes) : null;
        }

        private static long? PenceOf(Match match)
        {
            if (match.Groups["minus"].Length > 0 || !decimal.TryParse(match.Groups["figure"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure))
            {
                return null;
            }

            var times = match.Groups["times"].Value.ToLowerInvariant() switch
            {
                "k" or "thousand" => 1_000m,
                "m" or "million" => 1_000_000m,
                "bn" or "billion" => 1_000_000_000m,
                _ => 1m,
            };
            return figure <= MostPounds && figure * times <= MostPounds ? (long)Math.Round(figure * times * 100, MidpointRounding.AwayFromZero) : null;
        }

        private static bool IsYear(Match closing) => !closing.Value.Contains('\t', StringComparison.Ordinal) && closing.Groups["figure"].Value is ['1', '9', _, _] or ['2', '0', _, _];

        private static DateOnly? DayOf(Match match, DateOnly near)
        {
            if (match.Groups["iso"].Length > 0)
            {
                return DateOnly.TryParseExact(match.Groups["iso"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso) && iso.Year is >= 1900 and <= 2200 ? iso : null;
            }

            var day = (int)Of(match.Groups["day"].Value);
            var month = match.Groups["name"].Length > 0
                ? 1 + ("janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(match.Groups["name"].Value[..3], StringComparison.OrdinalIgnoreCase) / 3)
                : (int)Of(match.Groups["month"].Value);
            if (match.Groups["year"].Length > 0)
            {
                var year = (int)Of(match.Groups["year"].Value);
                return On(year < 100 ? 2000 + year : year, month, day);
            }

            return Enumerable.Range(near.Year, 9).Select(year => On(year, month, day)).FirstOrDefault(it => it >= near);
        }

        private static DateOnly? On(int year, int month, int day) =>
            year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    /// <summary>A bullet or a number before the words: "3.", "3)", "(iv)", "•", "2.1".</summary>
    [GeneratedRegex(@"^\s*(?:[•·▪◦‣]+\s*|[-–—*>]+\s+|item\s[0-9]{1,3}[.):]?\s+|[0-9]{1,3}[.)](?:[0-9]{1,2}[.)]?)*\s+|\(?(?:[a-z]|[ivx]{1,5}|[0-9]{1,3})\)\s+|[0-9]{1,3}\t\s*)", Plain)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*((?:[01]?[0-9]|2[0-3]):[0-5][0-9](?:\s?(?:am|pm))?|(?:[01][0-9]|2[0-3])[.][0-5][0-9](?:\s?(?:am|pm))?|(?:1[0-2]|0?[1-9])(?:[.][0-5][0-9])?\s?(?:am|pm))\b", Plain)]
    private static partial Regex LeadingTime();

    [GeneratedRegex(@"\b(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?:\s?(?:am|pm))?\b", Plain)]
    private static partial Regex AnyTime();

    [GeneratedRegex(@"\b(" + Clock + @"|1[0-2]|[1-9])\s*(?:-|–|—|to|until)\s*(" + Clock + @")\b", Plain)]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:[0-9]{1,3}\s*[-–]\s*)?(?:(?<hours>[0-9]{1,2}(?:[.][0-9]{1,2})?)\s*(?:hours?|hrs?|h)\b(?:\s*(?:and\s*)?(?<more>[0-9]{1,2})\s*(?:minutes?|mins?|m)\b)?|(?<minutes>[0-9]{1,4})\s?-?(?:minutes?|mins?|m)\b|half\s(?:an\s)?hour\b)", Plain)]
    private static partial Regex AgendaLength();

    [GeneratedRegex(@"\b(?:(?<hours>[0-9]{1,2}(?:[.][0-9]{1,2})?)\s*(?:hours?|hrs?)\b(?:\s*(?:and\s*)?(?<more>[0-9]{1,2})\s*(?:minutes?|mins?)\b)?|(?<minutes>[0-9]{1,4})\s?-?(?:minutes?|mins?)\b|half\s(?:an\s)?hour\b)", Plain)]
    private static partial Regex ActionLength();

    [GeneratedRegex(@"(?:(?:(?:^|\s)(?<minus>[-−]))?£\s?(?<minus>[-−])?|\bGBP\s?)(?<figure>" + Number + @")\s?(?<times>k|m|bn|thousand|million|billion)?\b", Plain)]
    private static partial Regex Money();

    [GeneratedRegex(@"(?:(?:(?:^|\s)(?<minus>[-−]))?£\s?(?<minus>[-−])?|\bGBP\s?)(?<figure>" + Number + @")\s?(?<times>k|m|bn|thousand|million|billion)?\b|\b(?<figure>" + Number + @")\s?(?<times>k|thousand|million)\b|\b(?<figure>" + Number + @")\sGBP\b", Plain)]
    private static partial Regex BudgetMoney();

    [GeneratedRegex(@"(?:\s(?<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]{2})?)|(?:\t|\s\s|[:;|,]\s?|[.][.]\s*|[-–—]\s)\s*(?<figure>[0-9]+(?:[.][0-9]{2})?))\s*$", Plain)]
    private static partial Regex ClosingNumber();

    [GeneratedRegex(@"(?:\b(?<due>by|due|before|deadline|target)\b:?\s*(?:on\s|the\s)*)?\b(?:(?<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<name>" + Months + @")\b(?:,?\s(?<year>[0-9]{4}))?|(?<name>" + Months + @")\s(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\b(?:,?\s(?<year>[0-9]{4}))?|(?<day>[0-9]{1,2})/(?<month>[0-9]{1,2})(?:/(?<year>[0-9]{4}|[0-9]{2}))?|(?<day>[0-9]{1,2})[.](?<month>[0-9]{1,2})[.](?<year>[0-9]{4}|[0-9]{2}))\b", Plain)]
    private static partial Regex Day();

    [GeneratedRegex(@"^(?:date|venue|location|place|room|present|attendees|in attendance|attending|apologies|chair|circulation|join|dial[ -]in|minutes by)\s?:", Plain)]
    private static partial Regex PlaceOrPeople();

    [GeneratedRegex(@"[(\[]\s*[)\]]", Plain)]
    private static partial Regex EmptyBrackets();

    [GeneratedRegex(@"([(\[])[\s,;:–-]+", Plain)]
    private static partial Regex AfterBracket();

    [GeneratedRegex(@"[\s,;:–-]+([)\]])", Plain)]
    private static partial Regex BeforeBracket();
}

/// <summary>How a pasted text is read.</summary>
public static class Readings
{
    public const string Agenda = "agenda";
    public const string Budget = "budget";
    public const string Actions = "actions";
}
