using System.Globalization;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>Reads contributions from a CSV file: a column <c>text</c>, and <c>author</c>, <c>saidAt</c> and <c>consent</c> where there are such.</summary>
public static class ContributionFile
{
    public const int MostRows = 1000;
    public const string Text = "text";
    public const string Author = "author";
    public const string SaidAt = "saidAt";
    public const string Consent = "consent";

    private static readonly string[] Known = [Text, Author, SaidAt, Consent];

    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "dd/MM/yyyy", "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss",
    ];

    /// <param name="Line">Where the row begins in the file; the names of the columns stand on line 1.</param>
    /// <param name="Problems">What to mend; empty where the row can be taken.</param>
    public sealed record Row(int Line, string? Text, string? Author, DateTime? SaidAt, string Consent, IReadOnlyList<Problem> Problems);

    /// <param name="Column">Absent where the row as a whole is at fault.</param>
    public sealed record Problem(string? Column, string Message);

    /// <param name="IgnoredColumns">Columns that mean nothing here.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<string> IgnoredColumns);

    /// <param name="otherwise">The consent of a row that gives none.</param>
    public static Result Read(string file, string otherwise)
    {
        var table = CsvTable.Read(file, MostRows, Text);
        return new Result([.. table.Rows.Select(it => RowOf(it, otherwise))], [.. table.Columns.Where(it => it.Length > 0 && !Known.Contains(it, StringComparer.OrdinalIgnoreCase))]);
    }

    private static Row RowOf(CsvTable.Row row, string otherwise)
    {
        if (row.Fault is { } fault)
        {
            return new Row(row.Line, row[Text], row[Author], SaidAt: null, otherwise, [new Problem(null, fault)]);
        }

        var problems = new List<Problem>();
        if (row[Text] is null)
        {
            problems.Add(new Problem(Text, "Nothing is said here. Write the words, or take the row out."));
        }

        if (row[Text]?.Length > CreateContribution.LongestText)
        {
            problems.Add(new Problem(Text, $"This is longer than {CreateContribution.LongestText} characters."));
        }

        if (row[Author]?.Length > CreateContribution.LongestAuthor)
        {
            problems.Add(new Problem(Author, $"This is longer than {CreateContribution.LongestAuthor} characters."));
        }

        var saidAt = TimeOf(row[SaidAt]);
        if (row[SaidAt] is not null && saidAt is null)
        {
            problems.Add(new Problem(SaidAt, "Give a time such as 2026-03-12 19:05 or 12/03/2026 19:05, between 1900 and 2200. It is read as UTC unless it says otherwise."));
        }

        var consent = row[Consent] is { } given ? ConsentOf(given) : otherwise;
        if (consent is null)
        {
            problems.Add(new Problem(Consent, "Write given, notAsked, refused or withdrawn, or leave it empty."));
        }

        return new Row(row.Line, row[Text], row[Author], saidAt, consent ?? otherwise, problems);
    }

    private static DateTime? TimeOf(string? text) =>
        DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.UtcDateTime is { Year: >= 1900 and <= 2200 } utc
            ? new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc)
            : null;

    private static string? ConsentOf(string text) => text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) switch
    {
        "given" or "yes" => Consents.Given,
        "notasked" => Consents.NotAsked,
        "refused" or "no" => Consents.Refused,
        "withdrawn" => Consents.Withdrawn,
        _ => null,
    };
}
