using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Adds a theme; a name stands once in a workspace.</summary>
public static class CreateTheme
{
    internal const string NameTaken = "A theme of this name is here already.";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createTheme").WithSummary("Add a theme").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(ThemeRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        var stepId = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Theme>, ProblemHttpResult>>(user, Change.Created("theme", id), async unit =>
            {
                var tree = await ThemeTree.ReadAsync(unit, user);
                if (await body.WhyNotAsync(unit, user, id, tree) is { } problem)
                {
                    return problem;
                }

                var made = await unit.OnceAsync(id, async () =>
                {
                    if (tree.IsFull)
                    {
                        throw new ProblemException(Problems.Conflict($"A codebook holds {ThemeTree.MostThemes} themes at most. Merge or remove some first."));
                    }

                    var now = clock.UtcNow();
                    var step = new CodebookStep { Themes = [CodebookStep.Made(id, body.Text, now)] };
                    await CodebookWriter.ApplyAsync(unit, user, step, now);
                    await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Added, $"Added “{body.Text.Name}”", now);
                });
                return await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = made }) is { } theme
                    ? Versioned.Created(theme, theme.Version, $"{FeatureList.Base}/themes/{made}")
                    : Problems.NotFound("theme");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict(NameTaken);
        }
    }
}
