using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Coding;

/// <summary>What must move together when quotes change: what hangs on them, and the mentions that they carry.</summary>
internal static class QuoteRows
{
    private const int MostIds = 500;

    [PortableSql]
    public const string OfInterviewSql = "SELECT Id FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    /// <summary>The keys of every text that goes with these quotes: their own words, the reasons for their levels, and what was thought of them.</summary>
    [PortableSql]
    public const string KeysSql = """
        SELECT KeyId FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids
        UNION
        SELECT KeyId FROM QuoteTerms WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids AND KeyId IS NOT NULL
        UNION
        SELECT KeyId FROM Memos WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids
        """;

    [PortableSql]
    public const string DeleteEvidenceSql = "DELETE FROM BarrierEvidence WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids";

    [PortableSql]
    public const string DeleteMemosSql = "DELETE FROM Memos WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids";

    [PortableSql]
    public const string MemoKeysSql = "SELECT KeyId FROM Memos WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteInterviewMemosSql = "DELETE FROM Memos WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteTermsSql = "DELETE FROM QuoteTerms WHERE WorkspaceId = @WorkspaceId AND QuoteId IN @Ids";

    [PortableSql]
    public const string DeleteThemesSql = "DELETE FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND QuoteId IN @Ids";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids";

    [PortableSql]
    public const string DeleteBlindThemesSql = "DELETE FROM BlindCodingThemes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteBlindCodingsSql = "DELETE FROM BlindCodings WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    /// <summary>A quote counts as coding of its interview unless it is a blind coder's, or sealed by one person for themselves.</summary>
    [PortableSql]
    public const string AddMentionsSql = """
        INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes)
        SELECT DISTINCT @WorkspaceId, q.ProgrammeId, q.InterviewId, t.ThemeId, h.Dimension, 1
        FROM Quotes q
        JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.ProgrammeId = q.ProgrammeId AND t.QuoteId = q.Id
        JOIN Themes h ON h.WorkspaceId = t.WorkspaceId AND h.Id = t.ThemeId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId
            AND q.BlindCoderId IS NULL AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed')
            AND NOT EXISTS (SELECT 1 FROM InterviewMentions m
                WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = q.ProgrammeId AND m.InterviewId = q.InterviewId AND m.ThemeId = t.ThemeId)
        """;

    [PortableSql]
    public const string DropMentionsSql = """
        DELETE FROM InterviewMentions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND FromQuotes = 1
            AND NOT EXISTS (SELECT 1
                FROM Quotes q
                JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.ProgrammeId = q.ProgrammeId AND t.QuoteId = q.Id
                WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId AND t.ThemeId = InterviewMentions.ThemeId
                    AND q.BlindCoderId IS NULL AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed'))
        """;

    /// <summary>Adds the mentions that an interview's quotes carry and that are not there, and takes out those that no quote carries any more.</summary>
    public static async Task CarryMentionsAsync(Unit unit, CurrentUser user, Guid programmeId, Guid interviewId)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId };
        await unit.ExecuteAsync(DropMentionsSql, args);
        await unit.ExecuteAsync(AddMentionsSql, args);
    }

    /// <summary>Removes quotes with what hangs on them, and has the keys of all these texts erased.</summary>
    public static async Task DeleteAsync(Unit unit, CurrentUser user, Guid programmeId, IEnumerable<Guid> ids)
    {
        foreach (var some in ids.Chunk(MostIds))
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Ids = some };
            unit.Erase(await unit.QueryAsync<Guid>(KeysSql, args));
            foreach (var sql in new[] { DeleteEvidenceSql, DeleteMemosSql, DeleteTermsSql, DeleteThemesSql, DeleteSql })
            {
                await unit.ExecuteAsync(sql, args);
            }
        }
    }

    /// <summary>Removes all coding of an interview that goes: quotes, memos, blind codings and what hangs on them.</summary>
    public static async Task DeleteOfInterviewAsync(Unit unit, CurrentUser user, Guid programmeId, Guid interviewId)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId };
        await DeleteAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(OfInterviewSql, args));
        unit.Erase(await unit.QueryAsync<Guid>(MemoKeysSql, args));
        await unit.ExecuteAsync(DeleteInterviewMemosSql, args);
        await unit.ExecuteAsync(DeleteBlindThemesSql, args);
        await unit.ExecuteAsync(DeleteBlindCodingsSql, args);
    }
}
