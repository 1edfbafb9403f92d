using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Calendars;

public sealed class CalendarFeedTests
{
    private static readonly HttpClient Program = new();

    [Fact]
    public async Task What_is_confidential_does_not_leave_the_house()
    {
        var programme = await TestProgramme.CreateAsync();
        await programme.LogAsync(programme.Lead.Client, "programme", name: "Open Olga", dueOn: "2027-03-29");
        await programme.LogAsync(programme.Lead.Client, "leadsOnly", name: "Leads Lena", dueOn: "2027-10-25");
        await programme.LogAsync(programme.Lead.Client, "nonAttributable", name: "Nobody Nina", dueOn: "2027-05-03");
        await programme.LogAsync(programme.Lead.Client, "sealed", name: "Sealed Sira", dueOn: "2027-05-04");
        await programme.Lead.PostAsync(programme.Commitments, new { act = "The board comes, all of it; in June", dueOn = "2027-06-01" }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(programme.Commitments, new { act = "No day was named" }).ExpectAsync(HttpStatusCode.Created);
        await programme.Lead.PostAsync(programme.Commitments, new { act = "Long done", dueOn = "2027-06-02", status = "missed" }).ExpectAsync(HttpStatusCode.Created);

        var mine = await ReadAsync(await FeedAsync(programme.Lead));
        Assert.Equal(
            ["20270329 Open Olga: Lend two nurses in May", "20270503 A commitment falls due", "20270504 A commitment falls due", "20270601 The board comes\\, all of it\\; in June", "20271025 A commitment falls due"],
            Events(mine).Order(StringComparer.Ordinal));
        Assert.All(new[] { "Lena", "Nina", "Sira" }, it => Assert.DoesNotContain(it, mine, StringComparison.Ordinal));

        // A contributor knows nothing of the sealed one, and has the same words of the rest.
        var theirs = await ReadAsync(await FeedAsync(programme.Contributor));
        Assert.Equal(Events(mine).Where(it => !it.StartsWith("20270504", StringComparison.Ordinal)), Events(theirs));
    }

    [Fact]
    public async Task An_event_keeps_its_name_and_counts_its_changes()
    {
        var programme = await TestProgramme.CreateAsync();
        var made = await programme.Lead.PostAsync(programme.Commitments, new { act = "Come", dueOn = "2027-03-29" }).ExpectAsync(HttpStatusCode.Created);
        var feed = await FeedAsync(programme.Lead);
        var before = await ReadAsync(feed);
        await programme.Lead.PutAsync($"{programme.Commitments}/{made["id"]}", new { act = "Come", dueOn = "2027-10-25" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var after = await ReadAsync(feed);
        var uid = $"\r\nUID:{made["id"]}@transform\r\n";
        Assert.Contains(uid, before, StringComparison.Ordinal);
        Assert.Contains(uid, after, StringComparison.Ordinal);
        Assert.Contains("\r\nSEQUENCE:0\r\nDTSTART;VALUE=DATE:20270329\r\nDTEND;VALUE=DATE:20270330\r\n", before, StringComparison.Ordinal);
        Assert.Contains("\r\nSEQUENCE:1\r\nDTSTART;VALUE=DATE:20271025\r\nDTEND;VALUE=DATE:20271026\r\n", after, StringComparison.Ordinal);
        Assert.Contains($"/programmes/{programme.Id}/commitments/{made["id"]}", after.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_obeys_the_rights_that_its_owner_has_now()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var programme = await TestProgramme.CreateAsync(workspace);
        await programme.Lead.PostAsync(programme.Commitments, new { act = "Come", dueOn = "2027-03-29" }).ExpectAsync(HttpStatusCode.Created);
        var feed = await FeedAsync(programme.Contributor);
        Assert.Single(Events(await ReadAsync(feed)));

        var path = $"programmes/{programme.Id}";
        var read = await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var body = new JsonObject(read.Where(it => it.Key is "name" or "startsOn" or "dataController").Select(it => KeyValuePair.Create(it.Key, it.Value?.DeepClone())))
        {
            ["members"] = new JsonArray(new JsonObject { ["userId"] = programme.Lead.UserId, ["part"] = "lead" }),
        };
        await programme.Lead.PutAsync(path, body, await programme.Lead.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(Events(await ReadAsync(feed)));

        await workspace.Administrator.DeleteAsync($"users/{programme.Contributor.UserId}", await workspace.Administrator.Client.ETagAsync($"users/{programme.Contributor.UserId}")).ExpectAsync(HttpStatusCode.NoContent);
        await Program.GetAsync(feed).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_withdrawn_participant_is_not_named()
    {
        var programme = await TestProgramme.CreateAsync();
        await programme.Lead.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Open Olga" } }, confidentiality = "programme", participationConsent = "withdrawn",
            commitments = new[] { new { act = "Come", dueOn = "2027-03-29" } },
        }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(["20270329 A commitment falls due"], Events(await ReadAsync(await FeedAsync(programme.Lead))));
    }

    [Fact]
    public async Task An_address_is_shown_once_and_ends_when_another_is_made_or_when_it_is_ended()
    {
        var programme = await TestProgramme.CreateAsync();
        var lead = programme.Lead;
        await lead.GetAsync("me/calendar-feed").ExpectAsync(HttpStatusCode.NotFound);
        await lead.DeleteAsync("me/calendar-feed", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        var first = await FeedAsync(lead);
        var shown = await lead.GetAsync("me/calendar-feed").ExpectAsync(HttpStatusCode.OK);
        Assert.Null(shown["url"]);
        Assert.Null(shown["lastReadAt"]);
        await ReadAsync(first);
        Assert.NotNull((await lead.GetAsync("me/calendar-feed").ExpectAsync(HttpStatusCode.OK))["lastReadAt"]);

        var read = await lead.Client.ETagAsync("me/calendar-feed");
        var second = await FeedAsync(lead);
        await lead.DeleteAsync("me/calendar-feed", read).ExpectAsync(HttpStatusCode.PreconditionFailed);          // what was read of the first does not end the second
        await Program.GetAsync(first).ExpectAsync(HttpStatusCode.NotFound);
        await ReadAsync(second);
        await lead.DeleteAsync("me/calendar-feed", "\"v9\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await lead.Client.DeleteAsync("me/calendar-feed", etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await lead.DeleteAsync("me/calendar-feed", await lead.Client.ETagAsync("me/calendar-feed")).ExpectAsync(HttpStatusCode.NoContent);
        await Program.GetAsync(second).ExpectAsync(HttpStatusCode.NotFound);
        await lead.GetAsync("me/calendar-feed").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_address_and_does_not_show_it_again()
    {
        var programme = await TestProgramme.CreateAsync();
        var answers = new List<JsonObject>();
        var idempotencyKey = Guid.CreateVersion7().ToString();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "me/calendar-feed");
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            answers.Add(await programme.Lead.Client.SendAsync(request).ExpectAsync(HttpStatusCode.Created));
        }

        Assert.Equal(answers[0]["id"]!.ToString(), answers[1]["id"]!.ToString());
        Assert.Null(answers[1]["url"]);
        await ReadAsync(new Uri(answers[0]["url"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_database_does_not_hold_an_address_that_works()
    {
        var programme = await TestProgramme.CreateAsync();
        var token = Path.GetFileNameWithoutExtension((await FeedAsync(programme.Lead)).AbsolutePath);
        Assert.Equal(43, token.Length);                   // 256 bits
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(programme.Workspace.Service.DataFolder, "transform.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT TokenHash FROM CalendarFeeds WHERE UserId = $user";
        command.Parameters.AddWithValue("$user", programme.Lead.UserId.ToString("D").ToUpperInvariant());
        var hash = (string)(await command.ExecuteScalarAsync())!;
        Assert.Equal(64, hash.Length);
        Assert.DoesNotContain(token, hash, StringComparison.Ordinal);
        await Program.GetAsync(new Uri(programme.Workspace.Service.Address, $"/api/v1/public/calendars/{hash}.ics")).ExpectAsync(HttpStatusCode.NotFound);
        await Program.GetAsync(new Uri(programme.Workspace.Service.Address, "/api/v1/public/calendars/x.ics")).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_program_that_holds_the_calendar_is_told_so()
    {
        var programme = await TestProgramme.CreateAsync();
        await programme.Lead.PostAsync(programme.Commitments, new { act = "Come", dueOn = "2027-03-29" }).ExpectAsync(HttpStatusCode.Created);
        var feed = await FeedAsync(programme.Lead);
        using var first = await Program.GetAsync(feed);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        using var second = await Program.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_key_and_a_system_leader_have_no_calendar()
    {
        var programme = await TestProgramme.CreateAsync();
        var refused = await programme.Workspace.Key.PostAsync(new Uri("me/calendar-feed", UriKind.Relative), content: null).ExpectAsync(HttpStatusCode.Forbidden);
        Assert.NotNull(refused["detail"]);
        var systemLeader = await programme.Workspace.SignInAsAsync("systemLeader");
        await systemLeader.Client.PostAsync(new Uri("me/calendar-feed", UriKind.Relative), content: null).ExpectAsync(HttpStatusCode.Forbidden);
    }

    private static async Task<Uri> FeedAsync(Browser browser) =>
        new((await browser.Client.PostAsync(new Uri("me/calendar-feed", UriKind.Relative), content: null).ExpectAsync(HttpStatusCode.Created))["url"]!.GetValue<string>());

    private static async Task<string> ReadAsync(Uri feed)
    {
        using var response = await Program.GetAsync(feed);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Day and summary of each event.</summary>
    private static List<string> Events(string calendar)
    {
        var lines = calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var days = lines.Where(it => it.StartsWith("DTSTART;VALUE=DATE:", StringComparison.Ordinal)).Select(it => it.Split(':')[1]);
        return [.. days.Zip(lines.Where(it => it.StartsWith("SUMMARY:", StringComparison.Ordinal)), (day, summary) => $"{day} {summary[8..]}")];
    }
}
