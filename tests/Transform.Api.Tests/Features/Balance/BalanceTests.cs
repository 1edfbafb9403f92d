using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Balance;

public sealed class BalanceTests
{
    [Fact]
    public async Task An_empty_programme_gives_reasons_and_no_figure()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.MakeProgrammeAsync();
        var balance = await workspace.Key.BalanceAsync(programme.Id());

        Assert.Equal(6, balance["streams"]!.AsArray().Count);
        foreach (var stream in balance["streams"]!.AsArray())
        {
            Assert.Equal("nothing", stream!["grade"]!.GetValue<string>());
            Assert.StartsWith("nothing yet, because ", stream["reason"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Null(stream["peopleShare"]);
            Assert.Null(stream["band"]);
        }

        foreach (var part in new[] { "together", "quickWin", "talkEffortGap", "room", "backfill", "logged", "capital", "agreement" })
        {
            Assert.StartsWith("nothing yet, because ", balance[part]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal("agreement unknown", balance["agreement"]!["words"]!.GetValue<string>());
        Assert.Equal(0.4, balance["target"]!.GetValue<double>());
        Assert.Equal(10, balance["taxonomy"]!["dimensions"]!.AsArray().Count);
        var history = await workspace.Key.ReadyAsync($"programmes/{programme.Id()}/balance/history");
        Assert.Empty(history["series"]!.AsArray());
        Assert.StartsWith("nothing yet, because ", history["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var evidence = await workspace.Key.ReadyAsync($"programmes/{programme.Id()}/balance/evidence?stream=hours");
        Assert.Empty(evidence["items"]!.AsArray());
    }
}

/// <summary>Reading figures that a job computes.</summary>
internal static class BalanceReading
{
    public static Guid Id(this JsonObject record) => record["id"]!.GetValue<Guid>();

    public static Task<JsonObject> BalanceAsync(this HttpClient client, Guid programmeId, string query = "") => client.ReadyAsync($"programmes/{programmeId}/balance{query}");

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
}
