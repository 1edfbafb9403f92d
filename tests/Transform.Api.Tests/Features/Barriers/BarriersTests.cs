using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Barriers;

public sealed class BarriersTests
{
    private static readonly Lazy<Task<TestProgramme>> Shared = new(() => TestProgramme.CreateAsync());

    [Fact]
    public async Task A_barrier_is_noticed_its_owner_asked_answered_and_the_barrier_removed()
    {
        var programme = await TestProgramme.CreateAsync();
        var owner = await programme.Workspace.Key.PostAsJsonAsync("people", new { name = "Olga Owner" }).ExpectAsync(HttpStatusCode.Created);
        var made = await programme.Contributor.PostAsync(Path(programme), new { name = "No  shared record", systemName = "Care record", definition = "Whatever is said of two systems", ownerPersonId = Id(owner) }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(("noticed", "Olga Owner", 1), (Text(made, "status"), Text(made, "ownerName"), made["version"]!.GetValue<int>()));
        var path = $"{Path(programme)}/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await programme.Colleague.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        async Task<JsonObject> ReviseAsync(object body, int version) => await programme.Lead.PutAsync(path, body, $"\"v{version}\"").ExpectAsync(HttpStatusCode.OK);
        await ReviseAsync(new { name = "No shared record", systemName = "Care record", status = "ownerAsked", askedOn = "2026-02-02" }, 1);
        var answered = await ReviseAsync(new { name = "No shared record", systemName = "Care record", status = "answered", askedOn = "2026-02-02", answeredOn = "2026-02-02", answer = "From April, says Olga" }, 2);
        Assert.Equal("From April, says Olga", Text(answered, "answer"));
        var removed = await ReviseAsync(new { name = "No shared record", systemName = "Care record", status = "removed", askedOn = "2026-02-02", answeredOn = "2026-02-02", removedOn = "2026-05-04" }, 3);
        Assert.Equal(("removed", "2026-05-04"), (Text(removed, "status"), Text(removed, "removedOn")));
        Assert.Null(removed["answer"]);

        await programme.Lead.PutAsync(path, new { name = "Else", systemName = "Else" }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await programme.Lead.Client.PutAsync(path, new { name = "Else", systemName = "Else" }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await programme.Lead.DeleteAsync(path, "\"v4\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name":" ","systemName":"S"}""", "/name")]
    [InlineData("""{"name":"N"}""", "/systemName")]
    [InlineData("""{"name":"N","systemName":"S","status":"solved"}""", "/status")]
    [InlineData("""{"name":"N","systemName":"S","status":"ownerAsked"}""", "/askedOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"answered","askedOn":"2026-02-02"}""", "/answeredOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"answered","askedOn":"2026-02-03","answeredOn":"2026-02-02"}""", "/answeredOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"removed","askedOn":"2026-02-03","removedOn":"2026-02-02"}""", "/removedOn")]
    [InlineData("""{"name":"N","systemName":"S","askedOn":"2026-02-03"}""", "/askedOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"ownerAsked","askedOn":"2026-02-03","removedOn":"2026-02-04"}""", "/removedOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"ownerAsked","askedOn":"2199-02-03"}""", "/askedOn")]
    [InlineData("""{"name":"N","systemName":"S","status":"ownerAsked","askedOn":"2026-02-03","answer":"Yes"}""", "/answer")]
    [InlineData("""{"name":"N","systemName":"S","organisationId":"0198f3a0-0000-7000-8000-000000000000"}""", "/organisationId")]
    [InlineData("""{"name":"N","systemName":"S","ownerPersonId":"0198f3a0-0000-7000-8000-000000000000"}""", "/ownerPersonId")]
    [InlineData("""{"name":"N","systemName":"S","programmeId":"0198f3a0-0000-7000-8000-000000000000"}""", "/programmeId")]
    public async Task A_request_that_cannot_stand_names_the_field(string json, string pointer)
    {
        var programme = await Shared.Value;
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var refused = await programme.Workspace.Key.PostAsync(new Uri(Path(programme), UriKind.Relative), body).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Fact]
    public async Task Who_does_not_read_interviews_or_works_elsewhere_sees_no_barriers()
    {
        var programme = await TestProgramme.CreateAsync();
        var barrier = await BarrierAsync(programme);
        var systemLeader = await programme.Workspace.SignInAsAsync("systemLeader");
        var elsewhere = await TestWorkspace.CreateAsync();
        foreach (var path in new[] { Path(programme), $"{Path(programme)}/map", $"{Path(programme)}/{barrier}", $"{Path(programme)}/{barrier}/evidence", $"programmes/{programme.Id}/non-actions" })
        {
            await systemLeader.GetAsync(path).ExpectAsync(HttpStatusCode.Forbidden);
            await elsewhere.Administrator.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        }

        var other = await TestProgramme.CreateAsync();
        await other.Lead.GetAsync($"{Path(other)}/{barrier}").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_name_stands_once_in_a_programme_and_a_repeat_makes_nothing_new()
    {
        var programme = await TestProgramme.CreateAsync();
        var idempotencyKey = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path(programme)) { Content = JsonContent.Create(new { name = "Once", systemName = "Rules" }) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return (await programme.Workspace.Key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        await programme.Lead.PostAsync(Path(programme), new { name = " once ", systemName = "Else" }).ExpectAsync(HttpStatusCode.Conflict);
        var other = await TestProgramme.CreateAsync();
        await other.Lead.PostAsync(Path(other), new { name = "Once", systemName = "Rules" }).ExpectAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_list_keeps_those_of_one_system_together()
    {
        var programme = await TestProgramme.CreateAsync();
        foreach (var (name, system) in new[] { ("b", "Rules"), ("c", "Money"), ("a", "rules "), ("d", "Money") })
        {
            await BarrierAsync(programme, name, system);
        }

        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await programme.Lead.GetAsync($"{Path(programme)}?limit=1{(next is null ? "" : $"&cursor={next}")}").ExpectAsync(HttpStatusCode.OK);
            names.AddRange(page["items"]!.AsArray().Select(it => Text(it!, "name")));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        Assert.Equal(["c", "d", "a", "b"], names);
        Assert.Empty((await programme.Lead.GetAsync($"{Path(programme)}?status=removed").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_belongs_to_a_barrier_cannot_be_removed_under_it()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var programme = await TestProgramme.CreateAsync(workspace);
        var owner = await workspace.Key.PostAsJsonAsync("people", new { name = "Olga Owner" }).ExpectAsync(HttpStatusCode.Created);
        var organisation = await workspace.Key.PostAsJsonAsync("organisations", new { name = "The board", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(Path(programme), new { name = "N", systemName = "S", ownerPersonId = Id(owner), organisationId = Id(organisation) }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Administrator.DeleteAsync($"people/{owner["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await workspace.Administrator.DeleteAsync($"organisations/{organisation["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await workspace.Administrator.DeleteAsync($"programmes/{programme.Id}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
    }

    internal static string Path(TestProgramme programme) => $"programmes/{programme.Id}/barriers";

    internal static async Task<Guid> BarrierAsync(TestProgramme programme, string name = "No time", string systemName = "Rota") =>
        Id(await programme.Lead.PostAsync(Path(programme), new { name, systemName }).ExpectAsync(HttpStatusCode.Created));

    internal static Guid Id(JsonNode node) => node["id"]!.GetValue<Guid>();

    internal static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    internal static string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("O", CultureInfo.InvariantCulture);
}
