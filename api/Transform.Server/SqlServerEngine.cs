using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Transform.Api.Data;

namespace Transform.Server;

/// <summary>SQL Server 2019 or later: each unit of work has its own transaction; readers see committed rows without waiting (READ_COMMITTED_SNAPSHOT).</summary>
public sealed class SqlServerEngine(string connectionString) : IDatabaseEngine
{
    private const string LockSql = "EXEC sp_getapplock @Resource = 'Transform.Migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";
    private const string SnapshotSql = "SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()";
    private const string TakeSnapshotsSql = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";

    /// <summary>Deadlock, lock or command timeout, and the numbers by which SQL Server and Azure SQL say that they will be back.</summary>
    private static readonly HashSet<int> Transient = [-2, 20, 64, 233, 1205, 1222, 4060, 4221, 10053, 10054, 10060, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920];

    private static readonly HashSet<int> UniqueViolation = [2601, 2627];

    private static readonly HashSet<int> Full = [1101, 1105, 9002];

    public Dialect Dialect => Dialect.SqlServer;

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await read(connection);
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<UnitOutcome<T>>> unit, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var outcome = await unit(connection, transaction);
        if (outcome.Keep)
        {
            await transaction.CommitAsync(CancellationToken.None);      // past this point the caller must not give up and think that it did not happen
        }

        return outcome.Result;
    }

    public async Task MigrateAsync(Func<DbConnection, DbTransaction, Task> migration, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(SnapshotSql))
        {
            await connection.ExecuteAsync(TakeSnapshotsSql);            // not allowed inside a transaction
        }

        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        await connection.ExecuteAsync(LockSql, transaction: transaction);
        await migration(connection, transaction);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public bool IsUniqueViolation(Exception exception) => exception is SqlException sql && UniqueViolation.Contains(sql.Number);

    public bool IsTransient(Exception exception) => exception is SqlException sql && Transient.Contains(sql.Number);

    public bool IsFull(Exception exception) => exception is SqlException sql && Full.Contains(sql.Number);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<SqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
