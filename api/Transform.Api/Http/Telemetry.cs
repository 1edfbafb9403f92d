using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Transform.Api.Data;

namespace Transform.Api.Http;

/// <summary>
/// Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; the framework's own meters and activities, and ours.
/// Routes are told as patterns and nothing of a query, a body or a person goes with them.
/// </summary>
public sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    private MeterProvider? meters;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            var service = ResourceBuilder.CreateDefault().AddService("transform");
            meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service)
                .AddMeter(DatabaseMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "System.Net.Http")
                .AddOtlpExporter().Build();
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service)
                .AddSource("Microsoft.AspNetCore")
                .AddProcessor(new WithoutQueries())
                .AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        meters?.ForceFlush(2000);
        traces?.ForceFlush(2000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        meters?.Dispose();
        traces?.Dispose();
    }

    /// <summary>A search text or a cursor can name a person: queries and client addresses do not leave.</summary>
    private sealed class WithoutQueries : BaseProcessor<System.Diagnostics.Activity>
    {
        public override void OnEnd(System.Diagnostics.Activity data)
        {
            foreach (var tag in new[] { "url.query", "url.full", "client.address", "user_agent.original" })
            {
                data.SetTag(tag, null);
            }
        }
    }
}
