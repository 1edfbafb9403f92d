using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Jobs;

/// <summary>
/// Forgets what has served its time: sessions that ended, and repeatable requests older than two days. Erases once more the keys of what was
/// deleted, should the first time have failed, and strikes them off.
/// </summary>
public sealed class Housekeeping(Db db, IKeyEraser eraser, TimeProvider clock) : IJob
{
    private static readonly TimeSpan RepeatsAreKept = TimeSpan.FromHours(48);

    [PortableSql(AcrossWorkspaces = "A repeat that old is no repeat in any workspace.")]
    public const string RepeatsSql = "DELETE FROM IdempotencyKeys WHERE CreatedAt < @Before";

    [PortableSql(AcrossWorkspaces = "A session that ended is over in any workspace.")]
    public const string SessionsSql = "DELETE FROM Sessions WHERE ExpiresAt < @Now";

    public async Task RunAsync(CancellationToken ct)
    {
        await db.WriteUnannouncedAsync(async unit =>
            await unit.ExecuteAsync(RepeatsSql, new { Before = clock.UtcNow() - RepeatsAreKept }) + await unit.ExecuteAsync(SessionsSql, new { Now = clock.UtcNow() }), ct);
        while (await db.QueryAsync<Guid>(db.Page(KeysToErase.ListSql), new { Take = 500 }, ct) is { Count: > 0 } condemned)
        {
            await eraser.EraseAsync(condemned, ct);
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(KeysToErase.DeleteSql, new { Ids = condemned }), ct);
        }
    }
}
