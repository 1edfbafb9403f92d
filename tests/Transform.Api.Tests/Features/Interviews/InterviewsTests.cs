using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Interviews;

public sealed class InterviewsTests
{
    private static readonly string[] NewPerson = ["Rosa Ruiz"];

    [Fact]
    public async Task A_theme_that_only_groups_others_is_not_ticked_but_a_mention_outlasts_its_becoming_one()
    {
        var programme = await TestProgramme.CreateAsync();
        var lead = programme.Lead.Client;
        var (theme, group) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        await GroupAsync(group);
        object Body(params Guid[] themes) => new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, mentions = themes.Select(it => new { themeId = it }) };
        var refused = await lead.PostAsJsonAsync(programme.Interviews, Body(theme, group)).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("only holds other themes", Assert.Single(refused["errors"]!["/mentions/1/themeId"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);

        var made = await lead.PostAsJsonAsync(programme.Interviews, Body(theme)).ExpectAsync(HttpStatusCode.Created);
        await GroupAsync(theme);
        await lead.PutAsync($"{programme.Interviews}/{made["id"]}", Body(theme), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        refused = await lead.PutAsync($"{programme.Interviews}/{made["id"]}", Body(theme, group), "\"v2\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal("/mentions/1/themeId", Assert.Single(refused["errors"]!.AsObject()).Key);

        async Task GroupAsync(Guid id)
        {
            var read = await lead.GetAsync(new Uri($"themes/{id}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
            await lead.PutAsync($"themes/{id}", new { name = read["name"]!.GetValue<string>(), dimension = "P1", isCodable = false }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_meeting_is_logged_in_one_request_read_revised_and_removed()
    {
        var programme = await TestProgramme.CreateAsync();
        var workspace = programme.Workspace;
        var organisation = await workspace.Key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Northfield"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var proposition = await workspace.Key.PostAsJsonAsync("propositions", new { statement = TestWorkspace.Unique("People first") }).ExpectAsync(HttpStatusCode.Created);
        var theme = await workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Trust"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        var lead = programme.Lead.Client;

        using var response = await lead.PostAsJsonAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", minutes = 30,
            participants = new object[] { new { name = " Rosa Ruiz ", organisationId = Id(organisation), jobTitle = "Ward manager" }, new { name = "Sam Shah" } },
            notes = "She would **lend** two nurses.",
            stances = new[] { new { propositionId = Id(proposition), endorsement = 5, elicited = true } },
            mentions = new[] { new { themeId = Id(theme) } },
            commitments = new[] { new { act = "Lend two nurses", dueOn = "2026-05-01" } },
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(response.Headers.Contains("Change-Sequence"));
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.EndsWith($"{programme.Interviews}/{made["id"]}", response.Headers.Location!.ToString(), StringComparison.Ordinal);

        var path = $"{programme.Interviews}/{made["id"]}";
        var read = await lead.GetAsync(Relative(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
        Assert.Equal(("oneToOne", "leadsOnly", "notAsked", "notAsked", "unknown"), (Text(read, "kind"), Text(read, "confidentiality"), Text(read, "participationConsent"), Text(read, "quotationConsent"), Text(read, "commitmentAsked")));
        Assert.Equal(["Rosa Ruiz", "Sam Shah"], read["participants"]!.AsArray().Select(it => Text(it!, "name")));
        Assert.Equal("acute", Text(read["participants"]![0]!, "sector"));
        Assert.Equal(programme.Lead.UserId, read["interviewers"]![0]!["userId"]!.GetValue<Guid>());
        Assert.Equal("P1", Text(read["mentions"]![0]!, "dimension"));
        Assert.Equal((5, true), (read["stances"]![0]!["endorsement"]!.GetValue<int>(), read["stances"]![0]!["elicited"]!.GetValue<bool>()));
        Assert.Equal(("Lend two nurses", "notYetDue"), (Text(read["commitments"]![0]!, "act"), Text(read["commitments"]![0]!, "status")));

        var item = (await lead.GetAsync(Relative(programme.Interviews)).ExpectAsync(HttpStatusCode.OK))["items"]![0]!;
        Assert.Equal((Text(made, "id"), 1, 2, false), (Text(item, "id"), item["mentions"]!.GetValue<int>(), item["participants"]!.AsArray().Count, item["notesHeld"]!.GetValue<bool>()));

        var rosa = read["participants"]![0]!["personId"]!.GetValue<Guid>();
        var revised = await lead.PutAsync(path, new
        {
            heldAt = "2026-03-03T10:00:00Z", kind = "video", participants = new[] { new { personId = rosa } }, confidentiality = "programme", confidentialityReason = "She asked us to share it", commitmentAsked = "asked",
            mentions = new[] { new { themeId = Id(theme), dimension = "S2" } },
        }, await lead.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, "video", "S2", 0), (revised["version"]!.GetValue<int>(), Text(revised, "kind"), Text(revised["mentions"]![0]!, "dimension"), revised["stances"]!.AsArray().Count));
        Assert.Null(revised["notes"]);
        Assert.False(revised["notesHeld"]!.GetValue<bool>());
        Assert.Single(revised["commitments"]!.AsArray());

        await lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await lead.GetAsync(Relative(path)).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty((await lead.GetAsync(Relative(programme.Commitments)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_a_new_interview_is_answered_with_is_what_is_read_of_it_afterwards()
    {
        var programme = await TestProgramme.CreateAsync();
        var workspace = programme.Workspace;
        var lead = programme.Lead.Client;
        async Task<Guid> MadeAsync(string path, object body) => Id(await workspace.Key.PostAsJsonAsync(path, body).ExpectAsync(HttpStatusCode.Created));
        var (late, early) = (TestWorkspace.Unique("Z"), TestWorkspace.Unique("A"));
        var organisation = await MadeAsync("organisations", new { name = late, sector = "acute" });
        var people = new[] { await MadeAsync("people", new { name = late, organisationId = organisation }), await MadeAsync("people", new { name = early }), await MadeAsync("people", new { name = early }) };
        var propositions = new[] { await MadeAsync("propositions", new { statement = late }), await MadeAsync("propositions", new { statement = early }) };
        var themes = new[] { await MadeAsync("themes", new { name = late, dimension = "P1" }), await MadeAsync("themes", new { name = early, dimension = "S2" }) };
        var first = await lead.PostAsJsonAsync(programme.Interviews, new { heldAt = "2026-03-01T10:00:00Z", participants = new[] { new { personId = people[0] } } }).ExpectAsync(HttpStatusCode.Created);

        using var response = await lead.PostAsJsonAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00.1239Z",
            participants = new object[] { new { personId = people[0] }, new { name = TestWorkspace.Unique("M"), organisationId = organisation }, new { personId = people[2] }, new { personId = people[1] } },
            interviewerIds = new[] { programme.Lead.UserId, programme.Colleague.UserId },
            notes = "Both would.", followsId = Id(first),
            stances = propositions.Select((id, i) => new { propositionId = id, endorsement = 5 - i }),
            mentions = themes.Select(id => new { themeId = id }),
            commitments = new[] { new { act = "Lend two nurses" }, new { act = "Ask the board" }, new { act = "Write it down" } },
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using var reading = await lead.GetAsync(response.Headers.Location);

        Assert.Equal(await reading.Content.ReadAsStringAsync(), await response.Content.ReadAsStringAsync());
        Assert.Equal(reading.Headers.ETag, response.Headers.ETag);
        Assert.Equal(reading.Headers.CacheControl!.ToString(), response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Another_workspace_another_programme_and_somebody_outside_find_nothing()
    {
        var programme = await TestProgramme.CreateAsync();
        var path = $"{programme.Interviews}/{Text(await programme.LogAsync(programme.Lead.Client, "programme"), "id")}";
        var elsewhere = await TestWorkspace.CreateAsync();
        await elsewhere.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await elsewhere.Administrator.GetAsync(programme.Interviews).ExpectAsync(HttpStatusCode.NotFound);

        var other = await TestProgramme.CreateAsync();
        await other.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await other.Lead.GetAsync(path.Replace(programme.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal)).ExpectAsync(HttpStatusCode.NotFound);

        var systemLeader = await programme.Workspace.SignInAsAsync("systemLeader");
        await systemLeader.GetAsync(path).ExpectAsync(HttpStatusCode.Forbidden);
        await systemLeader.PostAsync(programme.Interviews, Body()).ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_a_missing_one_is_asked_for()
    {
        var programme = await TestProgramme.CreateAsync();
        var lead = programme.Lead.Client;
        var path = $"{programme.Interviews}/{Text(await programme.LogAsync(lead, "leadsOnly"), "id")}";
        await lead.PutAsync(path, Body(), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var stale = await lead.PutAsync(path, Body(), "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("stale", Text(stale, "code"));
        await lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await lead.PutAsync(path, Body(), etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await lead.DeleteAsync(path, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task Fifty_edits_of_one_version_leave_one_winner()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        var key = programme.Workspace.Key;
        var path = $"{programme.Interviews}/{Text(await programme.LogAsync(key, "programme"), "id")}";

        // While another holds the pen, all fifty read version 1 and wait.
        await using var holder = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "transform.db")};Pooling=False");
        await holder.OpenAsync();
        await using var held = holder.BeginTransaction(deferred: false);
        using var inFlight = new RequestsInFlight(service, wanted: 50);
        var asking = Enumerable.Range(0, 50).Select(async i =>
        {
            using var response = await key.PutAsync(path, Body($"Edit {i}"), "\"v1\"");
            return response.StatusCode;
        }).ToList();
        await inFlight.Reached;
        await held.RollbackAsync();
        var answers = await Task.WhenAll(asking);
        Assert.Single(answers, it => it == HttpStatusCode.OK);
        Assert.Equal(49, answers.Count(it => it == HttpStatusCode.PreconditionFailed));
        Assert.StartsWith("Edit", Text(await key.GetAsync(Relative(path)).ExpectAsync(HttpStatusCode.OK), "notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_part_is_named_by_its_pointer_and_nothing_is_kept()
    {
        var programme = await TestProgramme.CreateAsync();
        var nobody = Guid.CreateVersion7();
        var refused = await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z",
            participants = new object[] { new { personId = nobody }, new { name = "New", organisationId = nobody }, new { jobTitle = "Nobody" }, new { personId = nobody } },
            interviewerIds = new[] { nobody },
            stances = new[] { new { propositionId = nobody, endorsement = 3 } },
            mentions = new[] { new { themeId = nobody } },
            commitments = new[] { new { act = "Act", personId = nobody } },
        }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["/commitments/0/personId", "/interviewerIds/0", "/mentions/0/themeId", "/participants/0/personId", "/participants/1/organisationId", "/participants/2", "/participants/3/personId", "/stances/0/propositionId"],
            refused["errors"]!.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal));
        Assert.Empty((await programme.Lead.GetAsync(programme.Interviews).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"participants":[{"name":"A"}]}""", "/heldAt")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[]}""", "/participants")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[null]}""", "/participants/0")]
    [InlineData("""{"heldAt":"0001-03-02T10:00:00Z","participants":[{"name":"A"}]}""", "/heldAt")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":" "}]}""", "/participants/0/name")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"minutes":0}""", "/minutes")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"kind":"seance"}""", "/kind")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"confidentiality":"open"}""", "/confidentiality")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"stances":[{"propositionId":"0198f3a0-0000-7000-8000-000000000000","endorsement":6}]}""", "/stances/0/endorsement")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"commitments":[{"act":""}]}""", "/commitments/0/act")]
    [InlineData("""{"heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}],"mood":"good"}""", "/mood")]
    [InlineData("""{"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","heldAt":"2026-03-02T10:00:00Z","participants":[{"name":"A"}]}""", "/id")]
    public async Task A_request_that_cannot_stand_names_the_field(string json, string pointer)
    {
        var programme = await Shared.Value;
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var refused = await programme.Workspace.Key.PostAsync(Relative(programme.Interviews), body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains(pointer, refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task Notes_hold_fifty_thousand_characters_and_not_one_more()
    {
        var programme = await Shared.Value;
        var key = programme.Workspace.Key;
        var notes = string.Concat(Enumerable.Repeat("wörd ", 10_000));
        var made = await key.PostAsJsonAsync(programme.Interviews, Body(notes)).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(notes, Text(made, "notes"));
        var refused = await key.PostAsJsonAsync(programme.Interviews, Body(notes + "x")).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/notes", refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task A_dimension_outside_the_programmes_taxonomy_is_refused()
    {
        var programme = await TestProgramme.CreateAsync();
        var theme = await programme.Workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Trust"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        var refused = await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "A" } }, mentions = new[] { new { themeId = Id(theme), dimension = "Q9" } },
        }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("P1", refused["errors"]!["/mentions/0/dimension"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_posts_of_one_id_at_once_make_one_interview_and_answer_alike()
    {
        var programme = await TestProgramme.CreateAsync();
        var key = programme.Workspace.Key;
        var body = new { id = Guid.CreateVersion7(), heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Once Only" } }, notes = "Once", commitments = new[] { new { act = "Act once" } } };
        var before = await SequenceAsync(key, programme);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            (await key.PostAsJsonAsync(programme.Interviews, body).ExpectAsync(HttpStatusCode.Created)).ToJsonString()));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Single((await key.GetAsync(Relative(programme.Interviews)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Single((await key.GetAsync(Relative(programme.Commitments)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.NotEqual(before, await SequenceAsync(key, programme));
    }

    [Fact]
    public async Task A_repeat_of_an_id_gives_the_original_even_with_another_body_and_writes_nothing()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var key = programme.Workspace.Key;
        var id = Guid.CreateVersion7();
        using var first = await key.PostAsJsonAsync(programme.Interviews, new { id, heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "One" } }, notes = "First" });
        using var second = await key.PostAsJsonAsync(programme.Interviews, new { id, heldAt = "2026-03-09T10:00:00Z", participants = new[] { new { name = "Two" } }, notes = "Second" });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.GetValues("Change-Sequence"), second.Headers.GetValues("Change-Sequence"));
    }

    [Fact]
    public async Task An_id_of_another_author_or_another_programme_is_taken()
    {
        var programme = await TestProgramme.CreateAsync();
        var other = await TestProgramme.CreateAsync();
        var body = new { id = Guid.CreateVersion7(), heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "One" } } };
        await programme.Lead.PostAsync(programme.Interviews, body).ExpectAsync(HttpStatusCode.Created);
        var refused = await programme.Contributor.PostAsync(programme.Interviews, body).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Equal("This id is taken. Make another.", Text(refused, "detail"));

        var byKey = body with { id = Guid.CreateVersion7() };
        await programme.Workspace.Key.PostAsJsonAsync(programme.Interviews, byKey).ExpectAsync(HttpStatusCode.Created);
        await programme.Workspace.Key.PostAsJsonAsync(other.Interviews, byKey).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Single((await programme.Lead.GetAsync(programme.Interviews).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray(), it => Text(it!, "id") == body.id.ToString());

        var elsewhere = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        await elsewhere.Lead.PostAsync(elsewhere.Interviews, body).ExpectAsync(HttpStatusCode.Created);       // another workspace knows nothing of it
    }

    [Fact]
    public async Task An_idempotency_key_without_an_id_makes_one_interview_too()
    {
        var programme = await TestProgramme.CreateAsync();
        var idempotencyKey = Guid.CreateVersion7().ToString();
        async Task<JsonObject> PostAsync(object body, HttpStatusCode status)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, programme.Interviews) { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return await programme.Workspace.Key.SendAsync(request).ExpectAsync(status);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(Body("Same"), HttpStatusCode.Created)));
        Assert.Single(answers.Select(it => it.ToJsonString()).Distinct(StringComparer.Ordinal));
        await PostAsync(Body("Another"), HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_key_that_may_not_write_people_makes_none_on_the_spot()
    {
        var programme = await TestProgramme.CreateAsync();
        var narrow = await programme.Workspace.Administrator.PostAsync("api-keys", new { name = "narrow", scopes = new[] { "interviews:read", "interviews:write" } }).ExpectAsync(HttpStatusCode.Created);
        using var client = TestWorkspace.KeyClient(programme.Workspace.Service, Text(narrow, "secret"));
        await client.PostAsJsonAsync(programme.Interviews, Body()).ExpectAsync(HttpStatusCode.Forbidden);
        var known = (await programme.LogAsync(programme.Lead.Client, "programme"))["participants"]![0]!["personId"]!.GetValue<Guid>();
        await client.PostAsJsonAsync(programme.Interviews, new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = known } } }).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Both_orders_give_the_same_interviews_page_by_page()
    {
        var programme = await TestProgramme.CreateAsync();
        var key = programme.Workspace.Key;
        var met = new List<(Guid, string)>();
        for (var i = 0; i < 7; i++)
        {
            // Three pairs are held at the same time, so that the id must decide.
            var made = await key.PostAsJsonAsync(programme.Interviews, new { heldAt = $"2026-03-0{1 + (i / 2)}T10:00:00{(i > 5 ? ".5" : "")}Z", participants = new[] { new { name = $"Person {i}" } } }).ExpectAsync(HttpStatusCode.Created);
            met.Add((Id(made), $"Person {i}"));
        }

        var newest = await AllAsync(key, $"{programme.Interviews}?limit=2", Met);
        var oldest = await AllAsync(key, $"{programme.Interviews}?limit=2&sort=oldest", Met);
        Assert.Equal(met.Order(), newest.Order());
        Assert.Equal(newest, oldest.AsEnumerable().Reverse());

        static (Guid, string) Met(JsonNode item) => (Id(item), Assert.Single(item["participants"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_unknown_ones_are_refused()
    {
        var programme = await TestProgramme.CreateAsync();
        var key = programme.Workspace.Key;
        var theme = await key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Trust"), dimension = "P1" }).ExpectAsync(HttpStatusCode.Created);
        var open = await key.PostAsJsonAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "A" } }, confidentiality = "programme", commitmentAsked = "asked", mentions = new[] { new { themeId = Id(theme) } },
        }).ExpectAsync(HttpStatusCode.Created);
        var held = await key.PostAsJsonAsync(programme.Interviews, Body()).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal([Id(open)], await AllAsync(key, $"{programme.Interviews}?confidentiality=programme"));
        Assert.Equal([Id(open)], await AllAsync(key, $"{programme.Interviews}?commitmentAsked=asked"));
        Assert.Equal([Id(held)], await AllAsync(key, $"{programme.Interviews}?uncoded=true"));
        await key.GetAsync(Relative($"{programme.Interviews}?confidentiality=secret")).ExpectAsync(HttpStatusCode.BadRequest);
        await key.GetAsync(Relative($"{programme.Interviews}?mood=good")).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_list_that_nothing_was_written_to_answers_304_and_one_that_was_answers_anew()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        await programme.LogAsync(programme.Lead.Client, "programme");
        var (status, etag, _) = await ListAsync(programme.Lead.Client, programme.Interviews, etag: null);
        Assert.Equal(HttpStatusCode.OK, status);
        var (unchanged, _, body) = await ListAsync(programme.Lead.Client, programme.Interviews, etag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (unchanged, body));

        var (other, otherTag, _) = await ListAsync(programme.Contributor.Client, programme.Interviews, etag);
        Assert.Equal(HttpStatusCode.OK, other);                     // another reader's copy is no copy of mine
        Assert.NotEqual(etag, otherTag);
        Assert.Equal(HttpStatusCode.OK, (await ListAsync(programme.Lead.Client, programme.Interviews + "?limit=3", etag)).Status);

        await programme.LogAsync(programme.Lead.Client, "programme");
        var (changed, newTag, _) = await ListAsync(programme.Lead.Client, programme.Interviews, etag);
        Assert.Equal(HttpStatusCode.OK, changed);
        Assert.NotEqual(etag, newTag);
    }

    [Fact]
    public async Task A_single_interview_answers_304_until_it_or_its_commitments_change()
    {
        var programme = await TestProgramme.CreateAsync();
        var lead = programme.Lead.Client;
        var made = await programme.LogAsync(lead, "leadsOnly");
        var path = $"{programme.Interviews}/{made["id"]}";
        var etag = await lead.ETagAsync(path);
        Assert.Equal(HttpStatusCode.NotModified, (await ListAsync(lead, path, etag)).Status);
        await lead.PutAsync($"{programme.Commitments}/{made["commitments"]![0]!["id"]}", new { act = "Lend two nurses in May", status = "missed" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await ListAsync(lead, path, etag)).Status);
    }

    [Fact]
    public async Task A_commitment_is_of_the_one_who_took_part_unless_told()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.LogAsync(programme.Lead.Client, "programme");
        var commitment = (await programme.Lead.GetAsync(programme.Commitments).ExpectAsync(HttpStatusCode.OK))["items"]![0]!;
        Assert.Equal((Text(made["participants"]![0]!, "personId"), NewPerson[0]), (Text(commitment, "personId"), Text(commitment, "personName")));

        var group = await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-04T10:00:00Z", participants = new[] { new { name = "One" }, new { name = "Two" } }, commitments = new[] { new { act = "Somebody will" } },
        }).ExpectAsync(HttpStatusCode.Created);
        var unnamed = await programme.Lead.GetAsync($"{programme.Commitments}/{group["commitments"]![0]!["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Null(unnamed["personId"]);
    }

    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    private static object Body(string notes = "Notes") => new { heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "A Person" } }, notes };

    private static Guid Id(JsonNode node) => node["id"]!.GetValue<Guid>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static async Task<string> SequenceAsync(HttpClient client, TestProgramme programme) => (await ListAsync(client, programme.Interviews, etag: null)).ETag;

    private static async Task<(HttpStatusCode Status, string ETag, string Body)> ListAsync(HttpClient client, string path, string? etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag!.ToString(), await response.Content.ReadAsStringAsync());
    }

    private static Task<List<Guid>> AllAsync(HttpClient client, string path) => AllAsync(client, path, it => Id(it));

    private static async Task<List<T>> AllAsync<T>(HttpClient client, string path, Func<JsonNode, T> read)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync(Relative(cursor is null ? path : $"{path}&cursor={cursor}")).ExpectAsync(HttpStatusCode.OK);
            all.AddRange(page["items"]!.AsArray().Select(it => read(it!)));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return all;
    }
}
