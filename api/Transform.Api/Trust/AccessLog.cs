using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Who opened whose confidential notes, and when: one row an opening, each with an HMAC-SHA256 over itself and the row before, under a key
/// of its own outside the database. Beside the rows stands their head: how many there are and the last one's hash, sealed under the same
/// key, so that rows cannot be cut off at the end unseen either. Reading one's own notes is not an opening; a reader who opens the same
/// version again within a minute of the last row adds none.
/// </summary>
public sealed class AccessLog(Db db, Secrets secrets, IMemoryCache cache, TimeProvider clock)
{
    /// <summary>The migration that made the table of heads.</summary>
    internal const int HeadsSince = 2;

    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);
    private readonly byte[] key = secrets.For("access");

    public sealed record Head(long Sequence, string Hash);

    public sealed record Row(long Sequence, DateTime At, Guid ActorId, string SubjectKind, Guid SubjectId, string Hash);

    /// <summary>Changes nothing, and so lets one unit at a time go on in a workspace: on either engine the chain has one end.</summary>
    [PortableSql]
    public const string QueueSql = "UPDATE SpineCounters SET Sequence = Sequence WHERE WorkspaceId = @WorkspaceId";

    [PortableSql(typeof(Head))]
    public const string HeadSql = """
        SELECT a.Sequence, a.Hash
        FROM AccessLog a
        WHERE a.WorkspaceId = @WorkspaceId AND a.Sequence = (SELECT MAX(b.Sequence) FROM AccessLog b WHERE b.WorkspaceId = @WorkspaceId)
        """;

    public sealed record SealedHead(long Sequence, string Hash, string Seal);

    [PortableSql(typeof(SealedHead))]
    public const string SealedHeadSql = "SELECT Sequence, Hash, Seal FROM AccessLogHeads WHERE WorkspaceId = @WorkspaceId";

    [PortableSql]
    public const string MoveHeadSql = "UPDATE AccessLogHeads SET Sequence = @Sequence, Hash = @Hash, Seal = @Seal WHERE WorkspaceId = @WorkspaceId";

    [PortableSql]
    public const string FirstHeadSql = "INSERT INTO AccessLogHeads (WorkspaceId, Sequence, Hash, Seal) VALUES (@WorkspaceId, @Sequence, @Hash, @Seal)";

    [PortableSql(AcrossWorkspaces = "Each workspace's log gets its head.")]
    public const string HeadlessSql = "SELECT DISTINCT WorkspaceId FROM AccessLog WHERE NOT EXISTS (SELECT 1 FROM AccessLogHeads h WHERE h.WorkspaceId = AccessLog.WorkspaceId)";

    [PortableSql]
    public const string AppendSql = """
        INSERT INTO AccessLog (WorkspaceId, Sequence, At, ActorId, SubjectKind, SubjectId, Hash)
        VALUES (@WorkspaceId, @Sequence, @At, @ActorId, @SubjectKind, @SubjectId, @Hash)
        """;

    [PortableSql(typeof(Row), Paged = true)]
    public const string ListSql = """
        SELECT Sequence, At, ActorId, SubjectKind, SubjectId, Hash
        FROM AccessLog
        WHERE WorkspaceId = @WorkspaceId AND Sequence > @After
        ORDER BY Sequence
        """;

    /// <summary>Notes an opening, durably, before the words go out.</summary>
    public Task RecordAsync(CurrentUser user, string kind, Guid id, int version, CancellationToken ct) => RecordAsync(user, kind, [(id, version)], ct);

    /// <summary>Notes several openings by one answer, such as a list of passages, in one go.</summary>
    public async Task RecordAsync(CurrentUser user, string kind, IEnumerable<(Guid Id, int Version)> opened, CancellationToken ct)
    {
        var fresh = opened.Distinct().Where(it => !cache.TryGetValue(Once(it), out _)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        await db.WriteUnannouncedAsync(async unit =>
        {
            await unit.ExecuteAsync(QueueSql, new { user.WorkspaceId });
            var written = await unit.FindAsync<Head>(HeadSql, new { user.WorkspaceId });
            var stated = await unit.FindAsync<SealedHead>(SealedHeadSql, new { user.WorkspaceId });

            // Where rows were cut off, it goes on from where it was: the gap stays to be seen. A head that is not ours is left for the check to find.
            var isOurs = stated is not null && IsSealed(user.WorkspaceId, stated);
            var head = isOurs ? new Head(stated!.Sequence, stated.Hash) : written;
            foreach (var (id, _) in fresh)
            {
                var row = new Row((head?.Sequence ?? 0) + 1, clock.UtcNow(), user.Id, kind, id, "");
                head = new Head(row.Sequence, HashOf(user.WorkspaceId, row, head?.Hash));
                await unit.ExecuteAsync(AppendSql, new { user.WorkspaceId, row.Sequence, row.At, row.ActorId, row.SubjectKind, row.SubjectId, head.Hash });
            }

            if (isOurs || (stated is null && written is null))
            {
                await unit.ExecuteAsync(isOurs ? MoveHeadSql : FirstHeadSql, new { user.WorkspaceId, head!.Sequence, head.Hash, Seal = SealOf(user.WorkspaceId, head) });
            }

            return fresh.Count;
        }, ct);
        fresh.ForEach(it => cache.Set(Once(it), true, Burst));

        (string, Guid, Guid, string, Guid, int) Once((Guid Id, int Version) it) => (nameof(AccessLog), user.WorkspaceId, user.Id, kind, it.Id, it.Version);
    }

    /// <summary>Gives every log that was begun before heads were kept its head. To be run once, by the start that makes their table.</summary>
    public async Task SealAsync(CancellationToken ct)
    {
        foreach (var workspaceId in await db.QueryAsync<Guid>(HeadlessSql, new { }, ct))
        {
            await db.WriteUnannouncedAsync(async unit =>
            {
                await unit.ExecuteAsync(QueueSql, new { WorkspaceId = workspaceId });
                var head = (await unit.FindAsync<Head>(HeadSql, new { WorkspaceId = workspaceId }))!;
                return await unit.ExecuteAsync(FirstHeadSql, new { WorkspaceId = workspaceId, head.Sequence, head.Hash, Seal = SealOf(workspaceId, head) });
            }, ct);
        }
    }

    /// <summary>Reads a workspace's rows from the first and names the first that does not follow or is not there any more, if any.</summary>
    public async Task<long?> FirstBrokenAsync(Guid workspaceId, CancellationToken ct)
    {
        // The head is read first: rows may be written meanwhile, and follow it.
        var head = await db.FindAsync<SealedHead>(SealedHeadSql, new { WorkspaceId = workspaceId }, ct);
        string? previous = null;
        string? atHead = null;
        var expected = 1L;
        while (true)
        {
            var rows = await db.QueryAsync<Row>(db.Page(ListSql), new { WorkspaceId = workspaceId, After = expected - 1, Take = 1000 }, ct);
            foreach (var row in rows)
            {
                if (row.Sequence != expected || row.Hash != HashOf(workspaceId, row, previous))
                {
                    return expected;
                }

                previous = row.Hash;
                atHead = row.Sequence == head?.Sequence ? row.Hash : atHead;
                expected++;
            }

            if (rows.Count < 1000)
            {
                var isWhole = head is null ? expected == 1 : IsSealed(workspaceId, head) && head.Hash == atHead;
                return isWhole ? null : expected;
            }
        }
    }

    private bool IsSealed(Guid workspaceId, SealedHead head) => head.Seal == SealOf(workspaceId, new Head(head.Sequence, head.Hash));

    private string SealOf(Guid workspaceId, Head head)
    {
        var text = string.Join('\n', "head", workspaceId.ToString("D"), head.Sequence.ToString(CultureInfo.InvariantCulture), head.Hash);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private string HashOf(Guid workspaceId, Row row, string? previous)
    {
        var text = string.Join('\n', workspaceId.ToString("D"), row.Sequence.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            row.ActorId.ToString("D"), row.SubjectKind, row.SubjectId.ToString("D"), previous ?? "");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
