using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Transform.Bench.References;

/// <summary>
/// The services to compare with, each as little as does the same work: no sign-in, no logs, no limits, no problems. They run in a
/// process of their own, compiled ahead of time as the service is.
/// </summary>
public static class Reference
{
    public static async Task RunAsync(string kind, string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments[1..]);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var file = Path.Combine(arguments[0], "transform.db");
        var readers = new Readers(file);
        app.MapGet("/health/ready", () => readers.Use(connection => connection.Value("SELECT COUNT(*) FROM Jobs") >= 0));
        switch (kind)
        {
            case "handwritten":
                HandwrittenList.Map(app, readers);
                HandwrittenDashboard.Map(app, readers);
                break;
            case "dapper":
                DapperList.Map(app, readers);
                break;
            case "create":
                GroupCommitCreate.Map(app, file);
                break;
            case "recompute":
                HandwrittenRecompute.Map(app, file, readers);
                break;
            case "start":
                break;
            default:
                throw new ArgumentException($"There is no reference “{kind}”.", nameof(kind));
        }

        await app.RunAsync();
    }
}

/// <summary>Twice as many readers as there are cores, each with the pages and the mapped memory that the service's readers have.</summary>
public sealed class Readers(string file)
{
    private readonly ConcurrentBag<PreparedConnection> idle = [];
    private readonly SemaphoreSlim free = new(Math.Max(4, Environment.ProcessorCount * 2));

    public T Use<T>(Func<PreparedConnection, T> read)
    {
        free.Wait();
        var connection = idle.TryTake(out var waiting) ? waiting : new PreparedConnection(file);
        try
        {
            return read(connection);
        }
        finally
        {
            idle.Add(connection);
            free.Release();
        }
    }
}

/// <summary>A connection that keeps its statements prepared.</summary>
public sealed class PreparedConnection
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public PreparedConnection(string file)
    {
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false }.ToString());
        Connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;");
    }

    public SqliteConnection Connection { get; }

    /// <summary>The statement with these values for <c>$1</c>, <c>$2</c>, …</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.AddWithValue($"${i}", DBNull.Value);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<object> values) => Command(sql, values).ExecuteNonQuery();

    public long Value(string sql, params ReadOnlySpan<object> values) => (long)Command(sql, values).ExecuteScalar()!;
}
