using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Programmes;

public sealed class ProgrammesTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    private static object Body(string name, object? more = null)
    {
        var body = new JsonObject { ["name"] = name, ["startsOn"] = "2026-01-05", ["dataController"] = "Northfield NHS Trust" };
        foreach (var (key, value) in more is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            body[key] = value?.DeepClone();
        }

        return body;
    }

    [Fact]
    public async Task A_programme_is_started_read_revised_and_removed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var key = workspace.Key;
        var organisation = await key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Trust"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var lead = await workspace.SignInAsAsync("programmeLead");
        var name = TestWorkspace.Unique("MSK");
        var made = await key.PostAsJsonAsync("programmes", Body(name, new
        {
            pathway = "Musculoskeletal", organisationIds = new[] { organisation["id"] }, members = new[] { new { userId = lead.UserId, part = "lead" } },
            knownBudgetPence = 5_000_000_000_00L, knownAgendaMinutes = 6000,
        })).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(
            (0.4, 3, 96, "running", false),
            (made["targetPeopleShare"]!.GetValue<double>(), made["quickWinMonths"]!.GetValue<int>(), made["retentionMonths"]!.GetValue<int>(), made["status"]!.GetValue<string>(), made["isMadeUp"]!.GetValue<bool>()));
        Assert.Equal(organisation["name"]!.GetValue<string>(), made["organisationNames"]![0]!.GetValue<string>());
        Assert.Equal("A programmeLead", made["members"]![0]!["name"]!.GetValue<string>());
        var path = $"programmes/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await GetAsync(key, path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        var revised = await key.PutAsync(path, Body(name, new { targetPeopleShare = 0.55, status = "finished", endsOn = "2026-12-31" }), await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((0.55, 2, 0, 0), (revised["targetPeopleShare"]!.GetValue<double>(), revised["version"]!.GetValue<int>(), revised["organisationIds"]!.AsArray().Count, revised["members"]!.AsArray().Count));
        Assert.Equal(made["taxonomyId"]!.GetValue<string>(), revised["taxonomyId"]!.GetValue<string>());
        await key.PutAsync(path, Body(name), "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.PutAsync(path, Body(name), etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await GetAsync(key, path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_sees_the_programmes_they_work_on_or_read_and_no_other()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var contributor = await workspace.SignInAsAsync("contributor");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var theirs = await workspace.MakeProgrammeAsync("Theirs", (lead.UserId, "lead"), (contributor.UserId, "contributor"));
        var hidden = await workspace.MakeProgrammeAsync("Hidden");
        await workspace.Key.PostAsJsonAsync("portfolios", new { name = "All", programmeIds = new[] { hidden["id"] }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);

        async Task SeesAsync(HttpClient client, params JsonObject[] programmes)
        {
            var listed = await GetAsync(client, "programmes").ExpectAsync(HttpStatusCode.OK);
            Assert.Equal(programmes.Select(it => it["id"]!.GetValue<string>()).Order(), listed["items"]!.AsArray().Select(it => it!["id"]!.GetValue<string>()).Order());
            foreach (var programme in new[] { theirs, hidden })
            {
                var status = programmes.Contains(programme) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
                await GetAsync(client, $"programmes/{programme["id"]}").ExpectAsync(status);
                await GetAsync(client, $"programmes/{programme["id"]}/change-groups").ExpectAsync(status);
            }
        }

        await SeesAsync(workspace.Key, theirs, hidden);
        await SeesAsync(workspace.Administrator.Client, theirs, hidden);
        await SeesAsync(lead.Client, theirs);
        await SeesAsync(contributor.Client, theirs);
        await SeesAsync(leader.Client, hidden);
        await SeesAsync((await TestWorkspace.CreateAsync()).Key);
    }

    [Fact]
    public async Task Leads_set_a_programme_up_and_contributors_do_not()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var contributor = await workspace.SignInAsAsync("contributor");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var programme = await workspace.MakeProgrammeAsync("Team", (lead.UserId, "lead"), (contributor.UserId, "contributor"));
        var path = $"programmes/{programme["id"]}";
        var takeOver = Body(programme["name"]!.GetValue<string>(), new { members = new[] { new { userId = contributor.UserId, part = "lead" } } });
        await contributor.PutAsync(path, takeOver, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await contributor.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await contributor.PostAsync("programmes", Body(TestWorkspace.Unique("Own"))).ExpectAsync(HttpStatusCode.Forbidden);
        await leader.PostAsync("programmes", Body(TestWorkspace.Unique("Own"))).ExpectAsync(HttpStatusCode.Forbidden);
        await lead.PutAsync(path, takeOver, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await GetAsync(lead.Client, path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_starts_a_programme_leads_it()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var made = await lead.PostAsync("programmes", Body(TestWorkspace.Unique("Mine"), new { members = new[] { new { userId = lead.UserId, part = "contributor" } } })).ExpectAsync(HttpStatusCode.Created);
        var member = Assert.Single(made["members"]!.AsArray())!;
        Assert.Equal((lead.UserId, "lead"), (member["userId"]!.GetValue<Guid>(), member["part"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_pointer()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var other = await TestWorkspace.CreateAsync();
        var stranger = other.Administrator.UserId;
        var foreign = await other.Key.PostAsJsonAsync("organisations", new { name = "Foreign", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var foreignTaxonomy = (await other.MakeProgrammeAsync())["taxonomyId"];
        async Task WrongAsync(string pointer, object more)
        {
            var refused = await workspace.Key.PostAsJsonAsync("programmes", Body(TestWorkspace.Unique("Wrong"), more)).ExpectAsync(HttpStatusCode.BadRequest);
            Assert.True(refused["errors"]?[pointer] is not null, $"{pointer} is not in {refused.ToJsonString()}");
        }

        await WrongAsync("/name", new { name = " " });
        await WrongAsync("/startsOn", new { startsOn = "1066-10-14" });
        await WrongAsync("/endsOn", new { endsOn = "2025-12-31" });
        await WrongAsync("/status", new { status = "asleep" });
        await WrongAsync("/targetPeopleShare", new { targetPeopleShare = 1.2 });
        await WrongAsync("/knownBudgetPence", new { knownBudgetPence = -1 });
        await WrongAsync("/organisationIds/0", new { organisationIds = new[] { foreign["id"] } });
        await WrongAsync("/organisationIds", new { organisationIds = (string?)null });
        await WrongAsync("/members/0/userId", new { members = new[] { new { userId = stranger, part = "lead" } } });
        await WrongAsync("/members/0/part", new { members = new[] { new { userId = workspace.Administrator.UserId, part = "owner" } } });
        await WrongAsync("/members/1/userId", new { members = new[] { new { userId = workspace.Administrator.UserId, part = "lead" }, new { userId = workspace.Administrator.UserId, part = "lead" } } });
        await WrongAsync("/members/0", new { members = new object?[] { null } });
        await WrongAsync("/taxonomyId", new { taxonomyId = foreignTaxonomy });
        await WrongAsync("/isMadeUp", new { isMadeUp = true });
        var twice = await workspace.MakeProgrammeAsync();
        await workspace.Key.PostAsJsonAsync("programmes", Body(twice["name"]!.GetValue<string>().ToUpperInvariant())).ExpectAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Twenty_repeats_of_one_request_start_one_programme()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var body = Body(TestWorkspace.Unique("Once"));
        var idempotencyKey = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "programmes") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return (await key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task The_list_is_narrowed_by_status_and_search_and_pages_follow_without_a_gap()
    {
        var key = (await TestWorkspace.CreateAsync()).Key;
        for (var i = 0; i < 5; i++)
        {
            await key.PostAsJsonAsync("programmes", Body($"Pathway {i}", new { status = i < 3 ? "planned" : "running" })).ExpectAsync(HttpStatusCode.Created);
        }

        async Task<List<string>> NamesAsync(string query)
        {
            var names = new List<string>();
            string? cursor = null;
            do
            {
                var page = await GetAsync(key, $"programmes?limit=2{query}{(cursor is null ? "" : $"&cursor={cursor}")}").ExpectAsync(HttpStatusCode.OK);
                names.AddRange(page["items"]!.AsArray().Select(it => it!["name"]!.GetValue<string>()));
                cursor = page["next"]?.GetValue<string>();
            }
            while (cursor is not null);
            return names;
        }

        Assert.Equal(["Pathway 0", "Pathway 1", "Pathway 2", "Pathway 3", "Pathway 4"], await NamesAsync(""));
        Assert.Equal(["Pathway 0", "Pathway 1", "Pathway 2"], await NamesAsync("&status=planned"));
        Assert.Equal(["Pathway 3"], await NamesAsync("&search=WAY%203"));
        await GetAsync(key, "programmes?state=planned").ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_programme_is_removed_with_its_groups_from_its_portfolios()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var key = workspace.Key;
        var programme = await workspace.MakeProgrammeAsync();
        var portfolio = await key.PostAsJsonAsync("portfolios", new { name = "All", programmeIds = new[] { programme["id"] } }).ExpectAsync(HttpStatusCode.Created);
        await key.PostAsJsonAsync($"programmes/{programme["id"]}/change-groups", new { name = "Physiotherapists" }).ExpectAsync(HttpStatusCode.Created);
        await key.DeleteAsync($"programmes/{programme["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        var after = await GetAsync(key, $"portfolios/{portfolio["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(after["programmeIds"]!.AsArray());
        Assert.Equal(2, after["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_programme_in_which_something_is_logged_is_kept()
    {
        var programme = await TestProgramme.CreateAsync();
        await programme.LogAsync(programme.Lead.Client, "leadsOnly");
        var refused = await programme.Lead.DeleteAsync($"programmes/{programme.Id}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("finished", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await programme.Lead.GetAsync($"programmes/{programme.Id}").ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_taxonomy_is_taken_once_it_has_every_dimension_in_use()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.MakeProgrammeAsync();
        var path = $"programmes/{programme["id"]}";
        var theme = await workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Trust"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Key.PostAsJsonAsync($"{path}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa" } }, mentions = new[] { new { themeId = theme["id"] } },
        }).ExpectAsync(HttpStatusCode.Created);
        async Task<JsonNode> TaxonomyAsync(params string[] codes) => (await workspace.Administrator.PostAsync("focus-taxonomies", new
        {
            name = TestWorkspace.Unique("Own"), dimensions = codes.Select(code => new { code, name = code, block = code[0] == 'P' ? "people" : "structure", words = Array.Empty<string>() }),
        }).ExpectAsync(HttpStatusCode.Created))["id"]!;

        var without = Body(programme["name"]!.GetValue<string>(), new { taxonomyId = await TaxonomyAsync("S1", "P2") });
        await workspace.Key.PutAsync(path, without, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        var with = await TaxonomyAsync("S1", "P1");
        var revised = await workspace.Key.PutAsync(path, Body(programme["name"]!.GetValue<string>(), new { taxonomyId = with }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(with.GetValue<string>(), revised["taxonomyId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_held_copy_is_good_until_something_in_it_changes()
    {
        var key = (await TestWorkspace.CreateAsync()).Key;
        var organisation = await key.PostAsJsonAsync("organisations", new { name = "Northfield", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var made = await key.PostAsJsonAsync("programmes", Body("Held", new { organisationIds = new[] { organisation["id"] } })).ExpectAsync(HttpStatusCode.Created);
        foreach (var path in new[] { $"programmes/{made["id"]}", "programmes" })
        {
            using var first = await GetAsync(key, path);
            async Task<HttpStatusCode> AgainAsync()
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
                using var response = await key.SendAsync(request);
                return response.StatusCode;
            }

            Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
            var organisationPath = $"organisations/{organisation["id"]}";
            await key.PutAsync(organisationPath, new { name = TestWorkspace.Unique("Renamed"), sector = "acute" }, await key.ETagAsync(organisationPath)).ExpectAsync(HttpStatusCode.OK);
            Assert.Equal(HttpStatusCode.OK, await AgainAsync());
        }

        await key.PutAsync($"programmes/{made["id"]}", Body("Held"), await key.ETagAsync($"programmes/{made["id"]}")).ExpectAsync(HttpStatusCode.OK);
    }
}
