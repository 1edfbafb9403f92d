using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>Somebody who asks: how they are known to a service.</summary>
public sealed record Reader(string Name, string? Cookies, string? AntiForgery, string? Bearer)
{
    public static Reader Nobody { get; } = new("nobody", null, null, null);

    public static Reader Of(string name, Browser browser) => new(name, browser.Cookies(), browser.Client.DefaultRequestHeaders.GetValues("X-Anti-Forgery").Single(), null);

    public static Reader Of(string name, HttpClient key) => new(name, null, null, key.DefaultRequestHeaders.Authorization!.Parameter);

    public HttpClient At(TestService service)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(service.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Host = "transform.example";         // addresses in the answers are made of it: of both services the same
        foreach (var (header, value) in new[] { ("Cookie", Cookies), ("X-Anti-Forgery", AntiForgery), ("Authorization", Bearer is null ? null : $"Bearer {Bearer}") })
        {
            if (value is not null)
            {
                client.DefaultRequestHeaders.Add(header, value);
            }
        }

        return client;
    }
}

/// <summary>
/// Asks two services for everything that the contract can read, and for what it refuses, and notes where one answers other bytes than the
/// other. It knows no operation by name: what is added to the contract is walked by itself.
/// </summary>
/// <param name="filled">Whose ids stand in the addresses.</param>
/// <param name="hidden">The ids of the confidential records, by noun: they are asked for as well.</param>
/// <param name="areSecret">True where the hidden records are not there for those who ask: then every write on them is refused, and that is walked too.</param>
/// <param name="words">What is looked for, beside the workspace's own words.</param>
public sealed partial class TwinWalk(FilledWorkspace filled, IReadOnlyDictionary<string, Guid> hidden, bool areSecret, IReadOnlyList<string> words)
{
    /// <summary>They make, show or end a session: each answer holds a token of its own.</summary>
    private static readonly HashSet<string> NotWalked = new(StringComparer.Ordinal) { "signOut", "signIn", "setUp", "getSession" };

    private static readonly string[] Days = ["2026-03-16", "2026-06-30", "2199-12-31"];

    private readonly ConcurrentQueue<string> findings = new();
    private readonly ConcurrentDictionary<string, bool> answered = new(StringComparer.Ordinal);
    private int asked;

    public IReadOnlyCollection<string> Findings => findings;

    /// <summary>How many questions both were asked.</summary>
    public int Asked => asked;

    /// <summary>The reads that answered something to somebody.</summary>
    public IReadOnlyCollection<string> Answered => [.. answered.Keys];

    public async Task RunAsync(TestService one, TestService other, Reader reader)
    {
        using var first = reader.At(one);
        using var second = reader.At(other);
        foreach (var operation in filled.Contract.Operations.Where(it => !NotWalked.Contains(it.Id)))
        {
            if (operation.Method == "GET")
            {
                foreach (var address in Addresses(operation).Distinct())
                {
                    await FollowAsync(first, second, reader, operation, address);
                }
            }
            else if (areSecret)
            {
                await RefusedAsync(first, second, reader, operation);
            }
        }
    }

    /// <summary>The operation's addresses: with its own ids and the hidden ones, bare and with each value of each filter, right and wrong.</summary>
    private IEnumerable<Uri> Addresses(ContractOperation operation)
    {
        var needed = FilledWorkspace.NeededQuery(operation);
        var places = operation.PathParameters.Count == 0 ? [null] : new Func<string, Guid?>?[] { null, parameter => HiddenOf(operation, parameter), _ => Guid.AllBitsSet };
        foreach (var place in places)
        {
            yield return filled.AddressOf(operation, place);
            foreach (var parameter in operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query"))
            {
                var name = parameter["name"]!.GetValue<string>();
                var others = string.Join('&', needed.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(it => !it.StartsWith(name + "=", StringComparison.Ordinal)));
                foreach (var value in Values(name, filled.Contract.Resolve(parameter["schema"]!)))
                {
                    yield return filled.AddressOf(operation, place, $"?{name}={Uri.EscapeDataString(value)}{(others.Length == 0 ? "" : "&" + others)}");
                }
            }
        }
    }

    private IEnumerable<string> Values(string name, JsonObject schema) => (schema["type"]?.ToString(), schema["format"]?.ToString()) switch
    {
        _ when schema["enum"] is JsonArray values => values.Select(it => it!.ToString()).Append("neither"),
        ("array", _) => schema["items"]?["enum"]?.AsArray().Select(it => it!.ToString()) ?? [],
        ("boolean", _) => ["true", "false", "maybe"],
        (_, "uuid") => new[] { filled.Id(Bodies.NounOf(name)), Guid.AllBitsSet }.Concat(hidden.TryGetValue(Bodies.NounOf(name), out var id) ? [id] : []).Select(it => it.ToString("D")),
        (_, "date" or "date-time") => Days.Append("yesterday"),
        ("integer" or "number", _) => ["0", "1", "2", "200", "999999"],
        _ when name == "cursor" => ["broken"],
        _ => [.. words, filled.Marker, "a", "e", ""],
    };

    private Guid? HiddenOf(ContractOperation operation, string parameter) =>
        parameter != "token" && hidden.TryGetValue(Bodies.NounOf(operation, parameter), out var id) ? id : null;

    /// <summary>The answer, and where it is a page of a list, those that follow.</summary>
    private async Task FollowAsync(HttpClient first, HttpClient second, Reader reader, ContractOperation operation, Uri address)
    {
        for (var pages = 0; pages < 20; pages++)
        {
            var text = await CompareAsync(first, second, reader, operation, address, body: null);
            if (text is null || !text.StartsWith('{') || JsonNode.Parse(text)?["next"] is not JsonValue next || !next.TryGetValue<string>(out var cursor))
            {
                return;
            }

            var before = address.OriginalString.Split('?');
            var query = (before.Length > 1 ? before[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries).Where(it => !it.StartsWith("cursor=", StringComparison.Ordinal));
            address = new Uri($"{before[0]}?{string.Join('&', query.Append($"cursor={Uri.EscapeDataString(cursor)}"))}", UriKind.Relative);
        }
    }

    /// <summary>A write on what is hidden, by its address or in its body, is refused in the same words.</summary>
    private async Task RefusedAsync(HttpClient first, HttpClient second, Reader reader, ContractOperation operation)
    {
        if (operation.PathParameters.Any(it => HiddenOf(operation, it) is not null))
        {
            foreach (var version in new[] { "\"v1\"", "\"v2\"", null })
            {
                await CompareAsync(first, second, reader, operation, filled.AddressOf(operation, parameter => HiddenOf(operation, parameter)), filled.BodyOf(operation), version);
            }
        }

        foreach (var part in Bodies.Parts(operation, filled.BodyOf(operation)).Where(it => it.IsId && it.Pointer != "/id" && hidden.ContainsKey(Bodies.NounOf(it.Name))).ToList())
        {
            var body = filled.BodyOf(operation)!;
            Bodies.Set(body, part.Pointer, hidden[Bodies.NounOf(part.Name)]);
            await CompareAsync(first, second, reader, operation, filled.AddressOf(operation), body, "\"v999\"");
        }
    }

    private async Task<string?> CompareAsync(HttpClient first, HttpClient second, Reader reader, ContractOperation operation, Uri address, JsonNode? body, string? version = null)
    {
        Interlocked.Increment(ref asked);
        var answers = await Task.WhenAll(AskAsync(first, operation, address, body, version), AskAsync(second, operation, address, body, version));
        if (answers[0].Whole != answers[1].Whole)
        {
            findings.Enqueue($"{operation.Id} to {reader.Name} at {address}:\n{answers[0].Whole}\n—\n{answers[1].Whole}");
        }
        else if (operation.Method != "GET" && (int)answers[0].Status < 400)
        {
            findings.Enqueue($"{operation.Id} of {reader.Name} at {address} was done: {body?.ToJsonString()}\n{answers[0].Whole}");
        }

        if (answers[0].Status == HttpStatusCode.OK)
        {
            answered[operation.Id] = true;
        }

        return answers[0].Status == HttpStatusCode.OK ? answers[0].Text : null;
    }

    private static async Task<(HttpStatusCode Status, string Text, string Whole)> AskAsync(HttpClient client, ContractOperation operation, Uri address, JsonNode? body, string? version)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address) { Content = body is null ? null : JsonContent.Create(body) };
        if (version is not null && operation.NeedsIfMatch)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        using var response = await client.SendAsync(request);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        var headers = response.Headers.Concat(response.Content.Headers).Where(it => it.Key is not ("Date" or "Set-Cookie")).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}: {string.Join(',', it.Value)}");
        return (response.StatusCode, text, Fleeting().Replace($"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{text}", "$1"));
    }

    /// <summary>What differs between any two answers, of one service too: the mark of the request, and when the machine last did its rounds.</summary>
    [GeneratedRegex("(\"(?:traceId|lastStartedAt|lastSucceededAt)\":\")[^\"]*", RegexOptions.NonBacktracking)]
    private static partial Regex Fleeting();
}
