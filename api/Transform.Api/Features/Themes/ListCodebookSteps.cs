using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>What was done to the codebook, newest first. The newest step that was not taken back is the one that can be.</summary>
public static class ListCodebookSteps
{
    /// <param name="Name">Absent where the account is gone.</param>
    public sealed record StepMaker(Guid Id, string? Name);

    /// <param name="Kind">What was done.</param>
    /// <param name="Summary">The same in words.</param>
    /// <param name="CanBeUndone">True for the newest step that was not taken back.</param>
    public sealed record CodebookStepItem(Guid Id, string Kind, string Summary, StepMaker MadeBy, DateTime MadeAt, StepMaker? UndoneBy, DateTime? UndoneAt, bool CanBeUndone);

    public sealed record Row(Guid Id, string Kind, string Summary, Guid MadeBy, string? MadeByName, DateTime MadeAt, Guid? UndoneBy, string? UndoneByName, DateTime? UndoneAt);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT s.Id, s.Kind, s.Summary, s.MadeBy, COALESCE(u.Name, k.Name) AS MadeByName, s.MadeAt, s.UndoneBy, COALESCE(v.Name, l.Name) AS UndoneByName, s.UndoneAt
        FROM CodebookSteps s
        LEFT JOIN Users u ON u.WorkspaceId = s.WorkspaceId AND u.Id = s.MadeBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = s.WorkspaceId AND k.Id = s.MadeBy
        LEFT JOIN Users v ON v.WorkspaceId = s.WorkspaceId AND v.Id = s.UndoneBy
        LEFT JOIN ApiKeys l ON l.WorkspaceId = s.WorkspaceId AND l.Id = s.UndoneBy
        WHERE s.WorkspaceId = @WorkspaceId
            AND s.MadeAt <= @At AND (s.MadeAt < @At OR s.Id < @Id)
        ORDER BY s.MadeAt DESC, s.Id DESC
        """;

    /// <summary>The newest step that was not taken back.</summary>
    [PortableSql(Paged = true)]
    public const string NewestSql = """
        SELECT Id
        FROM CodebookSteps
        WHERE WorkspaceId = @WorkspaceId AND UndoneAt IS NULL
        ORDER BY MadeAt DESC, Id DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/steps", HandleAsync).WithName("listCodebookSteps").WithSummary("List what was done to the codebook").Requires(Scopes.ReadProgrammes);

    public static Task<Page<CodebookStepItem>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var newest = await db.FindAsync<Guid>(db.Page(NewestSql), new { user.WorkspaceId, Take = 1 }, ct);
            var rows = await db.QueryAsync<Row>(db.Page(Sql), new { user.WorkspaceId, At = paging.Time(0, DateTime.MaxValue), Id = paging.Id(1, Guid.AllBitsSet), paging.Take }, ct);
            return paging.Page(rows.ConvertAll(it => Of(it, newest)), last => [last.MadeAt, last.Id]);
        }, ct);

    private static CodebookStepItem Of(Row row, Guid newest) => new(
        row.Id, row.Kind, row.Summary, new StepMaker(row.MadeBy, row.MadeByName), row.MadeAt, row.UndoneBy is { } by ? new StepMaker(by, row.UndoneByName) : null, row.UndoneAt, row.Id == newest);
}
