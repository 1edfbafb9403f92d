using System.Data.Common;

namespace Transform.Api.Data;

public enum Dialect
{
    Sqlite,
    SqlServer,
}

/// <summary>What the two databases truly differ in: how a connection is had, how a unit of work is made durable, and what an error means.</summary>
public interface IDatabaseEngine : IAsyncDisposable
{
    Dialect Dialect { get; }

    /// <summary>Lends a connection for reading; it sees committed rows only and never waits for a writer.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct);

    /// <summary>
    /// Runs a unit of work in a transaction and answers once it is durable. The unit may be run again, so it does no outside I/O;
    /// where <see cref="UnitOutcome{T}.Keep"/> is false, nothing of it is kept.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<UnitOutcome<T>>> unit, CancellationToken ct);

    /// <summary>Runs one migration script and its record in a single transaction, holding the engine's application lock.</summary>
    Task MigrateAsync(Func<DbConnection, DbTransaction, Task> migration, CancellationToken ct);

    bool IsUniqueViolation(Exception exception);

    /// <summary>True where the same unit of work may succeed if it is run again.</summary>
    bool IsTransient(Exception exception);

    /// <summary>True where the disk or the allowed size is used up.</summary>
    bool IsFull(Exception exception);
}

/// <summary>What a unit of work answers, and whether its writes are kept.</summary>
public readonly record struct UnitOutcome<T>(T Result, bool Keep);
