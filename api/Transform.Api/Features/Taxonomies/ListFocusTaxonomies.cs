using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>The workspace's taxonomies by name, each in its current edition.</summary>
public static class ListFocusTaxonomies
{
    [PortableSql(typeof(TaxonomyRow), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, CreatedAt, RevisedAt, Version
        FROM FocusTaxonomies
        WHERE WorkspaceId = @WorkspaceId AND NameKey > @AfterName
        ORDER BY NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listFocusTaxonomies").WithSummary("List focus taxonomies").Requires(Scopes.ReadProgrammes);

    public static Task<Page<FocusTaxonomyResponse>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var page = paging.Page(
                await db.QueryAsync<TaxonomyRow>(db.Page(Sql), new { user.WorkspaceId, AfterName = paging.Text(0), paging.Take }, ct),
                last => [last.Name.ToKey()]);
            var dimensions = (await db.QueryAsync<TaxonomyDimension>(TaxonomyDimension.OfTaxonomiesSql, new { user.WorkspaceId, Ids = page.Items.Select(it => it.Id) }, ct))
                .ToLookup(it => it.TaxonomyId);
            return new Page<FocusTaxonomyResponse>([.. page.Items.Select(it => FocusTaxonomyResponse.Of(it, dimensions[it.Id]))], page.Next);
        }, ct);
}
