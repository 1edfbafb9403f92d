using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>Both codings of an interview side by side, theme by theme, as they stood when the second was finished.</summary>
public static class GetCodingComparison
{
    public sealed record Row(Guid ThemeId, string? Name, bool InFirst, bool InBlind);

    /// <summary>Two codings of one interview.</summary>
    /// <param name="Both">How many themes both coders found.</param>
    /// <param name="FirstOnly">How many the first coder alone found.</param>
    /// <param name="SecondOnly">How many the second coder alone found.</param>
    public sealed record Comparison(
        Guid InterviewId, NamedCoder Coder, string Status, DateTime FinishedAt, NamedCoder? SettledBy, DateTime? SettledAt, int Both, int FirstOnly, int SecondOnly,
        IReadOnlyList<ComparedTheme> Themes, int Version);

    /// <summary>A theme that either coder found.</summary>
    /// <param name="Name">Absent where the theme was merged into another since.</param>
    /// <param name="FirstQuotes">The passages of the first coding; a theme that was only ticked has none.</param>
    public sealed record ComparedTheme(Guid ThemeId, string? Name, bool InFirst, bool InSecond, IReadOnlyList<Quote> FirstQuotes, IReadOnlyList<Quote> SecondQuotes);

    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT t.ThemeId, h.Name, t.InFirst, t.InBlind
        FROM BlindCodingThemes t
        LEFT JOIN Themes h ON h.WorkspaceId = t.WorkspaceId AND h.Id = t.ThemeId
        WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = @ProgrammeId AND t.InterviewId = @InterviewId AND t.CoderId = @CoderId
        ORDER BY h.NameKey, t.ThemeId
        """;

    /// <summary>Whether the caller is coding the interview blind just now.</summary>
    [PortableSql]
    public const string IsBlindSql = """
        SELECT COUNT(*)
        FROM BlindCodings
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND CoderId = @UserId AND Status = 'open'
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/comparison", HandleAsync).WithName("getCodingComparison").WithSummary("Compare two codings of an interview").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Comparison>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid interviewId, Guid userId, CurrentUser user, Db db, QuoteReader reader, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, CoderId = userId, UserId = user.Id };
        if (await db.FindAsync<BlindCodingRow>(BlindCodingRow.FindSql, args, ct) is not { } coding)
        {
            return Problems.NotFound("second coding");
        }

        if (await db.FindAsync<int>(IsBlindSql, args, ct) > 0)
        {
            return Problems.Forbidden("You are coding this interview blind. Finish first, then compare.");
        }

        if (coding.FinishedAt is not { } finishedAt)
        {
            return Problems.Conflict("The second coding is not finished yet.");
        }

        var themes = await db.QueryAsync<Row>(Sql, args, ct);
        var rows = await db.QueryAsync<QuoteRow>(QuoteRow.OfBothCodingsSql, args, ct);
        var quotes = await reader.OpenAsync(programmeId, rows, ct);
        var body = new Comparison(
            interviewId, coding.Body.Coder, coding.Status, finishedAt, coding.Body.SettledBy, coding.SettledAt,
            themes.Count(it => it is { InFirst: true, InBlind: true }), themes.Count(it => !it.InBlind), themes.Count(it => !it.InFirst),
            themes.ConvertAll(it => new ComparedTheme(it.ThemeId, it.Name, it.InFirst, it.InBlind, Of(it, isSecond: false), Of(it, isSecond: true))), coding.Version);
        var variant = Versioned.VariantOf([coding.CoderName, coding.SettledByName, .. quotes.Select(it => $"{it.Id} {it.Version} {it.Variant}"), .. themes.Select(it => it.Name)]);
        return Versioned.Ok(body, coding.Version, variant, isConfidential: true);

        List<Quote> Of(Row theme, bool isSecond) => quotes.FindAll(it => it.ThemeIds.Contains(theme.ThemeId) && it.CreatedBy.Id == userId == isSecond);
    }
}
