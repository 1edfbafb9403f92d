using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Workspaces;

/// <summary>The workspace that the caller belongs to.</summary>
public static class GetWorkspace
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/workspace", HandleAsync).WithName("getWorkspace").WithSummary("Read the workspace's settings");

    public static async Task<Results<Versioned<Workspace>, ProblemHttpResult>> HandleAsync(CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Workspace>(Workspace.FindSql, new { user.WorkspaceId }, ct) is { } workspace
            ? Versioned.Ok(workspace, workspace.Version)
            : Problems.NotFound("workspace");
}
