using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Transform.Api.Tests.Service;

/// <summary>A workspace made through the front door, with its administrator's browser and an integrator's key.</summary>
public sealed class TestWorkspace
{
    public const string Password = "six blue kettles sing";

    private static readonly Lazy<Task<TestWorkspace>> Lazily = new(() => CreateAsync());
    private static int count;

    private TestWorkspace(TestService service, Guid id, Browser administrator, HttpClient key)
    {
        Service = service;
        Id = id;
        Administrator = administrator;
        Key = key;
    }

    public TestService Service { get; }

    public Guid Id { get; }

    /// <summary>The administrator's signed-in browser.</summary>
    public Browser Administrator { get; }

    /// <summary>A client with an API key that has every scope a key can have; base address ends in <c>/api/v1/</c>.</summary>
    public HttpClient Key { get; }

    /// <summary>One workspace for tests that make their own programme in it and look no further.</summary>
    public static Task<TestWorkspace> SharedAsync() => Lazily.Value;

    public static string Unique(string name) => $"{name} {Interlocked.Increment(ref count)} {Guid.CreateVersion7():N}";

    public static async Task<TestWorkspace> CreateAsync(TestService? service = null)
    {
        service ??= TestService.Shared;
        var browser = new Browser(service);
        var session = await browser.PostAsync("setup", new
        {
            workspaceName = Unique("Workspace"), name = "Ada Administrator", email = $"ada-{Guid.CreateVersion7():N}@example.org", password = Password, setupCode = TestService.SetupCode,
        }).ExpectAsync(HttpStatusCode.Created);
        browser.Became(session);
        var key = await browser.PostAsync("api-keys", new
        {
            name = "tests",
            scopes = new[] { "programmes:read", "programmes:write", "people:read", "people:write", "interviews:read", "interviews:write", "scores:read", "changes:read" },
        }).ExpectAsync(HttpStatusCode.Created);
        return new TestWorkspace(service, session["workspace"]!["id"]!.GetValue<Guid>(), browser, KeyClient(service, key["secret"]!.GetValue<string>()));
    }

    public static HttpClient KeyClient(TestService service, string secret)
    {
        var client = new HttpClient { BaseAddress = new Uri(service.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>Makes a programme with these members, each as its lead or as a contributor, and answers with it.</summary>
    public Task<JsonObject> MakeProgrammeAsync(string name = "Programme", params (Guid UserId, string Part)[] members) => Key.PostAsJsonAsync("programmes", new
    {
        name = Unique(name), startsOn = "2026-01-05", dataController = "Northfield NHS Trust", members = members.Select(it => new { userId = it.UserId, part = it.Part }),
    }).ExpectAsync(HttpStatusCode.Created);

    /// <summary>Makes a user of this role and signs them in.</summary>
    public async Task<Browser> SignInAsAsync(string role)
    {
        var email = $"{role}-{Guid.CreateVersion7():N}@example.org".ToLowerInvariant();
        await Administrator.PostAsync("users", new { name = $"A {role}", email, role, password = Password }).ExpectAsync(HttpStatusCode.Created);
        var browser = new Browser(Service);
        browser.Became(await browser.PostAsync("session", new { email, password = Password }).ExpectAsync(HttpStatusCode.OK));
        return browser;
    }
}

/// <summary>A browser: cookies, and the anti-forgery header on writes. Paths are relative to <c>/api/v1/</c>.</summary>
public sealed class Browser(TestService service)
{
    private readonly CookieContainer cookies = new();
    private HttpClient? client;

    public Guid UserId { get; private set; }

    public HttpClient Client => client ??= new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(service.Address, "/api/v1/") };

    /// <summary>The cookies that the browser holds now, as it would send them.</summary>
    public string Cookies() => cookies.GetCookieHeader(service.Address);

    public void Became(JsonObject session)
    {
        UserId = session["user"]!["id"]!.GetValue<Guid>();
        Client.DefaultRequestHeaders.Remove("X-Anti-Forgery");
        Client.DefaultRequestHeaders.Add("X-Anti-Forgery", session["antiForgeryToken"]!.GetValue<string>());
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsJsonAsync(path, body);

    public Task<HttpResponseMessage> PutAsync(string path, object body, string etag) => Client.PutAsync(path, body, etag);

    public Task<HttpResponseMessage> DeleteAsync(string path, string etag) => Client.DeleteAsync(path, etag);
}

public static class HttpClientExtensions
{
    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string path, object body, string? etag) => SendAsync(client, HttpMethod.Put, path, JsonContent.Create(body), etag);

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body, string? etag) => SendAsync(client, HttpMethod.Post, path, JsonContent.Create(body), etag);

    public static Task<HttpResponseMessage> DeleteAsync(this HttpClient client, string path, string? etag) => SendAsync(client, HttpMethod.Delete, path, content: null, etag);

    /// <summary>The body as JSON, after a look at the status: a wrong one fails with what the service said.</summary>
    public static async Task<JsonObject> ExpectAsync(this Task<HttpResponseMessage> responding, HttpStatusCode status)
    {
        using var response = await responding;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<string> ETagAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.Headers.ETag!.ToString();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, HttpContent? content, string? etag)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        return await client.SendAsync(request);
    }
}
