using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Transform.Api.Demonstration;

/// <summary>Tells whoever started the service where it is and how to begin; with <c>--demo</c> it fills the service first.</summary>
public sealed class Announcement(TransformOptions options, DemonstrationLoader loader, IServer server, IHostApplicationLifetime lifetime, ILogger<Announcement> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.FirstOrDefault() is not { } address)
        {
            return;                                 // a test host without a socket
        }

        var service = new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal));
        if (!options.Demo)
        {
            Console.WriteLine($"Transform is at {service.GetLeftPart(UriPartial.Authority)}. Its data is in {options.DataFolder}.");
            return;
        }

        if (loader.Read() is null)
        {
            Console.WriteLine("Filling the demonstration with made-up programmes …");
        }

        try
        {
            var credentials = await loader.FillAsync(service, stoppingToken);
            Console.WriteLine($"""

                Transform is at {credentials.Url} with made-up data.
                Sign in as

                {string.Join(Environment.NewLine, credentials.Users.Select(user => $"  {user.Role,-14} {user.Email,-28} {user.Password}"))}

                API key: {credentials.ApiKey}
                All of this stands in {Path.Combine(options.DataFolder, "demo-credentials.json")}. Stop with Ctrl+C.
                """);
        }
        catch (InvalidOperationException exception)
        {
            log.LogCritical(exception, "The demonstration could not be filled; empty {Folder} and start again", options.DataFolder);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
