using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Transform.Api.Tests.Service;

/// <summary>The built service in a process of its own, on a data folder that outlives it, so that it can be killed.</summary>
public sealed partial class ServiceProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> lines = new();

    private ServiceProcess(string dataFolder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(TransformApplication).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TRANSFORM_DATA"] = dataFolder;
        start.Environment["TRANSFORM_SETUP_CODE"] = TestService.SetupCode;
        start.Environment["TRANSFORM_REQUESTS_PER_MINUTE"] = "1000000";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The service ended before it listened:\n{Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>All that it has written to its log.</summary>
    public string Output => string.Join('\n', lines);

    public static async Task<ServiceProcess> StartAsync(string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var service = new ServiceProcess(dataFolder, settings ?? new Dictionary<string, string>(StringComparer.Ordinal));
        service.Address = await service.listening.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return service;
    }

    public HttpClient Client(string key) => new() { BaseAddress = new Uri(Address, "/api/v1/"), DefaultRequestHeaders = { Authorization = new("Bearer", key) }, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            if (Place().Match(line) is { Success: true } place)
            {
                listening.TrySetResult(new Uri(place.Groups[1].Value));
            }
        }
    }

    [GeneratedRegex(@"Transform is at (http://127\.0\.0\.1:\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
