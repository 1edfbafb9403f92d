using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>
/// What stands under a theme. Whether a theme may go depends on nothing but what the caller may know of: coding in a sealed interview, in a
/// passage that somebody sealed, or by a second coder who is not finished, is detached with the theme and comes back with it, and no
/// answer tells whether there was any.
/// </summary>
internal sealed record ThemeUses(
    Guid Id, IReadOnlyList<CodebookStep.QuoteTheme> Quotes, IReadOnlyList<CodebookStep.ThemeMention> Mentions, IReadOnlySet<Guid> KnownQuotes, IReadOnlySet<Guid> KnownInterviews, int Memos)
{
    private const int MostIds = 500;

    /// <summary>True where the caller has a second coding open, who must not learn from any answer what the first coders found.</summary>
    [PortableSql]
    public const string CodesBlindSql = "SELECT COUNT(*) FROM BlindCodings WHERE WorkspaceId = @WorkspaceId AND CoderId = @UserId AND Status = 'open'";

    /// <summary>Which of these quotes the caller may know of, in a programme of theirs or another.</summary>
    [PortableSql]
    public const string KnownQuotesSql = """
        SELECT q.Id
        FROM Quotes q
        LEFT JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
        WHERE q.WorkspaceId = @WorkspaceId AND q.Id IN @Ids
            AND (i.Id IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed' OR q.CreatedBy = @UserId)
            AND (q.BlindCoderId IS NULL OR q.BlindCoderId = @UserId OR NOT EXISTS (SELECT 1 FROM BlindCodings b
                WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = q.ProgrammeId AND b.InterviewId = q.InterviewId AND b.CoderId = q.BlindCoderId AND b.Status = 'open'))
        """;

    /// <summary>Which of these interviews the caller may know of.</summary>
    [PortableSql]
    public const string KnownInterviewsSql = "SELECT Id FROM Interviews WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids AND (Confidentiality <> 'sealed' OR CreatedBy = @UserId)";

    [PortableSql]
    public const string MemosSql = "SELECT COUNT(*) FROM Memos WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id";

    public static async Task<ThemeUses> ReadAsync(Unit unit, CurrentUser user, Guid id)
    {
        var args = new { user.WorkspaceId, Id = id };
        var quotes = await unit.QueryAsync<CodebookStep.QuoteTheme>(MergeTheme.QuotesSql, args);
        var mentions = await unit.QueryAsync<CodebookStep.ThemeMention>(MergeTheme.MentionsSql, args);
        return new ThemeUses(
            id, quotes, mentions, await KnownAsync(unit, user, KnownQuotesSql, quotes.Select(it => it.QuoteId)), await KnownAsync(unit, user, KnownInterviewsSql, mentions.Select(it => it.InterviewId)),
            await unit.FindAsync<int>(MemosSql, args));
    }

    public static async Task<HashSet<Guid>> KnownAsync(Unit unit, CurrentUser user, string sql, IEnumerable<Guid> ids)
    {
        var known = new HashSet<Guid>();
        foreach (var some in ids.Distinct().Chunk(MostIds))
        {
            known.UnionWith(await unit.QueryAsync<Guid>(sql, new { user.WorkspaceId, UserId = user.Id, Ids = some }));
        }

        return known;
    }

    /// <exception cref="ProblemException">The caller is coding blind: whether a theme may go would tell them of the other coding.</exception>
    public static async Task DemandNotBlindAsync(Unit unit, CurrentUser user)
    {
        if (await unit.FindAsync<int>(CodesBlindSql, new { user.WorkspaceId, UserId = user.Id }) > 0)
        {
            throw new ProblemException(Problems.Conflict("You are coding an interview without seeing its first coding, and whether a theme can go would tell of that. Finish your coding first."));
        }
    }

    /// <summary>Why the theme may not go, in words about what the caller may know of; null where it may.</summary>
    /// <param name="step">The step that it would go with: what that takes out itself is no use any more.</param>
    /// <param name="parts">Other themes that would be left without the one that they are part of.</param>
    public string? WhyNot(CodebookStep step, int parts)
    {
        var taken = step.MentionsRemoved.Where(it => it.ThemeId == Id).Select(it => it.InterviewId).ToHashSet();
        var mentioned = Mentions.Any(it => KnownInterviews.Contains(it.InterviewId) && !taken.Contains(it.InterviewId));
        var quoted = Quotes.Except(step.QuotesRemoved).Any(it => KnownQuotes.Contains(it.QuoteId));
        return (mentioned, quoted, Memos > step.Memos.Count(it => it.From == Id), parts > 0) switch
        {
            (true, _, _, _) => "Interviews mention this theme. Merge it into another, or take it out of them first.",
            (_, true, _, _) => "Quotes are coded with this theme. Merge it into another, or recode them first.",
            (_, _, true, _) => "There are memos about this theme. Merge it into another, or remove them first.",
            (_, _, _, true) => "Other themes are part of this one. Move them first.",
            _ => null,
        };
    }

    /// <summary>The same step, which also takes the theme out of whatever is coded with it still: what the caller may not know of.</summary>
    public CodebookStep Detach(CodebookStep step) => step with
    {
        QuotesRemoved = [.. step.QuotesRemoved.Union(Quotes)],
        MentionsRemoved = [.. step.MentionsRemoved.UnionBy(Mentions, it => (it.InterviewId, it.ThemeId))],
    };
}
