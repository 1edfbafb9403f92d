using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Taxonomies;

/// <summary>Adds a taxonomy in its first edition; a programme chooses which it uses.</summary>
public static class CreateFocusTaxonomy
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO FocusTaxonomies (WorkspaceId, Id, Name, NameKey, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createFocusTaxonomy").WithSummary("Add a focus taxonomy").Requires(Scopes.Administer);

    public static async Task<Results<Versioned<FocusTaxonomyResponse>, ProblemHttpResult>> HandleAsync(
        FocusTaxonomyRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (body.Errors() is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var id = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<FocusTaxonomyResponse>, ProblemHttpResult>>(user, Change.Created("focusTaxonomy", id), async unit =>
            {
                var made = await unit.OnceAsync(id, async () =>
                {
                    await unit.ExecuteAsync(InsertSql, new { user.WorkspaceId, Id = id, Name = body.Name.Trim(), NameKey = body.Name.ToKey(), Now = clock.UtcNow() });
                    await body.InsertEditionAsync(unit, user, id, edition: 1);
                });
                return await FocusTaxonomyResponse.FindAsync(unit, user, made) is { } taxonomy
                    ? Versioned.Created(taxonomy, taxonomy.Version, $"{FeatureList.Base}/focus-taxonomies/{made}")
                    : Problems.NotFound("focus taxonomy");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A taxonomy of this name is here already.");
        }
    }
}
