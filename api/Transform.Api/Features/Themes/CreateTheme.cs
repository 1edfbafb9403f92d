using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Adds a theme; a name stands once in a workspace.</summary>
public static class CreateTheme
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Themes (WorkspaceId, Id, Name, NameKey, Definition, Dimension, ParentId, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Definition, @Dimension, @ParentId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createTheme").WithSummary("Add a theme").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(ThemeRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        try
        {
            return await db.WriteAsync<Results<Versioned<Theme>, ProblemHttpResult>>(user, Change.Created("theme", id), async unit =>
            {
                if (await body.WhyNotAsync(unit, user, id) is { } problem)
                {
                    return problem;
                }

                var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, body.Args(user, id, clock.UtcNow())));
                return await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = made }) is { } theme
                    ? Versioned.Created(theme, theme.Version, $"{FeatureList.Base}/themes/{made}")
                    : Problems.NotFound("theme");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A theme of this name is here already.");
        }
    }
}
