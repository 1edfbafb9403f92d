using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

/// <summary>Who may read what, for every level, on every path that shows an interview or what was promised in it.</summary>
public sealed partial class ConfidentialityTests
{
    private const string Words = "zq-canary-notes";
    private const string Person = "Zqcanary Person";
    private const string Act = "Lend two nurses in May";

    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    /// <summary>Level, author, reader; whether the reader opens the notes, and whether they are told who took part. Null: for them there is no such interview.</summary>
    public static TheoryData<string, string, string, bool?, bool> Matrix()
    {
        var data = new TheoryData<string, string, string, bool?, bool>();
        foreach (var author in new[] { "lead", "contributor", "key" })
        {
            foreach (var reader in new[] { "lead", "contributor", "colleague", "administrator", "key", "otherKey" })
            {
                var own = author == reader;
                data.Add("programme", author, reader, true, true);
                data.Add("leadsOnly", author, reader, own || reader == "lead", true);
                data.Add("nonAttributable", author, reader, own || reader == "lead", own || reader == "lead");
                data.Add("sealed", author, reader, own ? true : null, own);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_level_holds_on_every_path(string level, string author, string reader, bool? opens, bool named)
    {
        var programme = await Shared.Value;
        var made = await programme.LogAsync(await ClientAsync(programme, author), level, Words, Person);
        var id = made["id"]!.GetValue<Guid>();
        var commitmentId = made["commitments"]![0]!["id"]!.GetValue<Guid>();
        var personId = made["participants"]![0]!["personId"]!.GetValue<Guid>();
        var client = await ClientAsync(programme, reader);
        var path = $"{programme.Interviews}/{id}";
        var commitmentPath = $"{programme.Commitments}/{commitmentId}";

        var (status, text, response) = await GetAsync(client, path);
        var item = await ItemAsync(client, programme.Interviews, id);
        var commitment = await GetAsync(client, commitmentPath);
        var listed = await ItemAsync(client, programme.Commitments, commitmentId);
        var due = reader == "lead" ? await ItemAsync(client, "commitments/due", commitmentId) : null;
        if (opens is null)
        {
            var nowhere = await GetAsync(client, $"{programme.Interviews}/{Guid.CreateVersion7()}");
            Assert.Equal((HttpStatusCode.NotFound, Plain(nowhere.Text)), (status, Plain(text)));                        // word for word as where there never was one
            Assert.Equal(HttpStatusCode.NotFound, commitment.Status);
            Assert.Null(item);
            Assert.Null(listed);
            Assert.Null(due);
            await client.PutAsync(path, Body(), "\"v2\"").ExpectAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NotFound);
            await client.PutAsync(commitmentPath, new { act = "Mine now" }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync(commitmentPath, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
            var added = await client.PostAsJsonAsync(programme.Commitments, new { act = "More", interviewId = id }).ExpectAsync(HttpStatusCode.BadRequest);
            var unknown = await client.PostAsJsonAsync(programme.Commitments, new { act = "More", interviewId = Guid.CreateVersion7() }).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.Equal(unknown["errors"]!.ToJsonString(), added["errors"]!.ToJsonString());
            return;
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, commitment.Status));
        var read = JsonNode.Parse(text)!.AsObject();
        var open = opens.Value;
        Assert.Equal(open ? Words : null, read["notes"]?.GetValue<string>());
        Assert.Equal((!open, !open), (Flag(read, "notesHeld"), Flag(item!, "notesHeld")));
        Assert.Equal((!named, !named), (Flag(read, "participantsHeld"), Flag(item!, "participantsHeld")));
        Assert.Equal(named ? 1 : 0, read["participants"]!.AsArray().Count);
        Assert.Equal(named ? 1 : 0, item!["participants"]!.AsArray().Count);
        Assert.Equal(open ? 1 : 0, read["commitments"]!.AsArray().Count);
        Assert.Equal(open ? "no-store" : "no-cache, private", response.Headers.CacheControl!.ToString());
        Assert.Equal(named, text.Contains(Person, StringComparison.Ordinal));

        var words = JsonNode.Parse(commitment.Text)!.AsObject();
        foreach (var shown in new[] { words, listed!, due }.OfType<JsonObject>())
        {
            Assert.Equal((open ? Act : null, !open), (shown["act"]?.GetValue<string>(), Flag(shown, "wordsHeld")));
            Assert.Equal("2026-05-01", shown["dueOn"]!.GetValue<string>());
            foreach (var name in new[] { "personId", "personName", "interviewId", "createdAt", "createdBy" })
            {
                Assert.Equal(open, shown.ContainsKey(name));
            }
        }

        if (!open)
        {
            // Nothing that a reader is told of a promise leads to the person or the meeting; and nobody writes over what they cannot read.
            foreach (var told in new[] { commitment.Text, listed!.ToJsonString() })
            {
                Assert.DoesNotContain(id.ToString(), told, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(personId.ToString(), told, StringComparison.OrdinalIgnoreCase);
            }

            Assert.NotEqual(response.Headers.ETag, (await GetAsync(await ClientAsync(programme, author), path)).Response.Headers.ETag);
            foreach (var refused in new[]
            {
                await client.PutAsync(path, Body(), "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden),
                await client.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden),
                await client.PutAsync(commitmentPath, new { act = "Mine now" }, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden),
                await client.DeleteAsync(commitmentPath, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden),
                await client.PostAsJsonAsync(programme.Commitments, new { act = "More", interviewId = id }).ExpectAsync(HttpStatusCode.Forbidden),
            })
            {
                Assert.DoesNotContain("anary", refused.ToJsonString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Nobody_but_its_author_seals_an_interview_and_it_then_vanishes_for_the_rest()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Contributor.Client, "programme");
        var path = $"{programme.Interviews}/{made["id"]}";
        var body = new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = made["participants"]![0]!["personId"]!.GetValue<Guid>() } }, confidentiality = "sealed" };
        var refused = await programme.Lead.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/confidentiality", refused["errors"]!.AsObject().Select(it => it.Key));
        await programme.Contributor.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await programme.Contributor.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sealed_interview_takes_no_new_person_along()
    {
        var programme = await Shared.Value;
        var refused = await programme.Lead.PostAsync(programme.Interviews, new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "New" } }, confidentiality = "sealed" }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/participants/0/name", refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task A_programme_with_one_sealed_interview_more_answers_a_contributor_byte_for_byte_alike()
    {
        var without = await TellAsync(isSealedToo: false);
        var with = await TellAsync(isSealedToo: true);
        Assert.Equal(without, with);
        Assert.NotEmpty(without);
    }

    [Fact]
    public async Task A_write_on_a_sealed_interview_is_hidden_on_the_spine_and_makes_no_score_stale()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var person = (await programme.LogAsync(programme.Lead.Client, "programme"))["participants"]![0]!["personId"]!.GetValue<Guid>();
        var before = await LastOfAsync(programme);
        var made = await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = person } }, confidentiality = "sealed", notes = Words, commitments = new[] { new { act = Act } },
        }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PutAsync($"{programme.Commitments}/{made["commitments"]![0]!["id"]}", new { act = Act, status = "missed" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(before.Programme, (await LastOfAsync(programme)).Programme);
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        var after = await LastOfAsync(programme);
        Assert.Equal(before.Programme, after.Programme);
        Assert.Equal(["sealedInterview", "sealedCommitment", "sealedInterview"], after.Kinds[^3..]);
    }

    private static async Task<HttpClient> ClientAsync(TestProgramme programme, string who) => who switch
    {
        "lead" => programme.Lead.Client,
        "contributor" => programme.Contributor.Client,
        "colleague" => programme.Colleague.Client,
        "administrator" => await Bystanders.GetOrAdd(programme.Workspace, async workspace => (await workspace.SignInAsAsync("administrator")).Client),
        "key" => programme.Workspace.Key,
        _ => await OtherKey.GetOrAdd(programme.Workspace, async workspace =>
        {
            var key = await workspace.Administrator.PostAsync("api-keys", new { name = "another", scopes = new[] { "interviews:read", "interviews:write", "people:write" } }).ExpectAsync(HttpStatusCode.Created);
            return TestWorkspace.KeyClient(workspace.Service, key["secret"]!.GetValue<string>());
        }),
    };

    private static readonly ConcurrentDictionary<TestWorkspace, Task<HttpClient>> OtherKey = new();

    /// <summary>An administrator who is not a member of the programme: that they see it does not open what its leads were told.</summary>
    private static readonly ConcurrentDictionary<TestWorkspace, Task<HttpClient>> Bystanders = new();

    private static async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Response)> GetAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private static async Task<JsonObject?> ItemAsync(HttpClient client, string path, Guid id)
    {
        string? cursor = null;
        do
        {
            var page = await client.GetAsync(new Uri($"{path}?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
            if (page["items"]!.AsArray().FirstOrDefault(it => it!["id"]!.GetValue<Guid>() == id) is { } found)
            {
                return found.AsObject();
            }

            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return null;
    }

    /// <summary>Everything that a contributor is told of a small programme, with ids and times made plain.</summary>
    private static async Task<string> TellAsync(bool isSealedToo)
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(), "The programme");
        var known = await programme.LogAsync(programme.Lead.Client, "leadsOnly");
        var person = known["participants"]![0]!["personId"]!.GetValue<Guid>();
        await programme.LogAsync(programme.Contributor.Client, "nonAttributable", name: "Sam Shah", dueOn: "2026-05-02");
        if (isSealedToo)
        {
            var made = await programme.Lead.PostAsync(programme.Interviews, new
            {
                heldAt = "2026-03-01T10:00:00Z", participants = new[] { new { personId = person } }, confidentiality = "sealed", notes = Words,
                commitments = new[] { new { act = Act, dueOn = "2026-04-01" } }, commitmentAsked = "asked",
            }).ExpectAsync(HttpStatusCode.Created);
            await programme.Lead.PostAsync(programme.Commitments, new { act = "And more", interviewId = made["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.Created);
        }

        await programme.LogAsync(programme.Colleague.Client, "programme", name: "Tom Tan", dueOn: "2026-05-03");

        var told = new StringBuilder();
        var paths = new List<string>
        {
            "programmes", $"programmes/{programme.Id}", "commitments/due", $"{programme.Interviews}?limit=1", $"{programme.Interviews}?sort=oldest&limit=2", $"{programme.Interviews}?commitmentAsked=asked",
            $"{programme.Interviews}?uncoded=true", $"{programme.Interviews}?confidentiality=sealed", programme.Interviews, programme.Commitments, $"{programme.Commitments}?due=overdue",
            $"{programme.Commitments}?due=soon", $"{programme.Commitments}?limit=1", $"{programme.Interviews}/{Guid.CreateVersion7()}",
        };
        foreach (var list in new[] { programme.Interviews, programme.Commitments })
        {
            var page = await programme.Contributor.GetAsync(list).ExpectAsync(HttpStatusCode.OK);
            paths.AddRange(page["items"]!.AsArray().Select(it => $"{list}/{it!["id"]}"));
        }

        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            using var response = await programme.Contributor.GetAsync(path);
            var text = Ids().Replace(await response.Content.ReadAsStringAsync(), it => ids.TryGetValue(it.Value, out var name) ? name : ids[it.Value] = $"id{ids.Count}");
            told.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {Plain(text)} {response.Headers.CacheControl}");
        }

        return told.ToString();
    }

    /// <summary>Without what differs between any two answers: traces, times of writing, and the signatures of cursors.</summary>
    private static string Plain(string text) => Fleeting().Replace(text, "");

    private static async Task<(long Programme, List<string> Kinds)> LastOfAsync(TestProgramme programme)
    {
        var db = programme.Workspace.Service.Services.GetRequiredService<Db>();
        var args = new { WorkspaceId = programme.Workspace.Id, ProgrammeId = programme.Id };
        return (
            await db.FindAsync<long>("SELECT LastSequence FROM ProgrammeChanges WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId", args, CancellationToken.None),
            await db.QueryAsync<string>("SELECT SubjectKind FROM Changes WHERE WorkspaceId = @WorkspaceId ORDER BY Sequence", args, CancellationToken.None));
    }

    private static object Body() => new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "A Person" } } };

    private static bool Flag(JsonObject node, string name) => node[name]!.GetValue<bool>();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    [GeneratedRegex("\"(traceId|createdAt|revisedAt|next)\":\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Fleeting();
}
