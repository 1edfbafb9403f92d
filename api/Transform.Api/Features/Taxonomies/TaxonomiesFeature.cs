using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>The dimensions that attention is divided over, in editions, with the words that suggest them.</summary>
public static class TaxonomiesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/focus-taxonomies").WithTags("Focus taxonomies");
        ListFocusTaxonomies.Map(group);
        CreateFocusTaxonomy.Map(group);
        GetFocusTaxonomy.Map(group);
        ReviseFocusTaxonomy.Map(group);
        DeleteFocusTaxonomy.Map(group);
        SuggestFocus.Map(group);
    }
}

/// <summary>A taxonomy without its dimensions, as it is stored.</summary>
public sealed record TaxonomyRow(Guid Id, string Name, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(TaxonomyRow))]
    public const string FindSql = """
        SELECT Id, Name, CreatedAt, RevisedAt, Version
        FROM FocusTaxonomies
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;
}

/// <param name="Edition">The same number as <paramref name="Version"/>: every edit makes the next edition, and scores name the edition that they used.</param>
public sealed record FocusTaxonomyResponse(
    Guid Id, string Name, int Edition, IReadOnlyList<FocusTaxonomyResponse.Dimension> Dimensions, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    public sealed record Dimension(string Code, string Name, string Block, IReadOnlyList<string> Words);

    public static FocusTaxonomyResponse Of(TaxonomyRow row, IEnumerable<TaxonomyDimension> dimensions) => new(
        row.Id, row.Name, row.Version, [.. dimensions.Select(it => new Dimension(it.Code, it.Name, it.Block, it.WordList()))], row.CreatedAt, row.RevisedAt, row.Version);

    public static async Task<FocusTaxonomyResponse?> FindAsync(Unit unit, CurrentUser user, Guid id) =>
        await unit.FindAsync<TaxonomyRow>(TaxonomyRow.FindSql, new { user.WorkspaceId, Id = id }) is { } row
            ? Of(row, await unit.QueryAsync<TaxonomyDimension>(TaxonomyDimension.OfTaxonomiesSql, new { user.WorkspaceId, Ids = new[] { id } }))
            : null;
}
