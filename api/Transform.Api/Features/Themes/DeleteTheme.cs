using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// Removes a theme that has no parts and that nothing is coded with as far as the caller may know; one in use is merged into another instead. The
/// answer is the same whatever a sealed interview or passage holds: coding there goes with the theme, and comes back when that is taken back.
/// </summary>
public static class DeleteTheme
{
    [PortableSql]
    public const string PartsSql = "SELECT COUNT(*) FROM Themes WHERE WorkspaceId = @WorkspaceId AND ParentId = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteTheme").WithSummary("Remove a theme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var stepId = NewId.Next();
        return db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("theme", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id };
            var current = await unit.FindAsync<Theme>(Theme.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("theme");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            await ThemeUses.DemandNotBlindAsync(unit, user);
            var step = new CodebookStep { Themes = [CodebookStep.Gone(current)] };
            var uses = await ThemeUses.ReadAsync(unit, user, id);
            if (uses.WhyNot(step, await unit.FindAsync<int>(PartsSql, args)) is { } why)
            {
                return Problems.Conflict(why);
            }

            var now = clock.UtcNow();
            step = uses.Detach(step);
            await CodebookWriter.ApplyAsync(unit, user, step, now);
            await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Removed, $"Removed “{current.Name}”", now);
            return Done.Result;
        }, ct);
    }
}
