using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>Carries a step out. A step that is taken back is carried out backwards.</summary>
internal static class CodebookWriter
{
    private const int MostIds = 500;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Themes (WorkspaceId, Id, Name, NameKey, Definition, Colour, IsCodable, Dimension, ParentId, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Definition, @Colour, @IsCodable, @Dimension, NULL, @CreatedAt, @Now, @Version)
        """;

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Themes
        SET Name = @Name, NameKey = @NameKey, Definition = @Definition, Colour = @Colour, IsCodable = @IsCodable, Dimension = @Dimension, ParentId = @ParentId, RevisedAt = @Now,
            Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    /// <summary>A name that is about to change gives way, so that two themes can exchange theirs.</summary>
    [PortableSql]
    public const string FreeNameSql = "UPDATE Themes SET NameKey = @NameKey WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string SetParentSql = "UPDATE Themes SET ParentId = @ParentId WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string InsertQuoteSql = """
        INSERT INTO QuoteThemes (WorkspaceId, ProgrammeId, QuoteId, ThemeId)
        VALUES (@WorkspaceId, @ProgrammeId, @QuoteId, @ThemeId)
        """;

    [PortableSql]
    public const string DeleteQuoteSql = "DELETE FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND QuoteId = @QuoteId AND ThemeId = @ThemeId";

    [PortableSql]
    public const string InsertMentionSql = """
        INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension, FromQuotes)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @ThemeId, @Dimension, @FromQuotes)
        """;

    [PortableSql]
    public const string DeleteMentionSql = """
        DELETE FROM InterviewMentions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND ThemeId = @ThemeId
        """;

    [PortableSql]
    public const string MoveMemoSql = "UPDATE Memos SET ThemeId = @To WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND ThemeId = @From";

    /// <summary>Sealed interviews enter no score, so recoding them makes none stale.</summary>
    [PortableSql]
    public const string ScoredProgrammesSql = """
        SELECT DISTINCT ProgrammeId
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids AND Confidentiality <> 'sealed'
        """;

    public static async Task ApplyAsync(Unit unit, CurrentUser user, CodebookStep step, DateTime now)
    {
        foreach (var change in step.Themes.Where(it => it.Before is not null && it.Before.Name.ToKey() != it.After?.Name.ToKey()))
        {
            await unit.ExecuteAsync(FreeNameSql, new { user.WorkspaceId, change.Id, NameKey = $"~{change.Id:D}" });
        }

        foreach (var change in step.Themes.Where(it => it.Before is null))
        {
            await unit.ExecuteAsync(InsertSql, Args(user, change, now));
        }

        foreach (var change in step.Themes.Where(it => it.Before is null && it.After!.ParentId is not null))
        {
            await unit.ExecuteAsync(SetParentSql, new { user.WorkspaceId, change.Id, change.After!.ParentId });
        }

        foreach (var change in step.Themes.Where(it => it is { Before: not null, After: not null }))
        {
            await unit.ExecuteAsync(UpdateSql, Args(user, change, now));
        }

        await unit.ExecuteAsync(DeleteQuoteSql, step.QuotesRemoved.Select(it => new { user.WorkspaceId, it.ProgrammeId, it.QuoteId, it.ThemeId }));
        await unit.ExecuteAsync(InsertQuoteSql, step.QuotesAdded.Select(it => new { user.WorkspaceId, it.ProgrammeId, it.QuoteId, it.ThemeId }));
        await unit.ExecuteAsync(DeleteMentionSql, step.MentionsRemoved.Select(it => new { user.WorkspaceId, it.ProgrammeId, it.InterviewId, it.ThemeId }));
        await unit.ExecuteAsync(InsertMentionSql, step.MentionsAdded.Select(it => new { user.WorkspaceId, it.ProgrammeId, it.InterviewId, it.ThemeId, it.Dimension, it.FromQuotes }));
        await unit.ExecuteAsync(MoveMemoSql, step.Memos.Select(it => new { user.WorkspaceId, it.Id, it.From, it.To }));

        var gone = step.Themes.Where(it => it.After is null).ToList();
        foreach (var change in gone)
        {
            await unit.ExecuteAsync(SetParentSql, new { user.WorkspaceId, change.Id, ParentId = (Guid?)null });
        }

        foreach (var change in gone)
        {
            await unit.ExecuteAsync(DeleteSql, new { user.WorkspaceId, change.Id });
        }

        foreach (var some in step.MentionsRemoved.Concat(step.MentionsAdded).Select(it => it.InterviewId).Distinct().Chunk(MostIds))
        {
            unit.Touch(await unit.QueryAsync<Guid>(ScoredProgrammesSql, new { user.WorkspaceId, Ids = some }));
        }
    }

    private static object Args(CurrentUser user, CodebookStep.ThemeChange change, DateTime now)
    {
        var text = change.After!;
        return new
        {
            user.WorkspaceId, change.Id, text.Name, NameKey = text.Name.ToKey(), text.Definition, text.Colour, text.IsCodable, text.Dimension, text.ParentId, change.CreatedAt, Now = now,
            Version = change.Version + 1,
        };
    }
}
