using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Themes;

/// <summary>The codebook as tests read and write it.</summary>
internal static class CodebookReading
{
    public static async Task<List<JsonObject>> CodebookAsync(this HttpClient client, string query = "") =>
        [.. (await client.GetAsync(new Uri("codebook" + query, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!.AsObject())];

    public static JsonObject Named(this IEnumerable<JsonObject> themes, string name) => Assert.Single(themes, it => it["name"]!.GetValue<string>() == name);

    public static async Task<Guid> ThemeAsync(this HttpClient client, string name, Guid? parentId = null, string dimension = "P1", string? definition = null, string? colour = null, bool isCodable = true) =>
        (await client.PostAsJsonAsync("themes", new { name, definition, colour, isCodable, dimension, parentId }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    public static async Task<byte[]> ExportAsync(this HttpClient client, string format)
    {
        using var response = await client.GetAsync(new Uri($"codebook/export?format={format}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"attachment; filename=\"codebook.{format}\"", response.Content.Headers.GetValues("Content-Disposition").Single());
        return await response.Content.ReadAsByteArrayAsync();
    }

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, string format, byte[] file, string more = "", string? type = null)
    {
        var content = new ByteArrayContent(file);
        content.Headers.TryAddWithoutValidation("Content-Type", type ?? (format == "qdc" ? "application/xml" : "text/csv"));
        return client.PostAsync(new Uri($"codebook/imports?format={format}{more}", UriKind.Relative), content);
    }

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, string format, string file, string more = "") => client.ImportAsync(format, Encoding.UTF8.GetBytes(file), more);

    public static async Task<List<JsonObject>> StepsAsync(this HttpClient client) =>
        [.. (await client.GetAsync(new Uri("codebook/steps", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!.AsObject())];

    public static Task<HttpResponseMessage> UndoAsync(this HttpClient client, JsonNode step) => client.PostAsync(new Uri($"codebook/steps/{step["id"]}/undo", UriKind.Relative), content: null);

    /// <summary>Takes the newest step back and answers with what it was.</summary>
    public static async Task<JsonObject> UndoNewestAsync(this HttpClient client)
    {
        var newest = Assert.Single(await client.StepsAsync(), it => it["canBeUndone"]!.GetValue<bool>());
        await client.UndoAsync(newest).ExpectAsync(HttpStatusCode.OK);
        return newest;
    }
}
