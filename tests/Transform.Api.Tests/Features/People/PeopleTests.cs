using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.People;

public sealed class PeopleTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    [Fact]
    public async Task A_person_is_added_read_revised_and_removed()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var organisation = await key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Trust"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var made = await key.PostAsJsonAsync("people", new
        {
            name = "Dr Imani Okafor", email = "imani@example.org", organisationId = organisation["id"], jobTitle = "Clinical director", professionalGroup = "medicalAndDental", careerStage = "senior",
        }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal((organisation["name"]!.GetValue<string>(), "active"), (made["organisationName"]!.GetValue<string>(), made["status"]!.GetValue<string>()));
        var path = $"people/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await GetAsync(key, path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        var revised = await key.PutAsync(path, new { name = "Dr Imani Okafor", status = "left" }, await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(
            (2, "left", "notStated", null), (revised["version"]!.GetValue<int>(), revised["status"]!.GetValue<string>(), revised["professionalGroup"]!.GetValue<string>(), revised["organisationId"]));
        await key.PutAsync(path, new { name = "Imani" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.PutAsync(path, new { name = "Imani" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await GetAsync(key, path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_remembered_is_kept_and_marked()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var made = await key.PostAsJsonAsync("people", new { name = "Ines", status = "remembered" }).ExpectAsync(HttpStatusCode.Created);
        var path = $"people/{made["id"]}";
        await key.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Equal("remembered", (await GetAsync(key, path).ExpectAsync(HttpStatusCode.OK))["status"]!.GetValue<string>());
        var listed = await GetAsync(key, "people?status=remembered&search=ines").ExpectAsync(HttpStatusCode.OK);
        Assert.Contains(listed["items"]!.AsArray(), it => it!["id"]!.GetValue<string>() == made["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ethnicity_health_and_age_have_no_place_on_a_person()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        foreach (var field in new[] { "ethnicity", "health", "age", "dateOfBirth", "nhsNumber" })
        {
            var refused = await key.PostAsJsonAsync("people", new JsonObject { ["name"] = "Nadia", [field] = "x" }).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]!["/" + field]);
        }
    }

    [Fact]
    public async Task The_list_is_narrowed_and_its_pages_hold_namesakes()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var organisation = await key.PostAsJsonAsync("organisations", new { name = "Northfield", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        for (var i = 0; i < 5; i++)
        {
            await key.PostAsJsonAsync("people", new { name = i < 4 ? "Sam Lee" : "Ada", professionalGroup = i < 2 ? "unions" : "carers", organisationId = i == 0 ? organisation["id"] : null }).ExpectAsync(HttpStatusCode.Created);
        }

        async Task<List<string>> IdsAsync(string query)
        {
            var ids = new List<string>();
            string? cursor = null;
            do
            {
                var page = await GetAsync(key, $"people?limit=2{query}{(cursor is null ? "" : $"&cursor={cursor}")}").ExpectAsync(HttpStatusCode.OK);
                ids.AddRange(page["items"]!.AsArray().Select(it => it!["id"]!.GetValue<string>()));
                cursor = page["next"]?.GetValue<string>();
            }
            while (cursor is not null);
            return ids;
        }

        Assert.Equal((5, 5), ((await IdsAsync("")).Count, (await IdsAsync("")).Distinct().Count()));
        Assert.Equal(2, (await IdsAsync("&professionalGroup=unions")).Count);
        Assert.Single(await IdsAsync($"&organisationId={organisation["id"]}"));
        Assert.Equal(4, (await IdsAsync("&search=sam")).Count);
        await GetAsync(key, "people?professionalGroup=wizards").ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task People_are_for_those_who_work_with_them()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var contributor = await workspace.SignInAsAsync("contributor");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var made = await contributor.PostAsync("people", new { name = "Rosa" }).ExpectAsync(HttpStatusCode.Created);
        await leader.GetAsync("people").ExpectAsync(HttpStatusCode.Forbidden);
        await leader.GetAsync($"people/{made["id"]}").ExpectAsync(HttpStatusCode.Forbidden);
        var other = (await TestWorkspace.CreateAsync()).Key;
        await GetAsync(other, $"people/{made["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        await other.PutAsync($"people/{made["id"]}", new { name = "Mine" }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await other.DeleteAsync($"people/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        var refused = await other.PostAsJsonAsync("people", new { name = "A", organisationId = Guid.CreateVersion7() }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/organisationId"]);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_person()
    {
        var key = (await TestWorkspace.CreateAsync()).Key;
        var idempotencyKey = Guid.CreateVersion7().ToString();
        async Task<JsonObject> OnceAsync(string name, HttpStatusCode status)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "people") { Content = JsonContent.Create(new { name }) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return await key.SendAsync(request).ExpectAsync(status);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await OnceAsync("Once", HttpStatusCode.Created)).ToJsonString()));
        Assert.Single(answers.Distinct());
        await OnceAsync("Another", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_took_part_is_kept()
    {
        var programme = await TestProgramme.CreateAsync();
        var name = TestWorkspace.Unique("Rosa");
        await programme.LogAsync(programme.Lead.Client, "leadsOnly", name: name);
        var person = Assert.Single((await GetAsync(programme.Workspace.Key, $"people?search={name}").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray())!;
        var refused = await programme.Workspace.Key.DeleteAsync($"people/{person["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("left", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
