using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Activities;

/// <summary>Activities as tests write them.</summary>
internal static class TestActivity
{
    public static JsonObject Body(object? more = null)
    {
        var body = new JsonObject { ["title"] = "Listening to the night team", ["kind"] = "meeting", ["startsOn"] = "2026-02-03" };
        foreach (var (key, value) in more is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            body[key] = value?.DeepClone();
        }

        return body;
    }

    public static object[] Focus(params (string Dimension, double Share)[] parts) => [.. parts.Select(it => new { dimension = it.Dimension, share = it.Share })];

    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public static async Task<string> ProgrammePathAsync(this TestWorkspace workspace, params (Guid UserId, string Part)[] members) =>
        $"programmes/{(await workspace.MakeProgrammeAsync("Programme", members))["id"]}";

    public static Task<JsonObject> MakeAsync(this HttpClient client, string programme, object? more = null) =>
        client.PostAsJsonAsync($"{programme}/activities", Body(more)).ExpectAsync(HttpStatusCode.Created);

    public static async Task<List<JsonObject>> ItemsAsync(this HttpClient client, string path) =>
        [.. (await client.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().OfType<JsonObject>()];

    public static async Task<Guid> GroupAsync(this HttpClient client, string programme) =>
        (await client.PostAsJsonAsync($"{programme}/change-groups", new { name = TestWorkspace.Unique("Ward nurses"), professionalGroup = "nursingAndMidwifery", headCount = 20, vacancies = 2, hoursAsked = 10, hoursBackfilled = 4 })
            .ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
}
