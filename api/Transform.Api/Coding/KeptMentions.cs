using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Coding;

/// <summary>
/// The mentions of an interview that stay when it is revised, whatever the revision lists: those that quotes carry; and all of them where
/// a blind coder writes, who is not shown them.
/// </summary>
internal sealed class KeptMentions
{
    private readonly List<Row> rows;

    private KeptMentions(List<Row> rows, bool areAll)
    {
        this.rows = rows;
        AreAll = areAll;
    }

    public sealed record Row(Guid WorkspaceId, Guid ProgrammeId, Guid InterviewId, Guid ThemeId, string Dimension, bool FromQuotes);

    [PortableSql]
    public const string IsCodedBlindSql = """
        SELECT COUNT(*)
        FROM Interviews i
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Id = @InterviewId AND
        """ + " " + QuoteRule.CodedBlindSql;

    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes
        FROM InterviewMentions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId
            AND (FromQuotes = 1 OR @All = 1 OR EXISTS (SELECT 1
                FROM Quotes q
                JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.ProgrammeId = q.ProgrammeId AND t.QuoteId = q.Id
                WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = @InterviewId AND t.ThemeId = InterviewMentions.ThemeId
                    AND q.BlindCoderId IS NULL AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed')))
        """;

    [PortableSql]
    public const string MarkSql = """
        UPDATE InterviewMentions
        SET FromQuotes = @FromQuotes
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND ThemeId = @ThemeId
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @ThemeId, @Dimension, @FromQuotes)
        """;

    /// <summary>True where the revision's own list does not count.</summary>
    public bool AreAll { get; }

    public static async Task<KeptMentions> FindAsync(Unit unit, CurrentUser user, Guid programmeId, Guid interviewId)
    {
        var isCodedBlind = await unit.FindAsync<int>(IsCodedBlindSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, UserId = user.Id }) > 0;
        return new KeptMentions(await unit.QueryAsync<Row>(Sql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, All = isCodedBlind }), isCodedBlind);
    }

    /// <summary>Puts them back beside what the revision lists; a dimension that it gives one of them stays. What was ticked and is no longer, hangs on its quotes from now on.</summary>
    public async Task RestoreAsync(Unit unit)
    {
        foreach (var row in rows)
        {
            if (await unit.ExecuteAsync(MarkSql, row) == 0)
            {
                await unit.ExecuteAsync(InsertSql, row with { FromQuotes = row.FromQuotes || !AreAll });
            }
        }
    }
}
