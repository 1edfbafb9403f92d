using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Transform.Bench.Machine;

/// <summary>A service in a process of its own, on a free loopback port.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private static readonly HttpClient Client = new();
    private readonly Process process;
    private readonly Queue<string> lastWords = new();

    private RunningService(Process process, int port)
    {
        this.process = process;
        Port = port;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<RunningService> StartAsync(string program, string[] arguments, Dictionary<string, string>? settings = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings ?? [])
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var running = new RunningService(Process.Start(start)!, port);
        while (!await running.IsReadyAsync())
        {
            if (running.process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(1))
            {
                var words = running.LastWords();
                await running.DisposeAsync();
                throw new InvalidOperationException($"{Path.GetFileName(program)} did not become ready:\n{words}");
            }

            await Task.Delay(4);
        }

        running.ReadyAfter = watch.Elapsed;
        return running;
    }

    /// <summary>Resident and anonymous memory in MB; anonymous is what no file backs, and so what the process truly costs.</summary>
    public (double Resident, double Anonymous) Memory()
    {
        process.Refresh();
        var resident = process.WorkingSet64 / 1048576.0;
        var file = $"/proc/{process.Id}/smaps_rollup";
        var anonymous = File.Exists(file)
            ? File.ReadLines(file).Where(line => line.StartsWith("Pss_Anon:", StringComparison.Ordinal)).Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).FirstOrDefault(resident)
            : resident;
        return (resident, anonymous);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(Address, "health/ready"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (lastWords)
        {
            lastWords.Enqueue(line ?? "");
            if (lastWords.Count > 20)
            {
                lastWords.Dequeue();
            }
        }
    }

    private string LastWords()
    {
        lock (lastWords)
        {
            return string.Join('\n', lastWords);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
