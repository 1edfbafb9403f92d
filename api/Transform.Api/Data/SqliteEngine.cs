using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Transform.Api.Data;

/// <summary>
/// The embedded engine: one file in write-ahead mode, a bounded set of readers, and one writer. Units that wait for the writer are
/// committed together, each in its own savepoint, so that many share one flush; every caller is answered after that flush.
/// </summary>
public sealed class SqliteEngine : IDatabaseEngine
{
    private const int MostUnitsInOneCommit = 256;
    private const int Full = 13;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Constraint = 19;

    private readonly string connectionString;
    private readonly ConcurrentBag<SqliteConnection> idleReaders = [];
    private readonly SemaphoreSlim readers = new(Math.Max(4, Environment.ProcessorCount * 2));
    private readonly Channel<IPendingUnit> pending = Channel.CreateUnbounded<IPendingUnit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection writer;
    private readonly Task writing;

    /// <summary>Each of our connections serves one thread at a time, so SQLite need not lock them, nor count its memory under a lock of all.</summary>
    static SqliteEngine()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteEngine(string file)
    {
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = true, DefaultTimeout = 5 }.ToString();
        writer = Open(new PreparingConnection(connectionString));
        writing = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private interface IPendingUnit
    {
        void Run(SqliteConnection connection);

        void Committed();

        void Failed(Exception exception);
    }

    public Dialect Dialect => Dialect.Sqlite;

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        await readers.WaitAsync(ct);
        SqliteConnection? connection = null;
        try
        {
            connection = idleReaders.TryTake(out var idle) ? idle : Open(new PreparingConnection(connectionString));
            return await read(connection);
        }
        finally
        {
            if (connection is not null)
            {
                idleReaders.Add(connection);
            }

            readers.Release();
        }
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<UnitOutcome<T>>> unit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiting = new PendingUnit<T>(unit);
        if (!pending.Writer.TryWrite(waiting))
        {
            throw new OperationCanceledException("The service is stopping.");
        }

        return await waiting.Answer;                    // once queued it may commit: the caller must not give up and think it did not
    }

    public Task MigrateAsync(Func<DbConnection, DbTransaction, Task> migration, CancellationToken ct)
    {
        using var connection = Open(new SqliteConnection(connectionString));
        using var transaction = connection.BeginTransaction(deferred: false);
        migration(connection, transaction).GetAwaiter().GetResult();
        transaction.Commit();
        return Task.CompletedTask;
    }

    public bool IsUniqueViolation(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Constraint, SqliteExtendedErrorCode: 2067 or 1555 };

    public bool IsTransient(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked };

    public bool IsFull(Exception exception) => exception is SqliteException { SqliteErrorCode: Full };

    public async ValueTask DisposeAsync()
    {
        pending.Writer.TryComplete();
        await writing;
        await writer.DisposeAsync();
        foreach (var reader in idleReaders)
        {
            await reader.DisposeAsync();
        }

        readers.Dispose();
    }

    private static SqliteConnection Open(SqliteConnection connection)
    {
        connection.Open();
        using var settings = new SqliteCommand("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;", connection);
        settings.ExecuteNonQuery();
        return connection;
    }

    private void WriteLoop()
    {
        var batch = new List<IPendingUnit>(MostUnitsInOneCommit);
        while (pending.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            try
            {
                writer.Execute("BEGIN IMMEDIATE;");
                while (batch.Count < MostUnitsInOneCommit && pending.Reader.TryRead(out var unit))
                {
                    batch.Add(unit);
                    unit.Run(writer);
                }

                writer.Execute("COMMIT;");
            }
            catch (Exception exception)
            {
                FailTogether(batch, exception);
                continue;
            }

            foreach (var unit in batch)
            {
                unit.Committed();
            }
        }
    }

    /// <summary>A commit that fails takes the whole batch with it: nobody is told that something was kept.</summary>
    private void FailTogether(List<IPendingUnit> batch, Exception exception)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Handle) == 0)
        {
            writer.Execute("ROLLBACK;");
        }

        if (batch.Count == 0 && pending.Reader.TryRead(out var first))
        {
            batch.Add(first);                           // BEGIN itself failed: let the one who waited know, or it waits for ever
        }

        foreach (var unit in batch)
        {
            unit.Failed(exception);
        }
    }

    private sealed class PendingUnit<T>(Func<DbConnection, DbTransaction?, Task<UnitOutcome<T>>> unit) : IPendingUnit
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? failure;

        public Task<T> Answer => completion.Task;

        public void Run(SqliteConnection connection)
        {
            connection.Execute("SAVEPOINT unit;");
            try
            {
                var outcome = unit(connection, null).GetAwaiter().GetResult();
                result = outcome.Result;
                if (!outcome.Keep)
                {
                    connection.Execute("ROLLBACK TO unit;");
                }
            }
            catch (Exception exception) when (exception is not SqliteException { SqliteErrorCode: Full })
            {
                failure = exception;
                connection.Execute("ROLLBACK TO unit;");
            }

            connection.Execute("RELEASE unit;");
        }

        public void Committed()
        {
            if (failure is null)
            {
                completion.SetResult(result!);
            }
            else
            {
                completion.SetException(failure);
            }
        }

        public void Failed(Exception exception) => completion.SetException(failure ?? exception);
    }
}
