using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Jobs;

/// <summary>Forgets what has served its time: sessions that ended, and repeatable requests older than two days.</summary>
public sealed class Housekeeping(Db db, TimeProvider clock) : IJob
{
    private static readonly TimeSpan RepeatsAreKept = TimeSpan.FromHours(48);

    [PortableSql(AcrossWorkspaces = "A repeat that old is no repeat in any workspace.")]
    public const string RepeatsSql = "DELETE FROM IdempotencyKeys WHERE CreatedAt < @Before";

    [PortableSql(AcrossWorkspaces = "A session that ended is over in any workspace.")]
    public const string SessionsSql = "DELETE FROM Sessions WHERE ExpiresAt < @Now";

    public Task RunAsync(CancellationToken ct) => db.WriteUnannouncedAsync(async unit =>
        await unit.ExecuteAsync(RepeatsSql, new { Before = clock.UtcNow() - RepeatsAreKept }) + await unit.ExecuteAsync(SessionsSql, new { Now = clock.UtcNow() }), ct);
}
