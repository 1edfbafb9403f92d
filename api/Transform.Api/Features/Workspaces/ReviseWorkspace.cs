using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Workspaces;

/// <summary>Saves an edit of the settings, unless someone else saved since the caller read them.</summary>
public static class ReviseWorkspace
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        /// <summary>A figure about fewer people than this is not shown; it can never be below five.</summary>
        [Range(5, 100)]
        public required int DisclosureThreshold { get; init; }

        /// <summary>Conversations with how many different people must differ between one published snapshot of interviews and the next; it can never be below five. Stays as it is where it is left out.</summary>
        [Range(Disclosure.LeastStep, 100)]
        public int? SnapshotStep { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Workspaces
        SET Name = @Name, DisclosureThreshold = @DisclosureThreshold, SnapshotStep = COALESCE(@SnapshotStep, SnapshotStep), Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/workspace", HandleAsync).WithName("reviseWorkspace").WithSummary("Revise the workspace's settings").RequiresIfMatch();

    public static Task<Results<Versioned<Workspace>, ProblemHttpResult>> HandleAsync(IfMatch version, Request body, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Versioned<Workspace>, ProblemHttpResult>>(user, Change.Revised("workspace", user.WorkspaceId), async unit =>
        {
            var changed = await unit.ExecuteAsync(UpdateSql, new { user.WorkspaceId, Name = body.Name.Trim(), body.DisclosureThreshold, body.SnapshotStep, Version = version.Number });
            var current = await unit.FindAsync<Workspace>(Workspace.FindSql, new { user.WorkspaceId });
            return (changed, current) switch
            {
                (_, null) => Problems.NotFound("workspace"),
                (0, _) => Problems.Stale(current.Version),
                _ => Versioned.Ok(current, current.Version),
            };
        }, ct);
}
