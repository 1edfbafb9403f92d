using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Programmes;

public sealed class ChangeGroupsTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    [Fact]
    public async Task A_group_is_added_read_revised_and_removed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var key = workspace.Key;
        var groups = $"programmes/{(await workspace.MakeProgrammeAsync())["id"]}/change-groups";
        var made = await key.PostAsJsonAsync(groups, new
        {
            name = "Physiotherapists", professionalGroup = "alliedHealthProfessionals", headCount = 34, vacancies = 5, hoursAsked = 120.5, hoursBackfilled = 40,
        }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(120.5, made["hoursAsked"]!.GetValue<double>());
        var path = $"{groups}/{made["id"]}";
        var revised = await key.PutAsync(path, new { name = "Physios", headCount = 35 }, await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, 0, "notStated"), (revised["version"]!.GetValue<int>(), revised["vacancies"]!.GetValue<int>(), revised["professionalGroup"]!.GetValue<string>()));
        await key.PutAsync(path, new { name = "Physios" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.DeleteAsync(path, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await GetAsync(key, path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_group_belongs_to_one_programme_and_is_listed_there()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var key = workspace.Key;
        var first = $"programmes/{(await workspace.MakeProgrammeAsync())["id"]}/change-groups";
        var second = $"programmes/{(await workspace.MakeProgrammeAsync())["id"]}/change-groups";
        var made = new List<JsonObject>();
        foreach (var name in new[] { "Zed", "Alpha", "Mid" })
        {
            made.Add(await key.PostAsJsonAsync(first, new { name }).ExpectAsync(HttpStatusCode.Created));
        }

        var page = await GetAsync(key, first + "?limit=2").ExpectAsync(HttpStatusCode.OK);
        var rest = await GetAsync(key, $"{first}?limit=2&cursor={page["next"]}").ExpectAsync(HttpStatusCode.OK);
        var inOrder = made.OrderBy(it => it["createdAt"]!.GetValue<string>(), StringComparer.Ordinal).ThenBy(it => it["id"]!.GetValue<string>(), StringComparer.Ordinal);     // two may be of one millisecond
        Assert.Equal(inOrder.Select(it => it["name"]!.GetValue<string>()), page["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(it => it!["name"]!.GetValue<string>()));
        Assert.Empty((await GetAsync(key, second).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        await GetAsync(key, $"{second}/{page["items"]![0]!["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        await key.DeleteAsync($"{second}/{page["items"]![0]!["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Members_keep_the_groups_and_system_leaders_read_them()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var contributor = await workspace.SignInAsAsync("contributor");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var groups = $"programmes/{(await workspace.MakeProgrammeAsync("Shared", (contributor.UserId, "contributor"), (leader.UserId, "contributor")))["id"]}/change-groups";
        await contributor.PostAsync(groups, new { name = "Nurses" }).ExpectAsync(HttpStatusCode.Created);
        await leader.GetAsync(groups).ExpectAsync(HttpStatusCode.OK);
        await leader.PostAsync(groups, new { name = "Nurses" }).ExpectAsync(HttpStatusCode.Forbidden);
        await (await TestWorkspace.CreateAsync()).Key.PostAsJsonAsync(groups, new { name = "Nurses" }).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_pointer()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var groups = $"programmes/{(await workspace.MakeProgrammeAsync())["id"]}/change-groups";
        foreach (var (pointer, body) in new (string, object)[]
        {
            ("/name", new { name = "" }), ("/headCount", new { name = "A", headCount = -1 }), ("/hoursAsked", new { name = "A", hoursAsked = -0.5 }),
            ("/professionalGroup", new { name = "A", professionalGroup = "wizards" }), ("/organisationId", new { name = "A", organisationId = Guid.CreateVersion7() }),
        })
        {
            var refused = await workspace.Key.PostAsJsonAsync(groups, body).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]![pointer]);
        }
    }

    [Fact]
    public async Task A_group_that_was_present_somewhere_is_kept()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = $"programmes/{(await workspace.MakeProgrammeAsync())["id"]}";
        var group = await workspace.Key.PostAsJsonAsync($"{programme}/change-groups", new { name = "Nurses" }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Key.PostAsJsonAsync($"{programme}/activities", new { title = "Huddle", kind = "meeting", startsOn = "2026-02-02", groupsPresent = new[] { group["id"] } }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Key.DeleteAsync($"{programme}/change-groups/{group["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
    }
}
