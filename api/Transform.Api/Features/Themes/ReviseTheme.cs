using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Saves an edit. Mentions coded before keep the dimension that they were given.</summary>
public static class ReviseTheme
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Themes
        SET Name = @Name, NameKey = @NameKey, Definition = @Definition, Dimension = @Dimension, ParentId = @ParentId, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseTheme").WithSummary("Revise a theme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, ThemeRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync<Results<Versioned<Theme>, ProblemHttpResult>>(user, Change.Revised("theme", id), async unit =>
            {
                var args = body.Args(user, id, clock.UtcNow(), version.Number);
                if (await body.WhyNotAsync(unit, user, id) is { } problem)
                {
                    return problem;
                }

                var changed = await unit.ExecuteAsync(UpdateSql, args);
                var current = await unit.FindAsync<Theme>(Theme.FindSql, args);
                return (changed, current) switch
                {
                    (_, null) => Problems.NotFound("theme"),
                    (0, _) => Problems.Stale(current.Version),
                    _ => Versioned.Ok(current, current.Version),
                };
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A theme of this name is here already.");
        }
    }
}
