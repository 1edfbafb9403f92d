using Transform.Api.Data;
using Transform.Api.Demonstration;

namespace Transform.Api.Features.Access;

/// <summary>Says whether this installation still waits for its first administrator.</summary>
public static class GetSetup
{
    /// <param name="MadeUp">The service shows made-up data only.</param>
    /// <param name="DemoUsers">In a demonstration, and only there, how to sign in.</param>
    public sealed record Response(bool Needed, bool MadeUp, IReadOnlyList<DemonstrationCredentials.User>? DemoUsers);

    [PortableSql(AcrossWorkspaces = "Whether there is any workspace at all.")]
    public const string CountSql = "SELECT COUNT(*) FROM Workspaces";

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/setup", HandleAsync).WithName("getSetup").WithSummary("Whether the first administrator is still to be made").AllowAnonymous();

    public static async Task<Response> HandleAsync(Db db, TransformOptions options, DemonstrationLoader demonstration, CancellationToken ct) =>
        new(await db.FindAsync<int>(CountSql, new { }, ct) == 0, options.Demo, options.Demo ? demonstration.Read()?.Users : null);
}
