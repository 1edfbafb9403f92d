using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// The second store, with its own short backup retention: one key for each record of free text. Keys are made durable in batches
/// ahead of use, so that a write costs no second flush; a key that is never used does no harm.
/// </summary>
public sealed class KeyStore(IDatabaseEngine engine, TimeProvider clock) : IKeyEraser, IAsyncDisposable
{
    private const int Batch = 256;
    private readonly ConcurrentQueue<RecordKey> ready = new();
    private readonly SemaphoreSlim filling = new(1);

    /// <param name="Secret">256 bits for AES-GCM; null once erased.</param>
    public sealed record RecordKey(Guid Id, byte[]? Secret);

    [PortableSql(OnKeyStore = true)]
    public const string InsertSql = "INSERT INTO RecordKeys (Id, Secret, MadeAt) VALUES (@Id, @Secret, @MadeAt)";

    [PortableSql(typeof(RecordKey), OnKeyStore = true)]
    public const string FindSql = "SELECT Id, Secret FROM RecordKeys WHERE Id IN @Ids";

    [PortableSql(OnKeyStore = true)]
    public const string EraseSql = "UPDATE RecordKeys SET Secret = NULL, ErasedAt = @Now WHERE Id IN @Ids AND ErasedAt IS NULL";

    public Task MigrateAsync(CancellationToken ct) => new Migrator(engine, clock).ApplyAsync("keys", ct);

    /// <summary>A key that is already durable and that nobody else was given.</summary>
    public async ValueTask<RecordKey> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            if (ready.TryDequeue(out var key))
            {
                return key;
            }

            await filling.WaitAsync(ct);
            try
            {
                if (ready.IsEmpty)
                {
                    await MakeBatchAsync(ct);
                }
            }
            finally
            {
                filling.Release();
            }
        }
    }

    /// <summary>The secrets of these keys; an erased one is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, byte[]>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, byte[]>();
        foreach (var some in ids.Distinct().Chunk(500))
        {
            foreach (var key in await engine.ReadAsync(connection => connection.QueryAsync<RecordKey>(FindSql, new { Ids = some }), ct))
            {
                if (key.Secret is not null)
                {
                    found[key.Id] = key.Secret;
                }
            }
        }

        return found;
    }

    /// <summary>Makes the text under this key unreadable everywhere, backups of the main database included.</summary>
    public async Task EraseAsync(IReadOnlyCollection<Guid> keyIds, CancellationToken ct)
    {
        foreach (var some in keyIds.Chunk(500))
        {
            await engine.WriteAsync<int>(async (connection, transaction) =>
                new(await connection.ExecuteAsync(EraseSql, new { Ids = some, Now = clock.UtcNow() }, transaction), Keep: true), ct);
        }
    }

    public ValueTask DisposeAsync()
    {
        filling.Dispose();
        return engine.DisposeAsync();
    }

    private async Task MakeBatchAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var keys = Enumerable.Range(0, Batch).Select(_ => new RecordKey(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32))).ToList();
        await engine.WriteAsync<int>(async (connection, transaction) =>
            new(await connection.ExecuteAsync(InsertSql, keys.Select(key => new { key.Id, key.Secret, MadeAt = now }), transaction), Keep: true), ct);
        keys.ForEach(ready.Enqueue);
    }
}
