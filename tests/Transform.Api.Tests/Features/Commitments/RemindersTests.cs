using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Features.Commitments;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Commitments;

public sealed class RemindersTests
{
    [Fact]
    public async Task The_author_and_the_leads_are_told_of_what_is_overdue_or_due_within_a_week()
    {
        var programme = await TestProgramme.CreateAsync();
        foreach (var (act, days) in new[] { ("long overdue", -30), ("today", 0), ("in a week", 7), ("in eight days", 8) })
        {
            await PromiseAsync(programme, programme.Contributor, act, days);
        }

        await RunAsync(TestService.Shared);
        await RunAsync(TestService.Shared);
        foreach (var told in new[] { programme.Contributor, programme.Lead })
        {
            Assert.Equal([("long overdue", "overdue"), ("today", "dueSoon"), ("in a week", "dueSoon")], await RemindersAsync(told));
        }

        Assert.Empty(await RemindersAsync(programme.Colleague));
        var systemLeader = await programme.Workspace.SignInAsAsync("systemLeader");
        await systemLeader.GetAsync("me/reminders").ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_reminder_goes_when_it_is_put_away_and_for_everybody_when_the_commitment_is_closed()
    {
        var programme = await TestProgramme.CreateAsync();
        var one = await PromiseAsync(programme, programme.Contributor, "one", -1);
        await PromiseAsync(programme, programme.Contributor, "two", 1);
        await RunAsync(TestService.Shared);

        var list = await programme.Contributor.GetAsync("me/reminders?limit=1").ExpectAsync(HttpStatusCode.OK);
        var id = list["items"]![0]!["id"]!.GetValue<Guid>();
        Assert.NotNull(list["next"]);
        await programme.Lead.PostAsync($"me/reminders/{id}/dismissal", new { }).ExpectAsync(HttpStatusCode.NotFound);
        await programme.Contributor.PostAsync($"me/reminders/{id}/dismissal", new { }).ExpectAsync(HttpStatusCode.NoContent);
        await programme.Contributor.PostAsync($"me/reminders/{id}/dismissal", new { }).ExpectAsync(HttpStatusCode.NoContent);
        await RunAsync(TestService.Shared);
        Assert.Equal([("two", "dueSoon")], await RemindersAsync(programme.Contributor));
        Assert.Equal([("one", "overdue"), ("two", "dueSoon")], await RemindersAsync(programme.Lead));

        await programme.Lead.PutAsync($"{programme.Commitments}/{one}", new { act = "one", dueOn = Day(-1), status = "missed" }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([("two", "dueSoon")], await RemindersAsync(programme.Lead));
    }

    [Fact]
    public async Task A_commitment_that_is_removed_takes_its_reminders_with_it()
    {
        var programme = await TestProgramme.CreateAsync();
        var commitment = await PromiseAsync(programme, programme.Lead, "one", -1);
        var interview = await programme.LogAsync(programme.Lead.Client, "programme", dueOn: Day(-2));
        await RunAsync(TestService.Shared);
        Assert.Equal(2, (await RemindersAsync(programme.Lead)).Count);
        await programme.Lead.DeleteAsync($"{programme.Commitments}/{commitment}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await programme.Lead.DeleteAsync($"{programme.Interviews}/{interview["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await RemindersAsync(programme.Lead));
    }

    [Fact]
    public async Task Whoever_leaves_the_programme_is_reminded_no_more()
    {
        var programme = await TestProgramme.CreateAsync();
        await PromiseAsync(programme, programme.Contributor, "one", -1);
        await RunAsync(TestService.Shared);
        Assert.Single(await RemindersAsync(programme.Contributor));
        var path = $"programmes/{programme.Id}";
        var read = await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var body = new JsonObject(read.Where(it => it.Key is "name" or "startsOn" or "dataController").Select(it => KeyValuePair.Create(it.Key, it.Value?.DeepClone())))
        {
            ["members"] = new JsonArray(new JsonObject { ["userId"] = programme.Lead.UserId, ["part"] = "lead" }),
        };
        await programme.Lead.PutAsync(path, body, await programme.Lead.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(await RemindersAsync(programme.Contributor));
        Assert.Single(await RemindersAsync(programme.Lead));
    }

    [Fact]
    public async Task Confidential_words_stay_with_those_who_may_open_them()
    {
        await using var service = new ClockedService();
        var workspace = await TestWorkspace.CreateAsync(service);
        var programme = await TestProgramme.CreateAsync(workspace);
        await programme.LogAsync(programme.Contributor.Client, "nonAttributable", dueOn: Day(-1));
        await programme.LogAsync(programme.Contributor.Client, "sealed", dueOn: Day(-2));
        await RunAsync(service);
        Assert.Equal(2, (await RemindersAsync(programme.Contributor)).Count);
        Assert.Equal([("Lend two nurses in May", "overdue")], await RemindersAsync(programme.Lead));
        Assert.Empty(await RemindersAsync(programme.Colleague));
    }

    [Fact]
    public async Task A_reminder_is_gone_the_moment_that_its_commitment_is_sealed()
    {
        var programme = await TestProgramme.CreateAsync();
        var interview = await programme.LogAsync(programme.Contributor.Client, "leadsOnly", dueOn: Day(-1));
        await RunAsync(TestService.Shared);
        var told = (await programme.Lead.GetAsync("me/reminders").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Single()!["id"]!.GetValue<Guid>();
        await programme.Contributor.PutAsync($"{programme.Interviews}/{interview["id"]}", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = interview["participants"]![0]!["personId"]!.GetValue<Guid>() } }, confidentiality = "sealed",
        }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(await RemindersAsync(programme.Lead));
        await programme.Lead.PostAsync($"me/reminders/{told}/dismissal", new { }).ExpectAsync(HttpStatusCode.NotFound);
        Assert.Single(await RemindersAsync(programme.Contributor));
    }

    [Fact]
    public async Task Whoever_may_open_the_words_no_more_is_reminded_no_more()
    {
        var programme = await TestProgramme.CreateAsync();
        await programme.LogAsync(programme.Contributor.Client, "leadsOnly", dueOn: Day(-1));
        await RunAsync(TestService.Shared);
        Assert.Single(await RemindersAsync(programme.Lead));
        var path = $"programmes/{programme.Id}";
        var read = await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var body = new JsonObject(read.Where(it => it.Key is "name" or "startsOn" or "dataController").Select(it => KeyValuePair.Create(it.Key, it.Value?.DeepClone())))
        {
            ["members"] = new JsonArray(new JsonObject { ["userId"] = programme.Lead.UserId, ["part"] = "contributor" }, new JsonObject { ["userId"] = programme.Colleague.UserId, ["part"] = "lead" }),
        };
        await programme.Lead.PutAsync(path, body, await programme.Lead.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(await RemindersAsync(programme.Lead));
    }

    [Fact]
    public async Task What_was_put_away_while_it_was_due_soon_comes_back_once_when_it_is_overdue()
    {
        await using var service = new ClockedService();
        var workspace = await TestWorkspace.CreateAsync(service);
        var email = $"lea-{Guid.CreateVersion7():N}@example.org";
        var user = await workspace.Administrator.PostAsync("users", new { name = "Lea Lead", email, role = "programmeLead", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
        var programme = await workspace.MakeProgrammeAsync("Programme", (user["id"]!.GetValue<Guid>(), "lead"));
        var lead = await SignInAsync(service, email);
        await lead.PostAsync($"programmes/{programme["id"]}/commitments", new { act = "one", dueOn = Day(5) }).ExpectAsync(HttpStatusCode.Created);
        await RunAsync(service);
        var soon = (await lead.GetAsync("me/reminders").ExpectAsync(HttpStatusCode.OK))["items"]![0]!["id"]!;
        await lead.PostAsync($"me/reminders/{soon}/dismissal", new { }).ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty(await RemindersAsync(lead));

        service.Clock.Forward(TimeSpan.FromDays(7));
        await RunAsync(service);
        lead = await SignInAsync(service, email);
        Assert.Equal([("one", "overdue")], await RemindersAsync(lead));
        var overdue = (await lead.GetAsync("me/reminders").ExpectAsync(HttpStatusCode.OK))["items"]![0]!["id"]!;
        await lead.PostAsync($"me/reminders/{overdue}/dismissal", new { }).ExpectAsync(HttpStatusCode.NoContent);
        service.Clock.Forward(TimeSpan.FromHours(2));
        await RunAsync(service);
        lead = await SignInAsync(service, email);
        Assert.Empty(await RemindersAsync(lead));
    }

    private static async Task<Browser> SignInAsync(TestService service, string email)
    {
        var browser = new Browser(service);
        browser.Became(await browser.PostAsync("session", new { email, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));
        return browser;
    }

    internal static async Task RunAsync(TestService service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemindersJob>().RunAsync(CancellationToken.None);
    }

    private static async Task<Guid> PromiseAsync(TestProgramme programme, Browser author, string act, int days) =>
        (await author.PostAsync(programme.Commitments, new { act, dueOn = Day(days) }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static async Task<List<(string Act, string Kind)>> RemindersAsync(Browser browser) =>
        [.. (await browser.GetAsync("me/reminders").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => (it!["commitment"]!["act"]!.GetValue<string>(), it["kind"]!.GetValue<string>()))];

    private static string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(ahead).ToString("O", CultureInfo.InvariantCulture);
}
