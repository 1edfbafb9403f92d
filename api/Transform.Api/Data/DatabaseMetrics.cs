using System.Diagnostics.Metrics;

namespace Transform.Api.Data;

/// <summary>How often the database made us try again, wait too long, or stop trying.</summary>
public sealed class DatabaseMetrics : IDisposable
{
    public const string MeterName = "Transform.Database";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> retries;
    private readonly Counter<long> timeouts;
    private readonly Counter<long> breaks;

    public DatabaseMetrics()
    {
        retries = meter.CreateCounter<long>("transform.database.retries");
        timeouts = meter.CreateCounter<long>("transform.database.timeouts");
        breaks = meter.CreateCounter<long>("transform.database.breaker_opened");
    }

    public ValueTask Retried() => Count(retries);

    public ValueTask TimedOut() => Count(timeouts);

    public ValueTask BreakerOpened() => Count(breaks);

    public void Dispose() => meter.Dispose();

    private static ValueTask Count(Counter<long> counter)
    {
        counter.Add(1);
        return ValueTask.CompletedTask;
    }
}
