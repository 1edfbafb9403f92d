using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Discussions;

/// <summary>A programme with one discussion, made by its lead.</summary>
public sealed class TestDiscussion
{
    private TestDiscussion(TestProgramme programme, Guid id)
    {
        Programme = programme;
        Id = id;
    }

    public TestProgramme Programme { get; }

    public Guid Id { get; }

    public string Path => $"programmes/{Programme.Id}/discussions/{Id}";

    public string Contributions => $"{Path}/contributions";

    public string Imports => $"{Contributions}/imports";

    public static async Task<TestDiscussion> CreateAsync(TestProgramme? programme = null)
    {
        programme ??= await TestProgramme.CreateAsync();
        var made = await programme.Lead.PostAsync($"programmes/{programme.Id}/discussions", new { title = "Leading together", kind = "tweetChat", heldOn = "2026-03-12" }).ExpectAsync(HttpStatusCode.Created);
        return new TestDiscussion(programme, made["id"]!.GetValue<Guid>());
    }

    public async Task<HttpResponseMessage> ImportAsync(string csv, string query = "", HttpClient? client = null, string? idempotencyKey = null, string type = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Imports + query) { Content = new StringContent(csv, Encoding.UTF8, type) };
        request.Headers.ExpectContinue = csv.Length > 2_000_000;     // else what is refused unread breaks off in the middle
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await (client ?? Programme.Lead.Client).SendAsync(request);
    }

    public Task<JsonObject> AddAsync(string text, string? author = null, string consent = "notAsked") =>
        Programme.Lead.PostAsync(Contributions, new { text, author, consent }.WithoutNulls()).ExpectAsync(HttpStatusCode.Created);

    public async Task<List<JsonObject>> ReadAsync(string query = "", Browser? reader = null) =>
        [.. (await (reader ?? Programme.Lead).GetAsync(Contributions + query).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!.AsObject())];
}

internal static class Bodies
{
    /// <summary>A body without the fields that were not given: null is refused.</summary>
    public static JsonObject WithoutNulls(this object body)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();
        foreach (var name in json.Where(it => it.Value is null).Select(it => it.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }
}
