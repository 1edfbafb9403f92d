using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>One taxonomy in its current edition.</summary>
public static class GetFocusTaxonomy
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getFocusTaxonomy").WithSummary("Read a focus taxonomy").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<FocusTaxonomyResponse>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct)
    {
        var row = await db.FindAsync<TaxonomyRow>(TaxonomyRow.FindSql, new { user.WorkspaceId, Id = id }, ct);
        if (row is null)
        {
            return Problems.NotFound("focus taxonomy");
        }

        var dimensions = await db.QueryAsync<TaxonomyDimension>(TaxonomyDimension.OfTaxonomiesSql, new { user.WorkspaceId, Ids = new[] { id } }, ct);
        return Versioned.Ok(FocusTaxonomyResponse.Of(row, dimensions), row.Version);
    }
}
