using Transform.Api.Data;
using Transform.Api.Trust;

namespace Transform.Api.Features.Workspaces;

/// <summary>The workspace's own settings, and the jobs that keep it fresh.</summary>
public static class WorkspacesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Workspaces").Requires(Scopes.Administer);
        GetWorkspace.Map(group);
        ReviseWorkspace.Map(group);
        ListJobs.Map(group);
    }
}

/// <param name="DisclosureThreshold">A figure about fewer people than this is not shown.</param>
/// <param name="SnapshotStep">Who cannot open interviews sees figures from them move only when conversations with at least so many different people differ.</param>
public sealed record Workspace(Guid Id, string Name, int DisclosureThreshold, int SnapshotStep, DateTime CreatedAt, int Version)
{
    [PortableSql(typeof(Workspace))]
    public const string FindSql = "SELECT WorkspaceId AS Id, Name, DisclosureThreshold, SnapshotStep, CreatedAt, Version FROM Workspaces WHERE WorkspaceId = @WorkspaceId";
}
