using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Commitments;

public sealed class CommitmentsTests
{
    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    [Fact]
    public async Task A_commitment_is_made_kept_verified_and_removed()
    {
        var programme = await TestProgramme.CreateAsync();
        var interview = await programme.LogAsync(programme.Lead.Client, "programme");
        var person = interview["participants"]![0]!["personId"]!.GetValue<Guid>();
        var made = await programme.Lead.PostAsync(programme.Commitments, new
        {
            interviewId = Id(interview), personId = person, act = "Release two nurses on Fridays", dueOn = "2026-06-01",
        }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(("notYetDue", "Rosa Ruiz", 1), (Text(made, "status"), Text(made, "personName"), made["version"]!.GetValue<int>()));

        var path = $"{programme.Commitments}/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        var kept = await programme.Contributor.PutAsync(path, new
        {
            personId = person, act = "Release two nurses on Fridays", dueOn = "2026-06-01", status = "kept", evidence = "The rota of June", evidenceLink = "https://example.org/rota?week=23#friday",
            verifiedBy = programme.Contributor.UserId,
        }, await programme.Contributor.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, "kept", "The rota of June", Text(interview, "id")), (kept["version"]!.GetValue<int>(), Text(kept, "status"), Text(kept, "evidence"), Text(kept, "interviewId")));
        Assert.Equal(1, (await programme.Lead.GetAsync($"{programme.Interviews}/{interview["id"]}").ExpectAsync(HttpStatusCode.OK))["version"]!.GetValue<int>());

        await programme.Lead.PutAsync(path, new { act = "Else" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.Client.PutAsync(path, new { act = "Else" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await programme.Lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await programme.Lead.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_commitment_to_the_programme_itself_is_open_to_all_who_read_its_interviews()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.Lead.PostAsync(programme.Commitments, new { act = "The board will come to the ward" }).ExpectAsync(HttpStatusCode.Created);
        var read = await programme.Colleague.GetAsync($"{programme.Commitments}/{made["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((Text(made, "act"), false), (Text(read, "act"), read["wordsHeld"]!.GetValue<bool>()));
        var elsewhere = await TestWorkspace.CreateAsync();
        await elsewhere.Administrator.GetAsync($"{programme.Commitments}/{made["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        var systemLeader = await programme.Workspace.SignInAsAsync("systemLeader");
        await systemLeader.GetAsync("commitments/due").ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"act":" "}""", "/act")]
    [InlineData("""{"act":"A","status":"withdrawn"}""", "/statusReason")]
    [InlineData("""{"act":"A","status":"kept"}""", "/evidence")]
    [InlineData("""{"act":"A","status":"done"}""", "/status")]
    [InlineData("""{"act":"A","dueOn":"1066-10-14"}""", "/dueOn")]
    [InlineData("""{"act":"A","evidenceLink":"javascript:alert(1)"}""", "/evidenceLink")]
    [InlineData("""{"act":"A","evidenceLink":"file:///etc/passwd"}""", "/evidenceLink")]
    [InlineData("""{"act":"A","evidenceLink":"//example.org/x"}""", "/evidenceLink")]
    [InlineData("""{"act":"A","evidenceLink":"https://me:secret@example.org/"}""", "/evidenceLink")]
    [InlineData("""{"act":"A","personId":"0198f3a0-0000-7000-8000-000000000000"}""", "/personId")]
    [InlineData("""{"act":"A","verifiedBy":"0198f3a0-0000-7000-8000-000000000000"}""", "/verifiedBy")]
    [InlineData("""{"act":"A","interviewId":"0198f3a0-0000-7000-8000-000000000000"}""", "/interviewId")]
    [InlineData("""{"act":"A","createdBy":"0198f3a0-0000-7000-8000-000000000000"}""", "/createdBy")]
    public async Task A_request_that_cannot_stand_names_the_field(string json, string pointer)
    {
        var programme = await Shared.Value;
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var refused = await programme.Workspace.Key.PostAsync(new Uri(programme.Commitments, UriKind.Relative), body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task A_commitment_stays_with_its_interview()
    {
        var programme = await TestProgramme.CreateAsync();
        var one = await programme.LogAsync(programme.Lead.Client, "programme");
        var two = await programme.LogAsync(programme.Lead.Client, "leadsOnly");
        var path = $"{programme.Commitments}/{one["commitments"]![0]!["id"]}";
        var refused = await programme.Lead.PutAsync(path, new { act = "A", interviewId = Id(two) }, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/interviewId", refused["errors"]!.AsObject().Select(it => it.Key));
        var other = await TestProgramme.CreateAsync();
        await other.Lead.PostAsync(other.Commitments, new { act = "A", interviewId = Id(one) }).ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_verifies_what_they_promised_themselves()
    {
        var programme = await TestProgramme.CreateAsync();
        var workspace = programme.Workspace;
        var email = $"rosa-{Guid.CreateVersion7():N}@example.org";
        var user = await workspace.Administrator.PostAsync("users", new { name = "Rosa Ruiz", email, role = "contributor", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
        var person = await workspace.Key.PostAsJsonAsync("people", new { name = "Rosa Ruiz", email = email.ToUpperInvariant() }).ExpectAsync(HttpStatusCode.Created);
        var refused = await programme.Lead.PostAsync(programme.Commitments, new { act = "A", personId = Id(person), verifiedBy = Id(user) }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("/verifiedBy", refused["errors"]!.AsObject().Select(it => it.Key));
        await programme.Lead.PostAsync(programme.Commitments, new { act = "A", personId = Id(person), verifiedBy = programme.Lead.UserId }).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Twenty_repeats_of_one_request_make_one_commitment()
    {
        var programme = await TestProgramme.CreateAsync();
        var idempotencyKey = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, programme.Commitments) { Content = JsonContent.Create(new { act = "Once" }) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return (await programme.Workspace.Key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Single((await programme.Lead.GetAsync(programme.Commitments).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task Lists_follow_the_calendar_and_narrow_to_what_is_overdue_or_due_soon()
    {
        var programme = await TestProgramme.CreateAsync();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (string Act, int? Days)[] made = [("kept late", -9), ("undated", null), ("later", 15), ("in two weeks", 14), ("today", 0), ("overdue", -1), ("long overdue", -30)];
        foreach (var (act, days) in made)
        {
            await programme.Lead.PostAsync(programme.Commitments, new
            {
                act, dueOn = days is { } ahead ? today.AddDays(ahead).ToString("O", CultureInfo.InvariantCulture) : null, status = act == "kept late" ? "kept" : null, evidence = "Seen",
            }).ExpectAsync(HttpStatusCode.Created);
        }

        Assert.Equal(["long overdue", "kept late", "overdue", "today", "in two weeks", "later", "undated"], await ActsAsync(programme.Lead, $"{programme.Commitments}?limit=2"));
        Assert.Equal(["long overdue", "overdue"], await ActsAsync(programme.Lead, $"{programme.Commitments}?due=overdue&limit=1"));
        Assert.Equal(["today", "in two weeks"], await ActsAsync(programme.Lead, $"{programme.Commitments}?due=soon&limit=1"));
        Assert.Equal(["kept late"], await ActsAsync(programme.Lead, $"{programme.Commitments}?status=kept&limit=1"));
        Assert.Equal(["long overdue", "overdue", "today", "in two weeks"], await ActsAsync(programme.Colleague, "commitments/due?limit=1"));

        var due = (await programme.Lead.GetAsync("commitments/due").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal([true, true, false, false], due.Select(it => it!["isOverdue"]!.GetValue<bool>()));
        Assert.All(due, it => Assert.Equal(programme.Id, it!["programmeId"]!.GetValue<Guid>()));
        Assert.All(due, it => Assert.StartsWith("Programme", Text(it!, "programmeName"), StringComparison.Ordinal));
        var other = await TestProgramme.CreateAsync();
        Assert.Empty((await other.Lead.GetAsync("commitments/due").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    private static async Task<List<string>> ActsAsync(Browser browser, string path)
    {
        var acts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await browser.GetAsync(cursor is null ? path : $"{path}&cursor={cursor}").ExpectAsync(HttpStatusCode.OK);
            acts.AddRange(page["items"]!.AsArray().Select(it => Text(it!, "act")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return acts;
    }

    private static Guid Id(JsonNode node) => node["id"]!.GetValue<Guid>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
