using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Activities;

public sealed class DraftActivitiesTests
{
    [Fact]
    public async Task A_pasted_agenda_becomes_drafts_that_a_person_can_send_on()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var programme = await workspace.ProgrammePathAsync();
        var answer = await workspace.Key.PostAsJsonAsync($"{programme}/activities/drafts", new
        {
            text = "AGENDA\r\n\r\n10:00 Listening between the teams (25 mins)\r\n3. Zebra crossing\r\n", reading = "agenda", startsOn = "2026-05-12",
        }).ExpectAsync(HttpStatusCode.OK);
        var drafts = answer["drafts"]!.AsArray().OfType<JsonObject>().ToList();
        Assert.Equal(["3", "4"], drafts.Select(it => it["line"]!.ToString()));
        Assert.Equal(
            ("Listening between the teams", "meeting", "2026-05-12", 25, 25),
            (drafts[0]["title"]!.GetValue<string>(), drafts[0]["kind"]!.GetValue<string>(), drafts[0]["startsOn"]!.GetValue<string>(), drafts[0]["minutes"]!.GetValue<int>(), drafts[0]["agendaMinutes"]!.GetValue<int>()));
        Assert.Equal("P1", drafts[0]["suggestion"]!["shares"]![0]!["dimension"]!.GetValue<string>());
        Assert.Equal("listening", drafts[0]["suggestion"]!["words"]![0]!["word"]!.GetValue<string>(), ignoreCase: true);
        Assert.Null(drafts[0]["reason"]);
        Assert.Null(drafts[1]["suggestion"]);
        Assert.Contains("No minutes", drafts[1]["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("No word", drafts[1]["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("AGENDA", Assert.Single(answer["passedOver"]!.AsArray())!["text"]!.GetValue<string>());
        Assert.Empty(await workspace.Key.ItemsAsync($"{programme}/activities"));

        var activities = drafts.Select(it => new
        {
            title = it["title"], kind = it["kind"], startsOn = it["startsOn"], agendaMinutes = it["agendaMinutes"]?.GetValue<int>(), focus = it["suggestion"]?["shares"] ?? new JsonArray(),
        });
        var sent = await workspace.Key.PostAsJsonAsync($"{programme}/activities/batch", new { activities }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(2, sent["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_budget_gives_pounds_and_an_action_log_the_day_it_is_due()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var path = $"{await workspace.ProgrammePathAsync()}/activities/drafts";
        var budget = (await workspace.Key.PostAsJsonAsync(path, new { text = "Clinic room refit £45,000", reading = "budget" }).ExpectAsync(HttpStatusCode.OK))["drafts"]![0]!;
        Assert.Equal(45_000_00, budget["moneyPence"]!.GetValue<long>());
        Assert.Null(budget["isCapital"]);
        Assert.Null(budget["startsOn"]);
        var action = (await workspace.Key.PostAsJsonAsync(path, new { text = "DW to set up joint learning day by 12 May", reading = "actions", startsOn = "2026-03-01" }).ExpectAsync(HttpStatusCode.OK))["drafts"]![0]!;
        Assert.Equal("2026-05-12", action["startsOn"]!.GetValue<string>());
    }

    [Fact]
    public async Task More_than_two_hundred_lines_or_an_unknown_reading_is_pointed_at()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var path = $"{await workspace.ProgrammePathAsync()}/activities/drafts";
        var long200 = string.Join("\n\n", Enumerable.Range(1, 200).Select(i => $"Item {i}"));
        await workspace.Key.PostAsJsonAsync(path, new { text = long200, reading = "agenda" }).ExpectAsync(HttpStatusCode.OK);
        Assert.NotNull((await workspace.Key.PostAsJsonAsync(path, new { text = long200 + "\nOne more", reading = "agenda" }).ExpectAsync(HttpStatusCode.BadRequest))["errors"]!["/text"]);
        Assert.NotNull((await workspace.Key.PostAsJsonAsync(path, new { text = new string('x', 65_537), reading = "agenda" }).ExpectAsync(HttpStatusCode.BadRequest))["errors"]!["/text"]);
        Assert.NotNull((await workspace.Key.PostAsJsonAsync(path, new { text = "x", reading = "novel" }).ExpectAsync(HttpStatusCode.BadRequest))["errors"]!["/reading"]);
    }
}
