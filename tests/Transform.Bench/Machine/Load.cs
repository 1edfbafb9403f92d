using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Transform.Bench.Machine;

/// <summary>What one round of load brought.</summary>
/// <param name="CpuMicroseconds">Server CPU per request: survives a noisy machine better than the rate does.</param>
public sealed record Round(double RequestsPerSecond, double CpuMicroseconds, double P50, double P99, int Failures, string? FirstFailure);

/// <summary>Sends one request again and again over kept connections: raw sockets, so that the load takes little of the machine it shares with the service.</summary>
public static class Load
{
    public static byte[] Get(string path, params string[] headers) => Request("GET", path, headers, "");

    public static byte[] Post(string path, string body, params string[] headers) =>
        Request("POST", path, [.. headers, "Content-Type: application/json", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}"], body);

    public static async Task<Round> RunAsync(RunningService service, byte[] request, int connections, TimeSpan time, int expected = 200)
    {
        using var ending = new CancellationTokenSource();
        var before = service.Cpu;
        var watch = Stopwatch.StartNew();
        var senders = Enumerable.Range(0, connections).Select(_ => SendAsync(service.Port, request, expected, () => watch.Elapsed < time)).ToList();
        var results = await Task.WhenAll(senders);
        var seconds = watch.Elapsed.TotalSeconds;
        var cpu = service.Cpu - before;
        var times = results.SelectMany(it => it.Milliseconds).Order().ToList();
        return new Round(
            times.Count / seconds, cpu.TotalMicroseconds / Math.Max(1, times.Count), At(times, 0.5), At(times, 0.99),
            results.Sum(it => it.Failures), results.Select(it => it.FirstFailure).FirstOrDefault(it => it is not null));
    }

    /// <summary>One request and its answer's body.</summary>
    public static async Task<(int Status, string Head, string Body)> OnceAsync(RunningService service, byte[] request)
    {
        using var connection = await Connection.OpenAsync(service.Port);
        var status = await connection.ExchangeAsync(request);
        return (status, connection.Head(), connection.Body());
    }

    /// <summary>Rounds of several kinds of load, one after the other and all again, so that a noisy moment falls on all alike.</summary>
    public static async Task<Round[]> InterleaveAsync(int rounds, params Func<Task<Round>>[] kinds)
    {
        var all = kinds.Select(_ => new List<Round>()).ToList();
        for (var i = 0; i < rounds; i++)
        {
            for (var k = 0; k < kinds.Length; k++)
            {
                all[k].Add(await kinds[k]());
            }
        }

        return [.. all.Select(Medians)];
    }

    public static double Median(IEnumerable<double> values) => At([.. values.Order()], 0.5);

    private static Round Medians(List<Round> rounds) => new(
        Median(rounds.Select(it => it.RequestsPerSecond)), Median(rounds.Select(it => it.CpuMicroseconds)), Median(rounds.Select(it => it.P50)), Median(rounds.Select(it => it.P99)),
        rounds.Sum(it => it.Failures), rounds.Select(it => it.FirstFailure).FirstOrDefault(it => it is not null));

    private static double At(List<double> ordered, double part) => ordered.Count == 0 ? double.NaN : ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * part))];

    private static byte[] Request(string method, string path, IEnumerable<string> headers, string body) =>
        Encoding.UTF8.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(headers.Select(it => it + "\r\n"))}\r\n{body}");

    private static async Task<(List<double> Milliseconds, int Failures, string? FirstFailure)> SendAsync(int port, byte[] request, int expected, Func<bool> goesOn)
    {
        var times = new List<double>(100_000);
        var failures = 0;
        string? firstFailure = null;
        using var connection = await Connection.OpenAsync(port);
        while (goesOn())
        {
            var start = Stopwatch.GetTimestamp();
            var status = await connection.ExchangeAsync(request);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (status != expected)
            {
                failures++;
                firstFailure ??= $"{status}: {connection.Body()}";
            }
        }

        return (times, failures, firstFailure);
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private byte[] buffer = new byte[65536];
        private int filled;
        private int headEnd;

        public static async Task<Connection> OpenAsync(int port)
        {
            var connection = new Connection();
            await connection.socket.ConnectAsync(IPAddress.Loopback, port);
            return connection;
        }

        /// <summary>Sends the request, reads the whole answer, and gives its status.</summary>
        public async Task<int> ExchangeAsync(byte[] request)
        {
            filled = 0;
            await socket.SendAsync(request);
            do
            {
                await ReceiveAsync();
                headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) + 4;
            }
            while (headEnd < 4);

            var status = int.Parse(buffer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            if (status is 204 or 304)
            {
                return status;
            }

            if (LengthOf(buffer.AsSpan(0, headEnd)) is { } length)
            {
                while (filled < headEnd + length)
                {
                    await ReceiveAsync();
                }

                return status;
            }

            for (var chunk = headEnd; ;)
            {
                int size, used;
                while (!Utf8Parser.TryParse(buffer.AsSpan(chunk, filled - chunk), out size, out used, 'x') || filled < chunk + used + size + 4)
                {
                    await ReceiveAsync();
                }

                chunk += used + size + 4;
                if (size == 0)
                {
                    return status;
                }
            }
        }

        public string Head() => Encoding.UTF8.GetString(buffer, 0, headEnd);

        /// <summary>The body with the marks between its chunks taken out.</summary>
        public string Body()
        {
            if (LengthOf(buffer.AsSpan(0, headEnd)) is not null || filled == headEnd)
            {
                return Encoding.UTF8.GetString(buffer, headEnd, filled - headEnd);
            }

            using var body = new MemoryStream();
            for (var chunk = headEnd; Utf8Parser.TryParse(buffer.AsSpan(chunk, filled - chunk), out int size, out var used, 'x') && size > 0; chunk += used + size + 4)
            {
                body.Write(buffer, chunk + used + 2, size);
            }

            return Encoding.UTF8.GetString(body.ToArray());
        }

        public void Dispose() => socket.Dispose();

        private static int? LengthOf(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? length : null;
        }

        private async Task ReceiveAsync()
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var count = await socket.ReceiveAsync(buffer.AsMemory(filled));
            filled += count > 0 ? count : throw new IOException("The service closed the connection.");
        }
    }
}
