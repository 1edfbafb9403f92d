using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Balance;

/// <summary>Records as these tests write them, and figures that a job computes.</summary>
internal static class BalanceReading
{
    private const int MostInOneBatch = 200;

    public static Guid Id(this JsonObject record) => record["id"]!.GetValue<Guid>();

    /// <summary>Logs activities, each as given over one that is done and coded to one dimension; answers the sequence of the last write.</summary>
    public static async Task<long> LogAsync(this HttpClient client, Guid programmeId, IEnumerable<object> activities)
    {
        var sequence = 0L;
        foreach (var batch in activities.Chunk(MostInOneBatch))
        {
            using var response = await client.PostAsJsonAsync($"programmes/{programmeId}/activities/batch", new { activities = batch.Select(Activity) });
            Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
            sequence = Sequence(response);
        }

        return sequence;
    }

    public static async Task<(Guid Id, long Sequence)> LogOneAsync(this HttpClient client, Guid programmeId, object activity)
    {
        using var response = await client.PostAsJsonAsync($"programmes/{programmeId}/activities", Activity(activity));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id(), Sequence(response));
    }

    /// <summary>Logs one interview that mentions these dimensions; answers its id and the sequence of the write.</summary>
    public static async Task<(Guid Id, long Sequence)> InterviewAsync(this HttpClient client, Guid programmeId, IReadOnlyList<Guid> themes, IReadOnlyList<string> dimensions, string confidentiality = "programme")
    {
        var person = await client.PostAsJsonAsync("people", new { name = TestWorkspace.Unique("Leader") }).ExpectAsync(HttpStatusCode.Created);
        using var response = await client.PostAsJsonAsync($"programmes/{programmeId}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = person.Id() } }, confidentiality,
            mentions = dimensions.Select((dimension, i) => new { themeId = themes[i], dimension }),
        });
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject().Id(), Sequence(response));
    }

    public static async Task<IReadOnlyList<Guid>> ThemesAsync(this HttpClient client, int count)
    {
        var themes = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            themes.Add((await client.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Theme"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created)).Id());
        }

        return themes;
    }

    public static long Sequence(HttpResponseMessage response) => long.Parse(response.Headers.GetValues("Change-Sequence").Single(), System.Globalization.CultureInfo.InvariantCulture);

    public static Task<JsonObject> BalanceAsync(this HttpClient client, Guid programmeId, long? atLeast = null) =>
        client.ReadyAsync($"programmes/{programmeId}/balance{(atLeast is null ? "" : $"?atLeast={atLeast}")}");

    /// <summary>Asks again while the answer is 202, for at most ten seconds.</summary>
    public static async Task<JsonObject> ReadyAsync(this HttpClient client, string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (response.StatusCode == HttpStatusCode.Accepted && attempt < 100)
            {
                Assert.NotNull(response.Headers.RetryAfter);
                await Task.Delay(100);
                continue;
            }

            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}: {text}");
            return JsonNode.Parse(text)!.AsObject();
        }
    }

    public static JsonNode Stream(this JsonObject balance, string stream) => balance["streams"]!.AsArray().Single(it => it!["stream"]!.GetValue<string>() == stream)!;

    public static double Number(this JsonNode? node, string field) => node![field]!.GetValue<double>();

    public static object[] Focus(params (string Dimension, double Share)[] parts) => [.. parts.Select(it => new { dimension = it.Dimension, share = it.Share })];

    /// <summary>What only time or a fault does to a database, done at once.</summary>
    public static async Task DisturbAsync(this TestWorkspace workspace, string sql, Guid id)
    {
        var db = workspace.Service.Services.GetRequiredService<Db>();
        Assert.NotEqual(0, await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(sql, new { Id = id }), CancellationToken.None));
    }

    private static JsonObject Activity(object given)
    {
        var activity = new JsonObject { ["title"] = "Listening to the night team", ["kind"] = "meeting", ["startsOn"] = "2026-02-03", ["status"] = "done" };
        foreach (var (key, value) in System.Text.Json.JsonSerializer.SerializeToNode(given)!.AsObject())
        {
            activity[key] = value?.DeepClone();
        }

        return activity;
    }
}
