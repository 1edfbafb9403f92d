using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Discussions;

/// <summary>Takes contributions out of the database with everything that hangs on them: quotes, memos about these, and their place among the evidence of barriers; the keys of their words are erased.</summary>
internal static class ContributionRemoval
{
    [PortableSql]
    public const string KeysSql = """
        SELECT KeyId FROM Contributions WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids
        UNION ALL
        SELECT KeyId FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ContributionId IN @Ids
        UNION ALL
        SELECT t.KeyId FROM QuoteTerms t
        JOIN Quotes q ON q.WorkspaceId = t.WorkspaceId AND q.Id = t.QuoteId
        WHERE t.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids AND t.KeyId IS NOT NULL
        UNION ALL
        SELECT m.KeyId FROM Memos m
        JOIN Quotes q ON q.WorkspaceId = m.WorkspaceId AND q.Id = m.QuoteId
        WHERE m.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids
        """;

    [PortableSql]
    public const string EvidenceSql = """
        DELETE FROM BarrierEvidence
        WHERE WorkspaceId = @WorkspaceId AND QuoteId IN (SELECT q.Id FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids)
        """;

    [PortableSql]
    public const string MemosSql = """
        DELETE FROM Memos
        WHERE WorkspaceId = @WorkspaceId AND QuoteId IN (SELECT q.Id FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids)
        """;

    [PortableSql]
    public const string TermsSql = """
        DELETE FROM QuoteTerms
        WHERE WorkspaceId = @WorkspaceId AND QuoteId IN (SELECT q.Id FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids)
        """;

    [PortableSql]
    public const string ThemesSql = """
        DELETE FROM QuoteThemes
        WHERE WorkspaceId = @WorkspaceId AND QuoteId IN (SELECT q.Id FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ContributionId IN @Ids)
        """;

    [PortableSql]
    public const string QuotesSql = "DELETE FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ContributionId IN @Ids";

    [PortableSql]
    public const string ContributionsSql = "DELETE FROM Contributions WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    internal static async Task RunAsync(Unit unit, CurrentUser user, IEnumerable<Guid> ids)
    {
        foreach (var some in ids.Chunk(500))
        {
            var args = new { user.WorkspaceId, Ids = some };
            unit.Erase(await unit.QueryAsync<Guid>(KeysSql, args));
            foreach (var sql in new[] { EvidenceSql, MemosSql, TermsSql, ThemesSql, QuotesSql, ContributionsSql })
            {
                await unit.ExecuteAsync(sql, args);
            }
        }
    }
}
