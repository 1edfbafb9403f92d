using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// The whole codebook in one answer: every theme after the one that it is part of. Those who read interviews are told how many quotes and
/// interviews each stands in, over the programmes that they see; <c>?programmeId=</c> narrows the counts to one. Sealed words, and those of
/// people who took their agreement back, are counted for nobody.
/// </summary>
public static class GetCodebook
{
    /// <param name="Depth">1 for a theme that is part of none.</param>
    /// <param name="Quotes">How many quotes are coded with it; absent for those who do not read interviews.</param>
    /// <param name="Interviews">How many interviews mention it; absent for those who do not read interviews.</param>
    public sealed record CodebookTheme(
        Guid Id, string Name, string? Definition, string? Colour, bool IsCodable, string Dimension, Guid? ParentId, int Depth, int? Quotes, int? Interviews, int Version);

    public sealed record Response(IReadOnlyList<CodebookTheme> Items);

    public sealed record CountRow(Guid ThemeId, int Times);

    [PortableSql(typeof(CountRow))]
    public const string QuotesSql = """
        SELECT t.ThemeId, COUNT(*) AS Times
        FROM QuoteThemes t
        JOIN Quotes q ON q.WorkspaceId = t.WorkspaceId AND q.ProgrammeId = t.ProgrammeId AND q.Id = t.QuoteId
        LEFT JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
        WHERE t.WorkspaceId = @WorkspaceId
            AND (@ProgrammeId IS NULL OR t.ProgrammeId = @ProgrammeId)
            AND (@SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = t.ProgrammeId AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes o
                    JOIN PortfolioReaders r ON r.WorkspaceId = o.WorkspaceId AND r.PortfolioId = o.PortfolioId
                    WHERE o.WorkspaceId = @WorkspaceId AND o.ProgrammeId = t.ProgrammeId AND r.UserId = @UserId))
            AND
        """ + " " + QuoteRule.CountedSql + " AND NOT " + QuoteRule.CodedBlindSql + """

        GROUP BY t.ThemeId
        """;

    [PortableSql(typeof(CountRow))]
    public const string InterviewsSql = """
        SELECT t.ThemeId, COUNT(*) AS Times
        FROM InterviewMentions t
        JOIN Interviews i ON i.WorkspaceId = t.WorkspaceId AND i.Id = t.InterviewId
        WHERE t.WorkspaceId = @WorkspaceId
            AND (@ProgrammeId IS NULL OR t.ProgrammeId = @ProgrammeId)
            AND (@SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = t.ProgrammeId AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes o
                    JOIN PortfolioReaders r ON r.WorkspaceId = o.WorkspaceId AND r.PortfolioId = o.PortfolioId
                    WHERE o.WorkspaceId = @WorkspaceId AND o.ProgrammeId = t.ProgrammeId AND r.UserId = @UserId))
            AND i.Confidentiality <> 'sealed'
            AND i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn'
            AND NOT
        """ + " " + QuoteRule.CodedBlindSql + """

        GROUP BY t.ThemeId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("getCodebook").WithSummary("Read the codebook").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Computed<Response>, ProblemHttpResult>> HandleAsync(Guid? programmeId, CurrentUser user, Db db, CancellationToken ct)
    {
        if (programmeId is { } only && !await new ProgrammeAccess(db, user).AllowsAsync(only, ct))
        {
            return Problems.NotFound("programme");
        }

        var tree = await ThemeTree.ReadAsync(db, user, ct);
        var quotes = await CountAsync(QuotesSql, programmeId, user, db, ct);
        var interviews = await CountAsync(InterviewsSql, programmeId, user, db, ct);
        var depths = new Dictionary<Guid, int>();
        var items = tree.InOrder().Select(it => new CodebookTheme(
            it.Id, it.Name, it.Definition, it.Colour, it.IsCodable, it.Dimension, it.ParentId, depths[it.Id] = it.ParentId is { } above ? depths[above] + 1 : 1,
            quotes?.GetValueOrDefault(it.Id), interviews?.GetValueOrDefault(it.Id), it.Version));
        return Computed.Ok(new Response([.. items]));
    }

    private static async Task<Dictionary<Guid, int>?> CountAsync(string sql, Guid? programmeId, CurrentUser user, Db db, CancellationToken ct) =>
        user.Has(Scopes.ReadInterviews)
            ? (await db.QueryAsync<CountRow>(sql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme }, ct)).ToDictionary(it => it.ThemeId, it => it.Times)
            : null;
}
