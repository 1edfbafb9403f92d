using System.Text.Json;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>What can be done to a codebook.</summary>
public static class CodebookStepKinds
{
    public const string Added = "added";
    public const string Revised = "revised";
    public const string Moved = "moved";
    public const string Merged = "merged";
    public const string Split = "split";
    public const string Removed = "removed";
    public const string Imported = "imported";
}

/// <summary>
/// One step of the codebook: what the themes were and became, and what was recoded with them. It is written with the step and read to
/// take it back; ids stand here, and the words of themes, nothing that somebody said.
/// </summary>
internal sealed record CodebookStep
{
    public IReadOnlyList<ThemeChange> Themes { get; init; } = [];

    public IReadOnlyList<QuoteTheme> QuotesRemoved { get; init; } = [];

    public IReadOnlyList<QuoteTheme> QuotesAdded { get; init; } = [];

    public IReadOnlyList<ThemeMention> MentionsRemoved { get; init; } = [];

    public IReadOnlyList<ThemeMention> MentionsAdded { get; init; } = [];

    public IReadOnlyList<MemoMove> Memos { get; init; } = [];

    /// <param name="Before">Null where the step made the theme.</param>
    /// <param name="After">Null where the theme went.</param>
    /// <param name="Version">The theme's version before; 0 where the step made it.</param>
    public sealed record ThemeChange(Guid Id, ThemeText? Before, ThemeText? After, DateTime CreatedAt, int Version);

    public sealed record QuoteTheme(Guid ProgrammeId, Guid QuoteId, Guid ThemeId);

    public sealed record ThemeMention(Guid ProgrammeId, Guid InterviewId, Guid ThemeId, string Dimension, bool FromQuotes);

    public sealed record MemoMove(Guid Id, Guid From, Guid To);

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO CodebookSteps (WorkspaceId, Id, Kind, Summary, Reverse, MadeBy, MadeAt, UndoneBy, UndoneAt, Version)
        VALUES (@WorkspaceId, @Id, @Kind, @Summary, @Reverse, @UserId, @Now, NULL, NULL, 1)
        """;

    [PortableSql]
    public const string LatestSql = "SELECT MAX(MadeAt) FROM CodebookSteps WHERE WorkspaceId = @WorkspaceId";

    public static ThemeChange Made(Guid id, ThemeText text, DateTime now) => new(id, Before: null, text, now, Version: 0);

    public static ThemeChange Changed(Theme theme, ThemeText text) => new(theme.Id, theme.Text, text, theme.CreatedAt, theme.Version);

    public static ThemeChange Gone(Theme theme) => new(theme.Id, theme.Text, After: null, theme.CreatedAt, theme.Version);

    public async Task WriteAsync(Unit unit, CurrentUser user, Guid id, string kind, string summary, DateTime now)
    {
        // Steps are taken back from the newest on: of two made within one millisecond it must be known which that is.
        var latest = await unit.FindAsync<DateTime?>(LatestSql, new { user.WorkspaceId });
        await unit.ExecuteAsync(InsertSql, new
        {
            user.WorkspaceId, Id = id, Kind = kind, Summary = summary, Reverse = JsonSerializer.Serialize(this, Json.Options), UserId = user.Id,
            Now = latest >= now ? latest.Value.AddMilliseconds(1) : now,
        });
    }

    public static CodebookStep Read(string reverse) => JsonSerializer.Deserialize<CodebookStep>(reverse, Json.Options)!;

    /// <summary>The step that takes this one back.</summary>
    public CodebookStep Backwards() => new()
    {
        Themes = [.. Themes.Select(it => new ThemeChange(it.Id, it.After, it.Before, it.CreatedAt, it.Version))],
        QuotesRemoved = QuotesAdded,
        QuotesAdded = QuotesRemoved,
        MentionsRemoved = MentionsAdded,
        MentionsAdded = MentionsRemoved,
        Memos = [.. Memos.Select(it => new MemoMove(it.Id, it.To, it.From))],
    };
}
