using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Saves an edit, or moves the theme beneath another by <c>parentId</c>. Mentions coded before keep the dimension that they were given.</summary>
public static class ReviseTheme
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseTheme").WithSummary("Revise or move a theme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Theme>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, ThemeRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var stepId = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Theme>, ProblemHttpResult>>(user, Change.Revised("theme", id), async unit =>
            {
                var tree = await ThemeTree.ReadAsync(unit, user);
                if (tree.Find(id) is not { } current)
                {
                    return Problems.NotFound("theme");
                }

                if (await body.WhyNotAsync(unit, user, id, tree) is { } problem)
                {
                    return problem;
                }

                if (current.Version != version.Number)
                {
                    return Problems.Stale(current.Version);
                }

                var now = clock.UtcNow();
                var step = new CodebookStep { Themes = [CodebookStep.Changed(current, body.Text)] };
                await CodebookWriter.ApplyAsync(unit, user, step, now);
                if (body.Text != current.Text)
                {
                    var isMove = body.Text == current.Text with { ParentId = body.ParentId };
                    await step.WriteAsync(unit, user, stepId, isMove ? CodebookStepKinds.Moved : CodebookStepKinds.Revised, isMove ? Moved(tree, current, body.ParentId) : Revised(current, body.Text), now);
                }

                return await unit.FindAsync<Theme>(Theme.FindSql, new { user.WorkspaceId, Id = id }) is { } revised ? Versioned.Ok(revised, revised.Version) : Problems.NotFound("theme");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict(CreateTheme.NameTaken);
        }
    }

    private static string Moved(ThemeTree tree, Theme theme, Guid? parentId) =>
        parentId is { } id ? $"Moved “{theme.Name}” beneath “{tree.Find(id)?.Name}”" : $"Moved “{theme.Name}” to the top";

    private static string Revised(Theme before, ThemeText after) => before.Name == after.Name ? $"Revised “{after.Name}”" : $"Renamed “{before.Name}” to “{after.Name}”";
}
