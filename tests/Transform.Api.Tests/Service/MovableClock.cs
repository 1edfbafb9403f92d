using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Transform.Api.Tests.Service;

/// <summary>The system's clock, put forward by hand; timers still run by the system's.</summary>
public sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Forward(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}

/// <summary>A service of its own, whose clock a test can put forward.</summary>
public sealed class ClockedService : TestService
{
    public MovableClock Clock { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(_ => Clock));
    }
}
