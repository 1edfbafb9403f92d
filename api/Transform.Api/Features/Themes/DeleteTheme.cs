using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Removes a theme that nothing is coded with and that has no parts. One in use is merged into another instead.</summary>
public static class DeleteTheme
{
    public sealed record Uses(int Mentions, int Quotes, int Memos, int Parts);

    [PortableSql(typeof(Uses))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM InterviewMentions WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id) AS Mentions,
            (SELECT COUNT(*) FROM QuoteThemes WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id) AS Quotes,
            (SELECT COUNT(*) FROM Memos WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id) AS Memos,
            (SELECT COUNT(*) FROM Themes WHERE WorkspaceId = @WorkspaceId AND ParentId = @Id) AS Parts
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteTheme").WithSummary("Remove a theme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var stepId = Guid.CreateVersion7();
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

            if (WhyNot(await unit.FindAsync<Uses>(UsesSql, args)) is { } why)
            {
                return Problems.Conflict(why);
            }

            var now = clock.UtcNow();
            var step = new CodebookStep { Themes = [CodebookStep.Gone(current)] };
            await CodebookWriter.ApplyAsync(unit, user, step, now);
            await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Removed, $"Removed “{current.Name}”", now);
            return Done.Result;
        }, ct);
    }

    internal static string? WhyNot(Uses? uses) => uses switch
    {
        { Mentions: > 0 } => "Interviews mention this theme. Merge it into another, or take it out of them first.",
        { Quotes: > 0 } => "Quotes are coded with this theme. Merge it into another, or recode them first.",
        { Memos: > 0 } => "There are memos about this theme. Merge it into another, or remove them first.",
        { Parts: > 0 } => "Other themes are part of this one. Move them first.",
        _ => null,
    };
}
