using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Changes;

public sealed class ChangesTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    private static async Task<List<JsonObject>> FollowAsync(HttpClient client, long after = 0, int limit = 1000)
    {
        var items = new List<JsonObject>();
        long? next = after;
        while (next is { } from)
        {
            var page = await GetAsync(client, $"changes?after={from}&limit={limit}").ExpectAsync(HttpStatusCode.OK);
            items.AddRange(page["items"]!.AsArray().Select(it => it!.AsObject()));
            next = page["next"]?.GetValue<long>();
            Assert.True(next is null || next == items[^1]["sequence"]!.GetValue<long>());
        }

        return items;
    }

    [Fact]
    public async Task A_consumers_copy_equals_what_was_written_while_it_was_being_written()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var written = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < 15; i++)
            {
                var made = await key.PostAsJsonAsync("organisations", new { name = $"Organisation {writer} {i}", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
                var id = made["id"]!.GetValue<string>();
                written[id] = 1;
                if (i % 3 > 0)
                {
                    await key.PutAsync($"organisations/{id}", new { name = $"Organisation {writer} {i}", sector = "other" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
                    written[id] = 2;
                }

                if (i % 3 > 1)
                {
                    await key.DeleteAsync($"organisations/{id}", "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
                    written.Remove(id, out _);
                }
            }
        }

        var copy = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = 0L;
        async Task ReadAsync()
        {
            foreach (var item in await FollowAsync(key, seen, limit: 7))
            {
                Assert.Equal(++seen, item["sequence"]!.GetValue<long>());
                if (item["kind"]!.GetValue<string>() == "organisation")
                {
                    var id = item["subjectId"]!.GetValue<string>();
                    if (item["operation"]!.GetValue<string>() == "deleted")
                    {
                        Assert.True(copy.Remove(id));
                    }
                    else
                    {
                        copy[id] = item["version"]!.GetValue<int>();
                    }
                }
            }
        }

        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(WriteAsync));
        while (!writing.IsCompleted)
        {
            await ReadAsync();
        }

        await writing;
        await ReadAsync();
        Assert.Equal(20, copy.Values.Count(version => version == 1));
        Assert.Equal(written.OrderBy(it => it.Key), copy.OrderBy(it => it.Key));
    }

    [Fact]
    public async Task What_a_reader_may_not_see_keeps_its_number_and_is_hidden()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var theirs = (await workspace.MakeProgrammeAsync("Theirs", (lead.UserId, "lead")))["id"]!.GetValue<string>();
        var hidden = (await workspace.MakeProgrammeAsync("Hidden"))["id"]!.GetValue<string>();
        await workspace.Key.PostAsJsonAsync($"programmes/{hidden}/change-groups", new { name = "Nurses" }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Key.PostAsJsonAsync("portfolios", new { name = "All", programmeIds = new[] { hidden } }).ExpectAsync(HttpStatusCode.Created);

        var everything = await FollowAsync(workspace.Administrator.Client);
        Assert.Equal(["workspace", "apiKey", "user", "programme", "programme", "changeGroup", "portfolio"], everything.Select(it => it["kind"]!.GetValue<string>()));
        Assert.Equal(["hidden", "hidden", "hidden", "programme", "programme", "changeGroup", "portfolio"], (await FollowAsync(workspace.Key)).Select(it => it["kind"]!.GetValue<string>()));
        var leads = await FollowAsync(lead.Client);
        Assert.Equal(["hidden", "hidden", "hidden", "programme", "hidden", "hidden", "hidden"], leads.Select(it => it["kind"]!.GetValue<string>()));
        Assert.Equal((theirs, theirs), (leads[3]["subjectId"]!.GetValue<string>(), leads[3]["programmeId"]!.GetValue<string>()));
        Assert.Equal(Enumerable.Range(1, 7), leads.Select(it => it["sequence"]!.GetValue<int>()));
        Assert.All(leads.Where(it => it["kind"]!.GetValue<string>() == "hidden"), it => Assert.Equal(["sequence", "kind"], it.Select(field => field.Key)));
    }

    [Fact]
    public async Task A_key_follows_only_with_the_scope_and_only_its_own_workspace()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var made = await workspace.Administrator.PostAsync("api-keys", new { name = "narrow", scopes = new[] { "programmes:read" } }).ExpectAsync(HttpStatusCode.Created);
        using var narrow = TestWorkspace.KeyClient(workspace.Service, made["secret"]!.GetValue<string>());
        await GetAsync(narrow, "changes").ExpectAsync(HttpStatusCode.Forbidden);
        await (await workspace.SignInAsAsync("contributor")).GetAsync("changes").ExpectAsync(HttpStatusCode.Forbidden);

        var programme = (await workspace.MakeProgrammeAsync())["id"]!.GetValue<string>();
        var others = await FollowAsync((await TestWorkspace.CreateAsync()).Administrator.Client);
        Assert.DoesNotContain(others, it => it["subjectId"]?.GetValue<string>() == programme);
        Assert.Equal(2, others.Count);
    }

    [Fact]
    public async Task The_answer_to_a_write_says_where_it_stands()
    {
        var key = (await TestWorkspace.CreateAsync()).Key;
        using var response = await key.PostAsJsonAsync("organisations", new { name = "Here", sector = "acute" });
        var sequence = long.Parse(response.Headers.GetValues("Change-Sequence").Single(), System.Globalization.CultureInfo.InvariantCulture);
        var rest = await FollowAsync(key, sequence - 1);
        Assert.Equal("organisation", Assert.Single(rest)["kind"]!.GetValue<string>());
        Assert.Empty(await FollowAsync(key, sequence));
        await GetAsync(key, "changes?after=-1").ExpectAsync(HttpStatusCode.BadRequest);
        await GetAsync(key, "changes?limit=1001").ExpectAsync(HttpStatusCode.BadRequest);
        await GetAsync(key, "changes?since=1").ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sealed_interview_is_followed_by_its_author_alone_and_nobody_reads_whom_an_interview_was_with()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        await programme.LogAsync(programme.Lead.Client, "nonAttributable");
        var open = (await FollowAsync(programme.Workspace.Administrator.Client))[^1];
        Assert.Equal("interview", open["kind"]!.GetValue<string>());
        Assert.Null(open["manifest"]);

        await programme.LogAsync(programme.Lead.Client, "sealed");
        var person = await programme.Lead.PostAsync("people", new { name = "Ines" }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(programme.Interviews, new { heldAt = "2026-03-03T10:00:00Z", participants = new[] { new { personId = person["id"] } }, confidentiality = "sealed" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal("sealedInterview", (await FollowAsync(programme.Lead.Client))[^1]["kind"]!.GetValue<string>());
        Assert.Equal("hidden", (await FollowAsync(programme.Workspace.Administrator.Client))[^1]["kind"]!.GetValue<string>());
        Assert.Equal("hidden", (await FollowAsync(programme.Workspace.Key))[^1]["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_one_write_made_many_of_is_named_in_its_one_row()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var administrator = programme.Workspace.Administrator;
        var made = await administrator.PostAsync($"programmes/{programme.Id}/activities/batch", new
        {
            activities = new[] { "One", "Two" }.Select(title => new { title, kind = "meeting", startsOn = "2026-03-02", status = "done" }),
        }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(made["items"]!.AsArray().Select(it => it!["id"]!.ToString()), await ManifestAsync());

        var discussion = await administrator.PostAsync($"programmes/{programme.Id}/discussions", new { title = "A chat", kind = "forum", heldOn = "2026-03-12" }).ExpectAsync(HttpStatusCode.Created);
        var contributions = $"programmes/{programme.Id}/discussions/{discussion["id"]}/contributions";
        using var csv = new StringContent("text\nOne\nTwo\n", System.Text.Encoding.UTF8, "text/csv");
        await administrator.Client.PostAsync(new Uri($"{contributions}/imports", UriKind.Relative), csv).ExpectAsync(HttpStatusCode.OK);
        var imported = await administrator.GetAsync(contributions).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(imported["items"]!.AsArray().Select(it => it!["id"]!.ToString()), await ManifestAsync());

        async Task<IEnumerable<string>> ManifestAsync() => (await FollowAsync(administrator.Client))[^1]["manifest"]!.AsArray().Select(it => it!.ToString()).ToList();
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("""["0198f3a0-0000-7000-8000-000000000001","0198f3a0-0000-7000-8000-000000000002"]""", 2)]
    [InlineData("0198f3a0-0000-7000-8000-000000000001,0198f3a0-0000-7000-8000-000000000002", 2)]
    public void A_row_of_an_earlier_version_is_read_too(string? manifest, int ids) => Assert.Equal(ids, Transform.Api.Data.Manifest.Read(manifest).Count);
}
