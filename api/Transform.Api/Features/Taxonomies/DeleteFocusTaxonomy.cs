using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>Removes a taxonomy, with all its editions, that no programme uses and no theme needs. The last one stays.</summary>
public static class DeleteFocusTaxonomy
{
    public sealed record Uses(int Programmes, int Others);

    [PortableSql(typeof(Uses))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM Programmes WHERE WorkspaceId = @WorkspaceId AND TaxonomyId = @Id) AS Programmes,
            (SELECT COUNT(*) FROM FocusTaxonomies WHERE WorkspaceId = @WorkspaceId AND Id <> @Id) AS Others
        """;

    [PortableSql]
    public const string DeleteDimensionsSql = "DELETE FROM FocusDimensions WHERE WorkspaceId = @WorkspaceId AND TaxonomyId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM FocusTaxonomies WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteFocusTaxonomy").WithSummary("Remove a focus taxonomy").Requires(Scopes.Administer).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("focusTaxonomy", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number };
            var current = await FocusTaxonomyResponse.FindAsync(unit, user, id);
            if (current is null)
            {
                return Problems.NotFound("focus taxonomy");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            switch (await unit.FindAsync<Uses>(UsesSql, args))
            {
                case { Programmes: > 0 }:
                    return Problems.Conflict("Programmes use this taxonomy. Give them another first.");
                case { Others: 0 }:
                    return Problems.Conflict("This is the only taxonomy, and a programme needs one. Revise it, or add another first.");
            }

            foreach (var dimension in current.Dimensions)
            {
                if (await ReviseFocusTaxonomy.WhyKeptAsync(unit, user, id, dimension.Code) is { } why)
                {
                    return Problems.Conflict($"{dimension.Code} ({dimension.Name}) stands in no other taxonomy: {why}.");
                }
            }

            await unit.ExecuteAsync(DeleteDimensionsSql, args);
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
