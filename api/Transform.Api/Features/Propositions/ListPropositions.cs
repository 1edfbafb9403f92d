using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Propositions;

/// <summary>The workspace's propositions in alphabetical order; <c>?search=</c> narrows the list.</summary>
public static class ListPropositions
{
    [PortableSql(typeof(Proposition), Paged = true)]
    public const string Sql = """
        SELECT Id, Statement, CreatedAt, RevisedAt, Version
        FROM Propositions
        WHERE WorkspaceId = @WorkspaceId
            AND (@Pattern IS NULL OR StatementKey LIKE @Pattern)
            AND StatementKey > @AfterStatement
        ORDER BY StatementKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listPropositions").WithSummary("List propositions").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Proposition>> HandleAsync([StringLength(500)] string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<Proposition>(db.Page(Sql), new { user.WorkspaceId, Pattern = search.ToPattern(), AfterStatement = paging.Text(0), paging.Take }, ct),
            last => [last.Statement.ToKey()]), ct);
}
