using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Organisations;

/// <summary>The workspace's organisations by name; <c>?sector=</c> and <c>?search=</c> narrow the list.</summary>
public static class ListOrganisations
{
    [PortableSql(typeof(Organisation), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, OdsCode, Sector, ValidFrom, ValidTo, SuccessorId, CreatedAt, RevisedAt, Version
        FROM Organisations
        WHERE WorkspaceId = @WorkspaceId
            AND (@Sector IS NULL OR Sector = @Sector)
            AND (@Pattern IS NULL OR NameKey LIKE @Pattern)
            AND NameKey > @AfterName
        ORDER BY NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listOrganisations").WithSummary("List organisations").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Organisation>> HandleAsync([OneOf(typeof(Sectors))] string? sector, string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<Organisation>(db.Page(Sql), new { user.WorkspaceId, Sector = sector, Pattern = search.ToPattern(), AfterName = paging.Text(0), paging.Take }, ct),
            last => [last.Name.ToKey()]), ct);
}
