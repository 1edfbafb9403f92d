using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Transform.Api.Data;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Hardening;

/// <summary>
/// The service is killed in the midst of writing, again and again on one data folder. What it had answered for stands, what it had not
/// is whole or absent, and the history still follows from its first row. Set TRANSFORM_KILLS for more than twenty.
/// </summary>
public sealed class KillTests
{
    private const int Writers = 8;
    private const string Unspeakable = "unspeakable-words-of-a-person";

    private readonly ConcurrentDictionary<string, Record> records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, string> sequences = new();
    private readonly ConcurrentQueue<(string Path, string Key, JsonObject Body)> unanswered = new();
    private string programme = "";
    private string proposition = "";

    /// <summary>A record as it was last answered for, and as it was last asked to become.</summary>
    private sealed class Record
    {
        public string? Known { get; set; }

        public string? Asked { get; set; }

        public bool IsGone { get; set; }

        public bool IsToGo { get; set; }

        public int Version { get; set; }
    }

    [Fact]
    public async Task Twenty_kills_lose_nothing_that_was_answered_for()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("TRANSFORM_KILLS") ?? "20", CultureInfo.InvariantCulture);
        var random = new Random(1848);
        var folder = Directory.CreateTempSubdirectory("transform-kills-").FullName;
        var logs = new StringBuilder();
        try
        {
            var key = "";
            for (var round = 0; round < kills; round++)
            {
                using var service = await ServiceProcess.StartAsync(folder);
                key = round == 0 ? await SetUpAsync(service) : key;
                using var client = service.Client(key);
                Assert.Equal("ok", Integrity(folder, "transform.db"));
                Assert.Equal("ok", Integrity(folder, "keys.db"));
                await CheckAsync(client);
                await RepeatUnansweredAsync(client);
                await WriteUntilKilledAsync(service, client, acknowledgements: random.Next(1, 120), random.Next());
                logs.AppendLine(service.Output);
            }

            using (var service = await ServiceProcess.StartAsync(folder))
            {
                using var client = service.Client(key);
                await CheckAsync(client);
                await RepeatUnansweredAsync(client);
                await service.KillAsync();
                logs.AppendLine(service.Output);
            }

            Assert.True(records.Count > kills * 5, $"only {records.Count} records were made");
            await CheckHistoryAsync(folder);
            Assert.DoesNotContain(Unspeakable, logs.ToString(), StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(folder), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Unspeakable)) < 0, $"{file} holds what a person said"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> SetUpAsync(ServiceProcess service)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(service.Address, "/api/v1/") };
        var session = await browser.PostAsJsonAsync("setup", new { workspaceName = "Kills", name = "Ada", email = "ada@example.org", password = TestWorkspace.Password, setupCode = TestService.SetupCode }).ExpectAsync(HttpStatusCode.Created);
        browser.DefaultRequestHeaders.Add("X-Anti-Forgery", session["antiForgeryToken"]!.GetValue<string>());
        var made = await browser.PostAsJsonAsync("api-keys", new { name = "kills", scopes = Scopes.ForKeys }).ExpectAsync(HttpStatusCode.Created);
        using var client = service.Client(made["secret"]!.GetValue<string>());
        programme = (await client.PostAsJsonAsync("programmes", new { name = "Kills", startsOn = "2026-01-05", dataController = "Northfield" }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<string>();
        proposition = (await client.PostAsJsonAsync("propositions", new { statement = "It holds." }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<string>();
        return made["secret"]!.GetValue<string>();
    }

    private async Task WriteUntilKilledAsync(ServiceProcess service, HttpClient client, int acknowledgements, int seed)
    {
        using var enough = new SemaphoreSlim(0);
        using var dead = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(it => WriteAsync(client, new Random(seed + it), enough, dead.Token)).ToList();
        var ended = Task.WhenAny(writing);
        for (var i = 0; i < acknowledgements; i++)
        {
            if (await Task.WhenAny(enough.WaitAsync(), ended) == ended)
            {
                await await ended;                      // a writer found something wrong
            }
        }

        await service.KillAsync();
        await dead.CancelAsync();
        await Task.WhenAll(writing);
    }

    private async Task WriteAsync(HttpClient client, Random random, SemaphoreSlim acknowledged, CancellationToken dead)
    {
        var own = new List<string>();
        try
        {
            while (!dead.IsCancellationRequested)
            {
                switch (random.Next(4))
                {
                    case 0 when own.Count > 0:
                        await ReviseAsync(client, own[random.Next(own.Count)]);
                        break;
                    case 1 when own.Count > 3:
                        await RemoveAsync(client, own[0]);
                        own.RemoveAt(0);
                        break;
                    case 2:
                        await MakeAsync(client, $"programmes/{programme}/interviews", Interview());
                        break;
                    default:
                        own.Add(await MakeAsync(client, "organisations", new JsonObject { ["name"] = $"Organisation {Guid.CreateVersion7():N}", ["sector"] = "acute" }));
                        break;
                }

                acknowledged.Release();
            }
        }
        catch (HttpRequestException)
        {
            // Killed before it answered.
        }
    }

    private JsonObject Interview() => new()
    {
        ["heldAt"] = "2026-03-12T13:30:00.000Z",
        ["participants"] = new JsonArray(new JsonObject { ["name"] = $"Person {Guid.CreateVersion7():N}" }),
        ["confidentiality"] = "programme",
        ["notes"] = $"{Unspeakable} {Guid.CreateVersion7():N}",
        ["stances"] = new JsonArray(new JsonObject { ["propositionId"] = proposition, ["endorsement"] = 4, ["elicited"] = true }),
        ["commitments"] = new JsonArray(new JsonObject { ["act"] = $"{Unspeakable} {Guid.CreateVersion7():N}" }),
    };

    private async Task<string> MakeAsync(HttpClient client, string path, JsonObject body, string? repeatOf = null)
    {
        var key = repeatOf ?? Guid.CreateVersion7().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            unanswered.Enqueue((path, key, body));
            throw;
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.Created, $"{path} answered {(int)response.StatusCode} {text}");
            var made = $"{path}/{JsonNode.Parse(text)!["id"]}";
            records[made] = new Record { Known = Words(JsonNode.Parse(text)!), Version = 1 };
            if (repeatOf is null)
            {
                NoteSequence(response, made);
            }

            return made;
        }
    }

    private async Task ReviseAsync(HttpClient client, string path)
    {
        var record = records[path];
        var name = $"Organisation {Guid.CreateVersion7():N}";
        record.Asked = name;
        using var response = await client.PutAsync(path, new { name, sector = "primaryCare" }, $"\"v{record.Version}\"");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        record.Known = name;
        record.Asked = null;
        record.Version++;
        NoteSequence(response, path);
    }

    private async Task RemoveAsync(HttpClient client, string path)
    {
        var record = records[path];
        record.IsToGo = true;
        using var response = await client.DeleteAsync(path, $"\"v{record.Version}\"");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        record.IsGone = true;
        NoteSequence(response, path);
    }

    private void NoteSequence(HttpResponseMessage response, string path)
    {
        var sequence = long.Parse(response.Headers.GetValues("Change-Sequence").Single(), CultureInfo.InvariantCulture);
        Assert.True(sequences.TryAdd(sequence, path) || sequences[sequence] == path, $"two writes were both answered with {sequence}");
    }

    /// <summary>What a record says that only its writer knows: a name, or what was said.</summary>
    private static string Words(JsonNode record) =>
        record["name"]?.GetValue<string>() ?? $"{record["notes"]} {record["participants"]![0]!["name"]} {record["stances"]![0]!["endorsement"]} {record["commitments"]![0]!["act"]}";

    /// <summary>Every record is as it was answered for; where an answer never came, it is wholly as before or wholly as asked.</summary>
    private async Task CheckAsync(HttpClient client)
    {
        foreach (var (path, record) in records)
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                Assert.True(record.IsGone || record.IsToGo, $"{path} was answered for and is lost");
                record.IsGone = true;
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.False(record.IsGone, $"{path} was removed and is back");
            record.IsToGo = false;
            var now = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            var version = now["version"]!.GetValue<int>();
            var asBefore = version == record.Version && Words(now) == record.Known;
            var asAsked = version == record.Version + 1 && Words(now) == record.Asked;
            Assert.True(asBefore || asAsked, $"{path} is {now.ToJsonString()}, not “{record.Known}” in version {record.Version} nor “{record.Asked}” in the next");
            (record.Known, record.Version, record.Asked) = (Words(now), version, null);
        }
    }

    /// <summary>A client that never heard repeats itself: the record is there once.</summary>
    private async Task RepeatUnansweredAsync(HttpClient client)
    {
        while (unanswered.TryDequeue(out var request))
        {
            var made = await MakeAsync(client, request.Path, request.Body, request.Key);
            var again = await MakeAsync(client, request.Path, request.Body, request.Key);
            Assert.Equal(made, again);
        }
    }

    private static string? Integrity(string folder, string file)
    {
        using var connection = Open(folder, file);             // read only: what a kill left behind is the service's own to mend
        return connection.Query("PRAGMA foreign_key_check").Any() ? "a foreign key leads nowhere" : connection.ExecuteScalar<string>("PRAGMA integrity_check");
    }

    private async Task CheckHistoryAsync(string folder)
    {
        using (var connection = Open(folder, "transform.db"))
        {
            var (rows, most, counter) = connection.QuerySingle<(long, long, long)>("SELECT (SELECT COUNT(*) FROM Changes), (SELECT MAX(Sequence) FROM Changes), (SELECT Sequence FROM SpineCounters)");
            Assert.Equal(most, rows);
            Assert.Equal(counter, rows);
            foreach (var (sequence, path) in sequences)
            {
                var subject = connection.ExecuteScalar<string>("SELECT SubjectId FROM Changes WHERE Sequence = @sequence", new { sequence });
                Assert.Equal(path.Split('/')[^1].ToUpperInvariant(), subject);
            }
        }

        await using var engine = new SqliteEngine(Path.Combine(folder, "transform.db"));
        var secrets = Secrets.OfFolder(folder);
        var spine = new ChangeSpine(secrets);
        using var metrics = new DatabaseMetrics();
        await using var keys = new KeyStore(new SqliteEngine(Path.Combine(folder, "keys.db")), TimeProvider.System);
        var db = new Db(engine, spine, TimeProvider.System, new WriteSignal(), metrics, keys);
        Guid workspaceId;
        using (var connection = Open(folder, "transform.db"))
        {
            workspaceId = Guid.Parse(connection.ExecuteScalar<string>("SELECT WorkspaceId FROM Workspaces")!);
        }

        Assert.Null(await spine.FirstBrokenAsync(db, workspaceId, CancellationToken.None));

        // The check itself sees: a row that is touched is named.
        using (var writer = new SqliteConnection($"Data Source={Path.Combine(folder, "transform.db")};Pooling=False"))
        {
            writer.Execute("UPDATE Changes SET Operation = 'revised' WHERE Sequence = 3");
        }

        Assert.Equal(3, await spine.FirstBrokenAsync(db, workspaceId, CancellationToken.None));
    }

    private static SqliteConnection Open(string folder, string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, file), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
