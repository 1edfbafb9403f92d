using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Discussions;

public sealed class DiscussionsTests
{
    private static readonly Lazy<Task<TestDiscussion>> Shared = new(() => TestDiscussion.CreateAsync());

    [Fact]
    public async Task A_discussion_is_added_revised_listed_and_removed()
    {
        var programme = await TestProgramme.CreateAsync();
        var discussions = $"programmes/{programme.Id}/discussions";
        var made = await programme.Lead.PostAsync(discussions, new
        {
            title = "Leading together", kind = "tweetChat", heldOn = "2026-03-12", sourceLink = "https://example.org/chat", invitation = "What does it take?",
        }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(discussions, new { title = "The patients’ forum", kind = "forum", heldOn = "2026-04-02" }).ExpectAsync(HttpStatusCode.Created);
        var path = $"{discussions}/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await programme.Colleague.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        Assert.Equal((0, 0, 1), (Number(made, "contributions"), Number(made, "coded"), Number(made, "version")));

        var revised = await programme.Contributor.PutAsync(path, new { title = "Leading together, again", kind = "meeting", heldOn = "2026-03-13" }, await programme.Contributor.Client.ETagAsync(path))
            .ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("meeting", 2, null), (Text(revised, "kind"), Number(revised, "version"), revised["sourceLink"]));
        await programme.Lead.PutAsync(path, new { title = "Else", kind = "other", heldOn = "2026-03-13" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.Client.PutAsync(path, new { title = "Else", kind = "other", heldOn = "2026-03-13" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);

        Assert.Equal(["The patients’ forum", "Leading together, again"], await TitlesAsync(""));
        Assert.Equal(["Leading together, again"], await TitlesAsync("?kind=meeting"));
        Assert.Equal(["The patients’ forum"], await TitlesAsync("?search=FORUM"));
        await programme.Lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Equal(["The patients’ forum"], await TitlesAsync(""));

        async Task<IEnumerable<string>> TitlesAsync(string query) =>
            (await programme.Lead.GetAsync(discussions + query).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => Text(it!, "title")).ToList();
    }

    [Fact]
    public async Task A_list_of_discussions_goes_on_where_its_page_ended()
    {
        var programme = await TestProgramme.CreateAsync();
        foreach (var day in new[] { "2026-03-12", "2026-03-12", "2026-01-01", "2026-05-01" })
        {
            await programme.Lead.PostAsync($"programmes/{programme.Id}/discussions", new { title = "Chat", kind = "forum", heldOn = day }).ExpectAsync(HttpStatusCode.Created);
        }

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await programme.Lead.GetAsync($"programmes/{programme.Id}/discussions?limit=1{(cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : "")}").ExpectAsync(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(it => Text(it!, "id")));
            cursor = page["next"]?.GetValue<string>();
        }

        Assert.Equal((4, 4), (seen.Count, seen.Distinct(StringComparer.Ordinal).Count()));
    }

    [Theory]
    [InlineData("""{"kind":"forum","heldOn":"2026-03-12"}""", "/title")]
    [InlineData("""{"title":" ","kind":"forum","heldOn":"2026-03-12"}""", "/title")]
    [InlineData("""{"title":"A","kind":"gossip","heldOn":"2026-03-12"}""", "/kind")]
    [InlineData("""{"title":"A","kind":"forum","heldOn":"1066-10-14"}""", "/heldOn")]
    [InlineData("""{"title":"A","kind":"forum","heldOn":"2026-03-12","sourceLink":"javascript:alert(1)"}""", "/sourceLink")]
    public async Task A_discussion_that_cannot_stand_names_the_field(string json, string pointer)
    {
        var programme = (await Shared.Value).Programme;
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var refused = await programme.Lead.Client.PostAsync(new Uri($"programmes/{programme.Id}/discussions", UriKind.Relative), body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task Contributions_stand_in_their_order_and_name_only_those_who_agreed()
    {
        var discussion = await TestDiscussion.CreateAsync();
        await discussion.AddAsync("We talk past each other.", "@one");
        await discussion.AddAsync("The most patient-focused people I met were managers.", "@two", "given");
        await discussion.AddAsync("No time.", consent: "refused");
        var read = await discussion.ReadAsync(reader: discussion.Programme.Colleague);
        Assert.Equal([1, 2, 3], read.Select(it => Number(it, "position")));
        Assert.Equal([null, "@two", null], read.Select(it => it["author"]?.GetValue<string>()));
        Assert.Equal([true, false, false], read.Select(it => it["authorHeld"]!.GetValue<bool>()));
        Assert.Equal("We talk past each other.", Text(read[0], "text"));
        Assert.Equal(["@two"], (await discussion.ReadAsync("?consent=given")).Select(it => Text(it, "author")));
        Assert.Equal(3, (await discussion.ReadAsync("?uncoded=true")).Count);
        Assert.Equal(3, Number(await discussion.Programme.Lead.GetAsync(discussion.Path).ExpectAsync(HttpStatusCode.OK), "contributions"));
    }

    [Fact]
    public async Task Withdrawn_consent_takes_the_name_away_at_once()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var lead = discussion.Programme.Lead;
        var made = await discussion.AddAsync("We should share a course.", "@three", "given");
        var path = $"{discussion.Contributions}/{made["id"]}";
        Assert.Equal("@three", Text(await lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK), "author"));
        var withdrawn = await discussion.Programme.Contributor.PutAsync(path, new { consent = "withdrawn", saidAt = "2026-03-12T19:05:00Z" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((true, 2), (withdrawn["authorHeld"]!.GetValue<bool>(), Number(withdrawn, "version")));
        Assert.DoesNotContain("@three", (await lead.GetAsync(discussion.Contributions).ExpectAsync(HttpStatusCode.OK)).ToJsonString(), StringComparison.Ordinal);
        await lead.PutAsync(path, new { consent = "given" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await lead.Client.PutAsync(path, new { consent = "given" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await lead.PutAsync(path, new { consent = "perhaps" }, "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal("@three", Text(await lead.PutAsync(path, new { consent = "given" }, "\"v2\"").ExpectAsync(HttpStatusCode.OK), "author"));
    }

    [Fact]
    public async Task The_same_words_by_the_same_author_at_the_same_time_stand_once()
    {
        var discussion = await TestDiscussion.CreateAsync();
        await discussion.AddAsync("Agreed.", "@one");
        await discussion.AddAsync("Agreed.", "@two");
        await discussion.AddAsync("Agreed.");
        await discussion.Programme.Lead.PostAsync(discussion.Contributions, new { text = " Agreed. ", author = "@one" }).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Equal(3, (await discussion.ReadAsync()).Count);
    }

    [Fact]
    public async Task A_repeated_request_adds_one_contribution()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var idempotencyKey = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, discussion.Contributions) { Content = JsonContent.Create(new { text = "Once" }) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return (await discussion.Programme.Workspace.Key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Single(await discussion.ReadAsync());
    }

    [Fact]
    public async Task A_contribution_is_removed_and_its_key_erased()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var made = await discussion.AddAsync("Take this out.");
        await discussion.AddAsync("Keep this.");
        var path = $"{discussion.Contributions}/{made["id"]}";
        var key = KeyOf(discussion, made);
        await discussion.Programme.Lead.DeleteAsync(path, "\"v9\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await discussion.Programme.Lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await discussion.Programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Equal(["Keep this."], (await discussion.ReadAsync()).Select(it => Text(it, "text")));
        Assert.True(IsErased(discussion, key));
    }

    [Fact]
    public async Task A_discussion_is_removed_with_its_contributions_and_their_keys()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var keys = new List<string> { KeyOf(discussion, await discussion.AddAsync("One.")), KeyOf(discussion, await discussion.AddAsync("Two.", "@two", "given")) };
        await discussion.Programme.Lead.DeleteAsync(discussion.Path, "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await discussion.Programme.Lead.GetAsync(discussion.Contributions).ExpectAsync(HttpStatusCode.NotFound);
        Assert.All(keys, it => Assert.True(IsErased(discussion, it)));
    }

    [Fact]
    public async Task Words_and_names_stand_in_the_database_as_ciphertext()
    {
        var discussion = await TestDiscussion.CreateAsync();
        await discussion.AddAsync("An unmistakable turnip.", "@unmistakable_turnip", "given");
        foreach (var file in Directory.GetFiles(discussion.Programme.Workspace.Service.DataFolder, "transform.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf("unmistakable"u8) < 0, $"{file} holds the words");
        }
    }

    [Fact]
    public async Task Others_find_nothing_and_may_do_nothing()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var made = await discussion.AddAsync("Ours.");
        var elsewhere = await TestWorkspace.CreateAsync();
        var stranger = await discussion.Programme.Workspace.SignInAsAsync("contributor");
        var systemLeader = await discussion.Programme.Workspace.SignInAsAsync("systemLeader");
        foreach (var path in new[] { discussion.Path, discussion.Contributions, $"{discussion.Contributions}/{made["id"]}", $"{discussion.Path}/report", $"programmes/{discussion.Programme.Id}/discussions" })
        {
            await elsewhere.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
            await stranger.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
            await systemLeader.GetAsync(path).ExpectAsync(HttpStatusCode.Forbidden);
        }

        await discussion.ImportAsync("text\nTheirs", client: elsewhere.Administrator.Client).ExpectAsync(HttpStatusCode.NotFound);
        await discussion.ImportAsync("text\nTheirs", client: stranger.Client).ExpectAsync(HttpStatusCode.NotFound);
        await discussion.ImportAsync("text\nTheirs", client: systemLeader.Client).ExpectAsync(HttpStatusCode.Forbidden);

        // Neither through another discussion or programme of one's own.
        var other = await TestDiscussion.CreateAsync(discussion.Programme);
        await discussion.Programme.Lead.GetAsync($"{other.Contributions}/{made["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        await discussion.Programme.Lead.PutAsync($"{other.Contributions}/{made["id"]}", new { consent = "given" }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await discussion.Programme.Lead.DeleteAsync($"{other.Contributions}/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await discussion.Programme.Lead.PostAsync($"programmes/{discussion.Programme.Id}/discussions/{Guid.CreateVersion7()}/contributions", new { text = "A" }).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_programme_with_a_discussion_is_finished_rather_than_removed()
    {
        var discussion = await TestDiscussion.CreateAsync();
        var path = $"programmes/{discussion.Programme.Id}";
        var refused = await discussion.Programme.Workspace.Administrator.DeleteAsync(path, await discussion.Programme.Workspace.Administrator.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("discussions", Text(refused, "detail"), StringComparison.Ordinal);
    }

    private static string Text(JsonNode node, string field) => node[field]!.ToString();

    private static int Number(JsonNode node, string field) => node[field]!.GetValue<int>();

    private static string KeyOf(TestDiscussion discussion, JsonObject contribution) =>
        Scalar<string>(discussion, "transform.db", "SELECT KeyId FROM Contributions WHERE Id = @id", Text(contribution, "id").ToUpperInvariant());

    private static bool IsErased(TestDiscussion discussion, string key) => Scalar<long>(discussion, "keys.db", "SELECT Secret IS NULL AND ErasedAt IS NOT NULL FROM RecordKeys WHERE Id = @id", key) == 1;

    private static T Scalar<T>(TestDiscussion discussion, string file, string sql, string id)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(discussion.Programme.Workspace.Service.DataFolder, file), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        return connection.QuerySingle<T>(sql, new { id });
    }
}
