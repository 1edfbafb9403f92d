using Dapper;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Transform.Api.Http;

namespace Transform.Api.Data;

/// <summary>The database as features see it: read rows, or write one unit of work.</summary>
public sealed class Db
{
    private readonly IDatabaseEngine engine;
    private readonly ChangeSpine spine;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline pipeline;
    private readonly WriteSignal signal;
    private readonly IKeyEraser eraser;

    public Db(IDatabaseEngine engine, ChangeSpine spine, TimeProvider clock, WriteSignal signal, DatabaseMetrics metrics, IKeyEraser eraser)
    {
        DapperSetup.Apply();
        this.engine = engine;
        this.spine = spine;
        this.clock = clock;
        this.signal = signal;
        this.eraser = eraser;
        var transient = new PredicateBuilder().Handle<Exception>(engine.IsTransient);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = transient,
                MinimumThroughput = 20,
                BreakDuration = TimeSpan.FromSeconds(5),
                OnOpened = _ => metrics.BreakerOpened(),
            })
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = transient,
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(50),
                UseJitter = true,
                OnRetry = _ => metrics.Retried(),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(30), OnTimeout = _ => metrics.TimedOut() })
            .Build();
    }

    public Dialect Dialect => engine.Dialect;

    /// <summary>Appends the engine's way to take the first <c>@Take</c> rows; where a page starts is a keyset predicate in the query itself.</summary>
    public string Page(string sql) => sql + (engine.Dialect == Dialect.SqlServer
        ? "\nOFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY"
        : "\nLIMIT @Take");

    public bool IsUniqueViolation(Exception exception) => engine.IsUniqueViolation(exception);

    public Task<List<T>> QueryAsync<T>(string sql, object args, CancellationToken ct) =>
        ReadAsync(async connection => (await connection.QueryAsync<T>(sql, args)).AsList(), ct);

    public Task<T?> FindAsync<T>(string sql, object args, CancellationToken ct) =>
        ReadAsync(connection => connection.QueryFirstOrDefaultAsync<T>(sql, args), ct);

    /// <summary>
    /// The one way to write. The unit may be run again after a deadlock, so it does no outside I/O; a problem that it returns or throws
    /// rolls it back: no row, no spine entry. Its number on the spine is answered in <c>Change-Sequence</c>.
    /// </summary>
    public async Task<T> WriteAsync<T>(CurrentUser user, Change change, Func<Unit, Task<T>> unit, CancellationToken ct)
        where T : IResult
    {
        var (result, sequence, keysToErase) = await RunAsync<(T Result, long? Sequence, IReadOnlyCollection<Guid> KeysToErase)>(async (connection, transaction) =>
        {
            var now = clock.UtcNow();
            var running = new Unit(connection, transaction, user, change, now);
            var result = await unit(running);
            if (Problems.Of(result) is not null)
            {
                return new((result, null, []), Keep: false);
            }

            if (running.KeysToErase.Count > 0)
            {
                await running.ExecuteAsync(KeysToErase.InsertSql, running.KeysToErase.Select(it => new { KeyId = it, Now = now }));
            }

            var sequence = running.IsRepeat
                ? await running.FindAsync<long>(ChangeSpine.CurrentSql, new { user.WorkspaceId })
                : await spine.AppendAsync(running, user, change, Versioned.NumberOf(result), now);
            return new((result, sequence, running.KeysToErase), Keep: true);
        }, ct);

        if (sequence is { } number)
        {
            user.ChangeSequence = number;
            signal.Written();
            if (keysToErase.Count > 0)
            {
                await eraser.EraseAsync(keysToErase, CancellationToken.None);
            }
        }

        return result;
    }

    /// <summary>Writes what the spine does not announce: sessions, scores, job and access records.</summary>
    public Task<T> WriteUnannouncedAsync<T>(Func<Unit, Task<T>> unit, CancellationToken ct) =>
        RunAsync<T>(async (connection, transaction) =>
            new(await unit(new Unit(connection, transaction, user: null, change: null, clock.UtcNow())), Keep: true), ct);

    private Task<T> ReadAsync<T>(Func<System.Data.Common.DbConnection, Task<T>> read, CancellationToken ct) =>
        pipeline.ExecuteAsync(static async (state, ct) => await state.engine.ReadAsync(state.read, ct), (engine, read), ct).AsTask();

    private Task<T> RunAsync<T>(Func<System.Data.Common.DbConnection, System.Data.Common.DbTransaction?, Task<UnitOutcome<T>>> unit, CancellationToken ct) =>
        pipeline.ExecuteAsync(static async (state, ct) => await state.engine.WriteAsync(state.unit, ct), (engine, unit), ct).AsTask();
}
