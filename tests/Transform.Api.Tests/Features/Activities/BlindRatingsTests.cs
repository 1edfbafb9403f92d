using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using Transform.Domain;
using static Transform.Api.Tests.Features.Activities.TestActivity;

namespace Transform.Api.Tests.Features.Activities;

public sealed class BlindRatingsTests
{
    [Fact]
    public async Task A_second_person_rates_a_random_tenth_without_seeing_the_first_coding()
    {
        var (workspace, programme, lead, contributor) = await StartAsync();
        var activities = await LogAsync(lead, programme, 120);
        var inSample = activities.Where(it => BlindSample.Holds(Guid.Parse(programme[^36..]), Id(it))).Select(Id).ToHashSet();
        Assert.InRange(inSample.Count, 1, 40);

        var asked = await contributor.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((inSample.Count, 0), (asked["asked"]!.GetValue<int>(), asked["rated"]!.GetValue<int>()));
        Assert.Equal(inSample.Order(), asked["items"]!.AsArray().Select(it => it!["activityId"]!.GetValue<Guid>()).Order());
        Assert.All(asked["items"]!.AsArray(), it => Assert.Equal(["activityId", "title", "kind", "startsOn"], it!.AsObject().Select(field => field.Key)));
        Assert.Equal(0, (await lead.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK))["asked"]!.GetValue<int>());

        var chosen = inSample.First();
        var before = await contributor.Client.GetAsync($"{programme}/activities/{chosen}").ExpectAsync(HttpStatusCode.OK);
        foreach (var focus in new[] { Focus(("S1", 1)), Focus(("P1", 0.5), ("S1", 0.5)) })
        {
            using var response = await contributor.Client.PutAsync($"{programme}/blind-ratings/{chosen}", new { focus }, etag: null);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.True(response.Headers.Contains("Change-Sequence"));
        }

        var after = await contributor.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((inSample.Count, 1), (after["asked"]!.GetValue<int>(), after["rated"]!.GetValue<int>()));
        Assert.Equal(chosen, after["items"]!.AsArray()[^1]!["activityId"]!.GetValue<Guid>());
        Assert.Equal(before.ToJsonString(), (await workspace.Key.GetAsync($"{programme}/activities/{chosen}").ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        // Later activities move none of these out.
        await LogAsync(lead, programme, 30);
        var later = await contributor.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK);
        Assert.Superset(inSample, later["items"]!.AsArray().Select(it => it!["activityId"]!.GetValue<Guid>()).ToHashSet());
        await workspace.Administrator.DeleteAsync($"{programme}/activities/{chosen}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_one_is_not_asked_for_is_refused_in_words()
    {
        var (workspace, programme, lead, contributor) = await StartAsync();
        var activities = await LogAsync(lead, programme, 120);
        var programmeId = Guid.Parse(programme[^36..]);
        var (inside, outside) = (Id(activities.First(it => BlindSample.Holds(programmeId, Id(it)))), Id(activities.First(it => !BlindSample.Holds(programmeId, Id(it)))));
        var uncoded = Id(await workspace.Key.MakeAsync(programme));

        async Task RefusedAsync(Browser browser, Guid id, HttpStatusCode status, string words, params (string, double)[] focus)
        {
            var problem = await browser.Client.PutAsync($"{programme}/blind-ratings/{id}", new { focus = Focus(focus) }, etag: null).ExpectAsync(status);
            Assert.Contains(words, problem.ToJsonString(), StringComparison.Ordinal);
        }

        await RefusedAsync(lead, inside, HttpStatusCode.Conflict, "coded this activity yourself", ("P1", 1));
        await RefusedAsync(contributor, outside, HttpStatusCode.Conflict, "random tenth", ("P1", 1));
        await RefusedAsync(contributor, uncoded, HttpStatusCode.Conflict, "Nobody has coded", ("P1", 1));
        await RefusedAsync(contributor, Guid.CreateVersion7(), HttpStatusCode.NotFound, "activity", ("P1", 1));
        await RefusedAsync(contributor, inside, HttpStatusCode.BadRequest, "\"/focus\"", ("P1", 0.9));
        await RefusedAsync(contributor, inside, HttpStatusCode.BadRequest, "/focus/0/dimension", ("X9", 1));
        await RefusedAsync(contributor, inside, HttpStatusCode.BadRequest, "\"/focus\"");
    }

    [Fact]
    public async Task Who_rated_blind_and_then_codes_it_themselves_is_no_second_opinion_any_more()
    {
        var (_, programme, lead, contributor) = await StartAsync();
        var activities = await LogAsync(lead, programme, 120);
        var inside = Id(activities.First(it => BlindSample.Holds(Guid.Parse(programme[^36..]), Id(it))));
        await contributor.Client.PutAsync($"{programme}/blind-ratings/{inside}", new { focus = Focus(("S1", 1)) }, etag: null).ExpectAsync(HttpStatusCode.NoContent);
        await contributor.PutAsync($"{programme}/activities/{inside}", Body(new { focus = Focus(("P2", 1)) }), "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        await lead.PutAsync($"{programme}/activities/{inside}", Body(new { focus = Focus(("P3", 1)) }), "\"v2\"").ExpectAsync(HttpStatusCode.OK);
        var asked = await contributor.GetAsync($"{programme}/blind-ratings").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(0, asked["rated"]!.GetValue<int>());
        Assert.Contains(asked["items"]!.AsArray(), it => it!["activityId"]!.GetValue<Guid>() == inside);
    }

    private static Guid Id(JsonObject activity) => activity["id"]!.GetValue<Guid>();

    private static async Task<(TestWorkspace Workspace, string Programme, Browser Lead, Browser Contributor)> StartAsync()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var (lead, contributor) = (await workspace.SignInAsAsync("programmeLead"), await workspace.SignInAsAsync("contributor"));
        return (workspace, await workspace.ProgrammePathAsync((lead.UserId, "lead"), (contributor.UserId, "contributor")), lead, contributor);
    }

    private static async Task<List<JsonObject>> LogAsync(Browser browser, string programme, int count)
    {
        var activities = Enumerable.Range(0, count).Select(i => Body(new { title = $"Activity {i}", focus = Focus(("P1", 1)) }));
        return [.. (await browser.PostAsync($"{programme}/activities/batch", new { activities }).ExpectAsync(HttpStatusCode.Created))["items"]!.AsArray().OfType<JsonObject>()];
    }
}
