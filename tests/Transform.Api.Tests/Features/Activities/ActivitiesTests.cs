using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Transform.Api.Features.Activities;
using Transform.Api.Tests.Service;
using static Transform.Api.Tests.Features.Activities.TestActivity;

namespace Transform.Api.Tests.Features.Activities;

public sealed class ActivitiesTests
{
    [Fact]
    public async Task An_activity_is_logged_read_revised_and_removed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var programme = await workspace.ProgrammePathAsync((lead.UserId, "lead"));
        var group = await workspace.Key.GroupAsync(programme);
        var made = await lead.Client.MakeAsync(programme, new
        {
            title = "  Joint huddle ", kind = "workshop", endsOn = "2026-02-04", hours = 12.5, moneyPence = 45_000_00, isCapital = true, agendaMinutes = 30, isMilestone = true, horizonMonths = 6, status = "done",
            groupsPresent = new[] { group, group }, focus = Focus(("P1", 0.75), ("S5", 0.25), ("P2", 0)),
        });
        Assert.Equal("Joint huddle", made["title"]!.GetValue<string>());
        Assert.Equal([group], made["groupsPresent"]!.AsArray().Select(it => it!.GetValue<Guid>()));
        Assert.Equal([("P1", 0.75), ("S5", 0.25)], FocusOf(made));
        Assert.Equal((lead.UserId, "A programmeLead"), (made["codedBy"]!["id"]!.GetValue<Guid>(), made["codedBy"]!["name"]!.GetValue<string>()));
        var path = $"{programme}/activities/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await workspace.Key.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        Assert.Equal(made.ToJsonString(), Assert.Single(await workspace.Key.ItemsAsync($"{programme}/activities")).ToJsonString());

        var revised = await lead.PutAsync(path, Body(new { startsOn = "2026-03-01" }), await lead.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("planned", false, 2), (revised["status"]!.GetValue<string>(), revised["isCapital"]!.GetValue<bool>(), revised["version"]!.GetValue<int>()));
        Assert.Equal(["title", "kind", "startsOn", "isCapital", "isMilestone", "status", "groupsPresent", "focus", "createdAt", "revisedAt", "version"], revised.Select(it => it.Key).Skip(1));
        Assert.Empty(revised["groupsPresent"]!.AsArray());
        Assert.Empty(FocusOf(revised));

        await lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await lead.Client.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_changes_the_focus_is_its_coder_and_who_changes_the_rest_is_not()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var contributor = await workspace.SignInAsAsync("contributor");
        var programme = await workspace.ProgrammePathAsync((lead.UserId, "lead"), (contributor.UserId, "contributor"));
        var made = await workspace.Key.MakeAsync(programme);
        Assert.Null(made["codedBy"]);
        var path = $"{programme}/activities/{made["id"]}";

        async Task<Guid?> CoderAsync(Browser browser, object more, int version) =>
            (await browser.PutAsync(path, Body(more), $"\"v{version}\"").ExpectAsync(HttpStatusCode.OK))["codedBy"]?["id"]!.GetValue<Guid>();

        Assert.Equal(contributor.UserId, await CoderAsync(contributor, new { focus = Focus(("P1", 1)) }, 1));
        Assert.Equal(contributor.UserId, await CoderAsync(lead, new { title = "Another title", focus = Focus(("P1", 1), ("S1", 0)) }, 2));
        Assert.Equal(lead.UserId, await CoderAsync(lead, new { focus = Focus(("P1", 0.5), ("S1", 0.5)) }, 3));
        Assert.Null(await CoderAsync(lead, new { focus = Focus() }, 4));
        Assert.NotNull((await workspace.Key.MakeAsync(programme, new { focus = Focus(("P1", 1)) }))["codedBy"]!["name"]);
    }

    [Fact]
    public async Task A_coders_new_name_is_seen_although_the_activity_did_not_change()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var programme = await workspace.ProgrammePathAsync((lead.UserId, "lead"));
        var path = $"{programme}/activities/{(await lead.Client.MakeAsync(programme, new { focus = Focus(("P1", 1)) }))["id"]}";
        var etag = await lead.Client.ETagAsync(path);
        Assert.Equal(etag, await lead.Client.ETagAsync(path));
        var user = await workspace.Administrator.GetAsync($"users/{lead.UserId}").ExpectAsync(HttpStatusCode.OK);
        await workspace.Administrator.PutAsync($"users/{lead.UserId}", new { name = "Rhys Renamed", email = user["email"], role = user["role"], isDisabled = false }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.NotEqual(etag, await workspace.Key.ETagAsync(path));
        await workspace.Key.PutAsync(path, Body(), etag).ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_a_missing_one_is_asked_for()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var programme = await (await TestWorkspace.SharedAsync()).ProgrammePathAsync();
        var path = $"{programme}/activities/{(await key.MakeAsync(programme, new { focus = Focus(("P1", 1)) }))["id"]}";
        await key.PutAsync(path, Body(new { title = "Kept" }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await key.PutAsync(path, Body(), "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.PutAsync(path, Body(), etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await key.DeleteAsync(path, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        Assert.Equal("Kept", (await key.GetAsync(path).ExpectAsync(HttpStatusCode.OK))["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Twenty_repeats_of_one_request_make_one_activity()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        var repeat = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{programme}/activities") { Content = JsonContent.Create(Body(new { focus = Focus(("P1", 1)) })) };
            request.Headers.Add("Idempotency-Key", repeat);
            return (await workspace.Key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct());
        Assert.Single(await workspace.Key.ItemsAsync($"{programme}/activities"));
    }

    [Theory]
    [InlineData("""{"title":" "}""", "/title")]
    [InlineData("""{"kind":"party"}""", "/kind")]
    [InlineData("""{"status":"lost"}""", "/status")]
    [InlineData("""{"startsOn":"1066-10-14"}""", "/startsOn")]
    [InlineData("""{"startsOn":null}""", "/startsOn")]
    [InlineData("""{"endsOn":"2026-02-02"}""", "/endsOn")]
    [InlineData("""{"hours":-1}""", "/hours")]
    [InlineData("""{"moneyPence":-1}""", "/moneyPence")]
    [InlineData("""{"agendaMinutes":-1}""", "/agendaMinutes")]
    [InlineData("""{"horizonMonths":601}""", "/horizonMonths")]
    [InlineData("""{"groupsPresent":["0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10"]}""", "/groupsPresent/0")]
    [InlineData("""{"focus":[{"dimension":"P1","share":0.5}]}""", "/focus")]
    [InlineData("""{"focus":[{"dimension":"P1","share":0}]}""", "/focus")]
    [InlineData("""{"focus":[{"dimension":"P1","share":1.5},{"dimension":"P2","share":-0.5}]}""", "/focus/0/share")]
    [InlineData("""{"focus":[{"dimension":"P1","share":0.5},{"dimension":"P1","share":0.5}]}""", "/focus/1/dimension")]
    [InlineData("""{"focus":[{"dimension":"P9","share":1}]}""", "/focus/0/dimension")]
    [InlineData("""{"focus":[{"dimension":"p1","share":1}]}""", "/focus/0/dimension")]
    [InlineData("""{"focus":[null]}""", "/focus/0")]
    [InlineData("""{"colour":"red"}""", "/colour")]
    public async Task What_needs_mending_is_pointed_at(string change, string pointer)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        var body = Body(JsonNode.Parse(change));
        var refused = await workspace.Key.PostAsJsonAsync($"{programme}/activities", body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains(pointer, refused["errors"]!.AsObject().Select(it => it.Key));
        var batch = await workspace.Key.PostAsJsonAsync($"{programme}/activities/batch", new { activities = new[] { Body(), body.DeepClone() } }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/activities/1" + pointer, batch["errors"]!.AsObject().Select(it => it.Key));
        Assert.Empty(await workspace.Key.ItemsAsync($"{programme}/activities"));
    }

    [Fact]
    public async Task A_group_of_another_programme_is_not_taken()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        var elsewhere = await workspace.Key.GroupAsync(await workspace.ProgrammePathAsync());
        var refused = await workspace.Key.PostAsJsonAsync($"{programme}/activities", Body(new { groupsPresent = new[] { elsewhere } })).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/groupsPresent/0"]);
    }

    [Fact]
    public async Task An_activity_is_found_only_in_its_programme_and_by_those_who_see_it()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var member = await workspace.SignInAsAsync("contributor");
        var stranger = await workspace.SignInAsAsync("contributor");
        var programme = await workspace.ProgrammePathAsync((member.UserId, "contributor"));
        var id = (await workspace.Key.MakeAsync(programme))["id"]!;
        var elsewhere = await workspace.ProgrammePathAsync((member.UserId, "contributor"));
        var other = (await TestWorkspace.CreateAsync()).Key;

        await member.GetAsync($"{programme}/activities/{id}").ExpectAsync(HttpStatusCode.OK);
        foreach (var (client, path) in new[] { (stranger.Client, programme), (other, programme), (member.Client, elsewhere) })
        {
            await client.GetAsync($"{path}/activities/{id}").ExpectAsync(HttpStatusCode.NotFound);
            await client.PutAsync($"{path}/activities/{id}", Body(), "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync($"{path}/activities/{id}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        }

        foreach (var client in new[] { stranger.Client, other })
        {
            await client.GetAsync($"{programme}/activities").ExpectAsync(HttpStatusCode.NotFound);
            await client.PostAsJsonAsync($"{programme}/activities", Body()).ExpectAsync(HttpStatusCode.NotFound);
            await client.PostAsJsonAsync($"{programme}/activities/batch", new { activities = new[] { Body() } }).ExpectAsync(HttpStatusCode.NotFound);
            await client.PostAsJsonAsync($"{programme}/activities/drafts", new { text = "Welcome", reading = "agenda" }).ExpectAsync(HttpStatusCode.NotFound);
            await client.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_system_leader_logs_nothing()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var programme = await workspace.ProgrammePathAsync();
        await leader.PostAsync($"{programme}/activities", Body()).ExpectAsync(HttpStatusCode.Forbidden);
        await leader.PostAsync($"{programme}/activities/batch", new { activities = new[] { Body() } }).ExpectAsync(HttpStatusCode.Forbidden);
        await leader.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("newest", "B4 A3 D3 C2 E1")]
    [InlineData("oldest", "E1 C2 A3 D3 B4")]
    [InlineData("title", "A3 B4 C2 D3 E1")]
    public async Task Each_order_pages_without_a_gap_or_a_repeat(string sort, string order)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        foreach (var title in new[] { "C2", "A3", "E1", "D3", "b4" })
        {
            await workspace.Key.MakeAsync(programme, new { title, startsOn = $"2026-02-0{title[1]}" });
        }

        var titles = new List<string>();
        string? cursor = null;
        do
        {
            var page = await workspace.Key.GetAsync($"{programme}/activities?sort={sort}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}").ExpectAsync(HttpStatusCode.OK);
            titles.AddRange(page["items"]!.AsArray().Select(it => it!["title"]!.GetValue<string>().ToUpperInvariant()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(order.Split(' ').Order(), titles.Order());
        Assert.Equal(order.Split(' ').Select(it => sort == "title" ? it[0] : it[1]), titles.Select(it => sort == "title" ? it[0] : it[1]));
    }

    [Fact]
    public async Task The_list_is_narrowed_by_what_is_asked()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        await workspace.Key.MakeAsync(programme, new { title = "Coded meeting", status = "done", hours = 3, focus = Focus(("P1", 0.5), ("S1", 0.5)) });
        await workspace.Key.MakeAsync(programme, new { title = "New Scanner 100%", kind = "purchase", moneyPence = 500 });

        async Task ExpectAsync(string filter, params string[] titles) =>
            Assert.Equal(titles.Order(), (await workspace.Key.ItemsAsync($"{programme}/activities?{filter}")).Select(it => it["title"]!.GetValue<string>()).Order());

        await ExpectAsync("kind=purchase", "New Scanner 100%");
        await ExpectAsync("status=done", "Coded meeting");
        await ExpectAsync("dimension=P1", "Coded meeting");
        await ExpectAsync("dimension=P2");
        await ExpectAsync("uncoded=true", "New Scanner 100%");
        await ExpectAsync("uncoded=false", "Coded meeting");
        await ExpectAsync("missing=hours", "New Scanner 100%");
        await ExpectAsync("missing=money", "Coded meeting");
        await ExpectAsync("missing=focus", "New Scanner 100%");
        await ExpectAsync("search=sCANNER", "New Scanner 100%");
        await ExpectAsync("search=nothing");
        await ExpectAsync("kind=purchase&status=done");
        foreach (var bad in new[] { "kind=party", "sort=size", "missing=title", "uncoded=maybe", "colour=red", "cursor=x" })
        {
            await workspace.Key.GetAsync($"{programme}/activities?{bad}").ExpectAsync(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task A_batch_is_logged_as_one_change_and_a_repeat_makes_no_more()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        var group = await workspace.Key.GroupAsync(programme);
        var activities = Enumerable.Range(0, 200).Select(i => Body(new { title = $"Item {i}", groupsPresent = new[] { group }, focus = Focus(("P1", 1)) })).ToList();
        var repeat = Guid.CreateVersion7().ToString();

        async Task<(JsonObject Body, long Sequence)> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{programme}/activities/batch") { Content = JsonContent.Create(new { activities }) };
            request.Headers.Add("Idempotency-Key", repeat);
            using var response = await workspace.Key.SendAsync(request);
            return (await Task.FromResult(response).ExpectAsync(HttpStatusCode.Created), long.Parse(response.Headers.GetValues("Change-Sequence").Single(), System.Globalization.CultureInfo.InvariantCulture));
        }

        var (made, _) = await SendAsync();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"Item {i}"), made["items"]!.AsArray().Select(it => it!["title"]!.GetValue<string>()));
        Assert.All(made["items"]!.AsArray(), it => Assert.Equal((1, 1), (it!["groupsPresent"]!.AsArray().Count, it["focus"]!.AsArray().Count)));
        Assert.Equal(made.ToJsonString(), (await SendAsync()).Body.ToJsonString());
        Assert.Equal(200, (await workspace.Key.ItemsAsync($"{programme}/activities?limit=200")).Count);

        activities.Add(Body());
        var tooMany = await workspace.Key.PostAsJsonAsync($"{programme}/activities/batch", new { activities }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(tooMany["errors"]!["/activities"]);
        await workspace.Key.PostAsJsonAsync($"{programme}/activities/batch", new { activities = Array.Empty<object>() }).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_unchanged_list_is_not_sent_again_and_a_change_is_seen_at_once()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var programme = await workspace.ProgrammePathAsync();
        var made = await workspace.Key.MakeAsync(programme);
        var etag = await workspace.Key.ETagAsync($"{programme}/activities");

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{programme}/activities");
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            using var response = await workspace.Key.SendAsync(request);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await AgainAsync());
        await workspace.Key.PutAsync($"{programme}/activities/{made["id"]}", Body(new { title = "Changed" }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());
    }

    [Fact]
    public void Shares_are_taken_when_they_sum_to_one_and_pointed_at_when_they_do_not()
    {
        string[] codes = ["S1", "S2", "P1", "P2"];
        var rules = new ActivityRules(codes, []);
        Assert.Empty(rules.FocusErrors([], "/focus"));
        var weights = Gen.Choose(0, 1000).ArrayOf(4).Where(it => it.Sum() > 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(weights.ToArbitrary(), Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), (parts, millionths) =>
        {
            var sum = (double)parts.Sum();
            var shares = parts.Index().Select(it => new FocusShare { Dimension = codes[it.Index], Share = it.Item / sum }).ToList();
            Assert.Empty(rules.FocusErrors(shares, "/focus"));
            Assert.Equal(1, ActivityRules.Kept(shares).Sum(it => it.Share), 6);
            Assert.DoesNotContain(ActivityRules.Kept(shares), it => it.Share == 0);

            shares[0] = shares[0] with { Share = shares[0].Share + (millionths / 1e6) };
            Assert.Equal(Math.Abs(millionths) > 1 ? ["/focus"] : [], rules.FocusErrors(shares, "/focus").Keys.Where(_ => Math.Abs(millionths) != 1));
        }));
        Assert.Equal(["/focus"], rules.FocusErrors([new FocusShare { Dimension = "S1", Share = double.NaN }], "/focus").Keys);
    }

    private static IEnumerable<(string, double)> FocusOf(JsonObject activity) => activity["focus"]!.AsArray().Select(it => (it!["dimension"]!.GetValue<string>(), it["share"]!.GetValue<double>()));
}
