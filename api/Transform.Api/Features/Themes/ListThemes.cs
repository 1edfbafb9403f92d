using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>The workspace's themes by name; <c>?dimension=</c> and <c>?search=</c> narrow the list.</summary>
public static class ListThemes
{
    [PortableSql(typeof(Theme), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, Definition, Colour, IsCodable, Dimension, ParentId, CreatedAt, RevisedAt, Version
        FROM Themes
        WHERE WorkspaceId = @WorkspaceId
            AND (@Dimension IS NULL OR Dimension = @Dimension)
            AND (@Pattern IS NULL OR NameKey LIKE @Pattern)
            AND NameKey > @AfterName
        ORDER BY NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listThemes").WithSummary("List themes").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Theme>> HandleAsync(
        [StringLength(10)] string? dimension, [StringLength(200)] string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<Theme>(db.Page(Sql), new { user.WorkspaceId, Dimension = dimension, Pattern = search.ToPattern(), AfterName = paging.Text(0), paging.Take }, ct),
            last => [last.Name.ToKey()]), ct);
}
