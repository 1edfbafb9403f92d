using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>Removes a theme that no interview mentions and that has no parts.</summary>
public static class DeleteTheme
{
    public sealed record Uses(int Mentions, int Parts);

    [PortableSql(typeof(Uses))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM InterviewMentions WHERE WorkspaceId = @WorkspaceId AND ThemeId = @Id) AS Mentions,
            (SELECT COUNT(*) FROM Themes WHERE WorkspaceId = @WorkspaceId AND ParentId = @Id) AS Parts
        """;

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteTheme").WithSummary("Remove a theme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("theme", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number };
            var current = await unit.FindAsync<Theme>(Theme.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("theme");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            switch (await unit.FindAsync<Uses>(UsesSql, args))
            {
                case { Mentions: > 0 }:
                    return Problems.Conflict("Interviews mention this theme. Take it out of them first.");
                case { Parts: > 0 }:
                    return Problems.Conflict("Other themes are part of this one. Move them first.");
            }

            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
