using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Transform.Api.Tests.Service;

/// <summary>How many requests one service is answering at this moment, by its own measure.</summary>
internal sealed class RequestsInFlight : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long count;

    public RequestsInFlight(TestService service, int wanted)
    {
        var scope = service.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Name == "http.server.active_requests" && ReferenceEquals(instrument.Meter.Scope, scope))
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
        {
            if (Interlocked.Add(ref count, change) >= wanted)
            {
                reached.TrySetResult();
            }
        });
        listener.Start();
    }

    /// <summary>Done once as many as were wanted are being answered together.</summary>
    public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose() => listener.Dispose();
}
