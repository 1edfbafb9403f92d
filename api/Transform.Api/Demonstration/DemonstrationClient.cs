using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Transform.Api.Demonstration;

/// <summary>One made-up person's browser: it speaks to the service as any other does.</summary>
public sealed class DemonstrationClient(Uri service) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(service, "/api/v1/") };

    public Guid UserId { get; private set; }

    /// <summary>Sets up or signs in: what comes back says who this browser is.</summary>
    public async Task BeginAsync(string path, object body, CancellationToken ct)
    {
        var session = await PostAsync(path, body, ct);
        UserId = session["user"]!["id"]!.GetValue<Guid>();
        client.DefaultRequestHeaders.Add("X-Anti-Forgery", session["antiForgeryToken"]!.GetValue<string>());
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), ct);
        return await ReadAsync(response, path, ct);
    }

    public async Task<JsonNode> PostAsync(string path, object body, CancellationToken ct)
    {
        using var response = await client.PostAsJsonAsync(path, body, Http.Json.Options, ct);
        return await ReadAsync(response, path, ct);
    }

    /// <param name="version">The version that is replaced, where there is one.</param>
    public async Task<JsonNode> PutAsync(string path, object body, CancellationToken ct, int? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: Http.Json.Options) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        }

        using var response = await client.SendAsync(request, ct);
        return await ReadAsync(response, path, ct);
    }

    /// <summary>Sends a CSV file as it stands.</summary>
    public async Task ImportAsync(string path, string csv, CancellationToken ct)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, ct);
        await ReadAsync(response, path, ct);
    }

    /// <summary>Makes a record and gives its id.</summary>
    public async Task<Guid> MakeAsync(string path, object body, CancellationToken ct) => (await PostAsync(path, body, ct))["id"]!.GetValue<Guid>();

    public void Dispose() => client.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, string path, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!
            : throw new InvalidOperationException($"The demonstration's {path} was refused: {text}");
    }
}
