using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Who opened whose confidential notes, and when: one row an opening, each with an HMAC-SHA256 over itself and the row before, under a key
/// of its own outside the database. Reading one's own notes is not an opening; a reader who opens the same version again within a minute
/// of the last row adds none.
/// </summary>
public sealed class AccessLog(Db db, Secrets secrets, IMemoryCache cache, TimeProvider clock)
{
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
            var head = await unit.FindAsync<Head>(HeadSql, new { user.WorkspaceId });
            foreach (var (id, _) in fresh)
            {
                var row = new Row((head?.Sequence ?? 0) + 1, clock.UtcNow(), user.Id, kind, id, "");
                head = new Head(row.Sequence, HashOf(user.WorkspaceId, row, head?.Hash));
                await unit.ExecuteAsync(AppendSql, new { user.WorkspaceId, row.Sequence, row.At, row.ActorId, row.SubjectKind, row.SubjectId, head.Hash });
            }

            return fresh.Count;
        }, ct);
        fresh.ForEach(it => cache.Set(Once(it), true, Burst));

        (string, Guid, Guid, string, Guid, int) Once((Guid Id, int Version) it) => (nameof(AccessLog), user.WorkspaceId, user.Id, kind, it.Id, it.Version);
    }

    /// <summary>Reads a workspace's rows from the first and names the first that does not follow, if any.</summary>
    public async Task<long?> FirstBrokenAsync(Guid workspaceId, CancellationToken ct)
    {
        string? previous = null;
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
                expected++;
            }

            if (rows.Count < 1000)
            {
                return null;
            }
        }
    }

    private string HashOf(Guid workspaceId, Row row, string? previous)
    {
        var text = string.Join('\n', workspaceId.ToString("D"), row.Sequence.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            row.ActorId.ToString("D"), row.SubjectKind, row.SubjectId.ToString("D"), previous ?? "");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
