using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Service;
using Transform.Domain;

namespace Transform.Api.Tests.Features.Samples;

public sealed class SamplesTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    private static List<string> Ids(JsonNode? list) => [.. list!.AsArray().Select(it => it!.GetValue<string>())];

    private static List<string> Drawn(JsonObject sample) => [.. sample["drawn"]!.AsArray().Select(it => it!["programmeId"]!.GetValue<string>())];

    [Fact]
    public async Task A_sample_can_be_drawn_again_from_what_was_recorded()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add((await workspace.MakeProgrammeAsync($"P{i}"))["id"]!.GetValue<string>());
        }

        var body = new { seed = "board of 3 June", size = 3, excludedProgrammeIds = new[] { ids[7] } };
        var made = await workspace.Key.PostAsJsonAsync("samples", body).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(ids.Take(7).Order(StringComparer.Ordinal), Ids(made["frame"]));
        Assert.Equal([ids[7]], Ids(made["exclusions"]));
        Assert.Equal(PortfolioSample.Draw(Ids(made["frame"]), "board of 3 June", 3), Drawn(made));
        Assert.All(made["drawn"]!.AsArray(), it => Assert.StartsWith("P", it!["name"]!.GetValue<string>(), StringComparison.Ordinal));

        await workspace.MakeProgrammeAsync("Later");
        Assert.Equal(made.ToJsonString(), (await GetAsync(workspace.Key, $"samples/{made["id"]}").ExpectAsync(HttpStatusCode.OK)).ToJsonString());
        var again = await workspace.Administrator.PostAsync("samples", body with { seed = "another seed" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(8, Ids(again["frame"]).Count);
        var listed = await GetAsync(workspace.Key, "samples").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([again["id"]!.GetValue<string>(), made["id"]!.GetValue<string>()], listed["items"]!.AsArray().Select(it => it!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_frame_holds_what_the_reader_may_see_of_the_portfolio()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var leader = await workspace.SignInAsAsync("systemLeader");
        var mine = (await workspace.MakeProgrammeAsync("Mine"))["id"]!.GetValue<string>();
        var also = (await workspace.MakeProgrammeAsync("Also"))["id"]!.GetValue<string>();
        var hidden = (await workspace.MakeProgrammeAsync("Hidden"))["id"]!.GetValue<string>();
        var portfolio = await workspace.Key.PostAsJsonAsync("portfolios", new { name = "One", programmeIds = new[] { mine }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        var second = await workspace.Key.PostAsJsonAsync("portfolios", new { name = "Two", programmeIds = new[] { also }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        var secret = await workspace.Key.PostAsJsonAsync("portfolios", new { name = "Three", programmeIds = new[] { hidden } }).ExpectAsync(HttpStatusCode.Created);

        var all = await leader.PostAsync("samples", new { seed = "s", size = 2 }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(new[] { mine, also }.Order(StringComparer.Ordinal), Ids(all["frame"]));
        var one = await leader.PostAsync("samples", new { seed = "s", size = 1, portfolioId = portfolio["id"] }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal([mine], Ids(one["frame"]));
        async Task WrongAsync(string pointer, object body) =>
            Assert.NotNull((await leader.PostAsync("samples", body).ExpectAsync(HttpStatusCode.BadRequest))["errors"]![pointer]);
        await WrongAsync("/size", new { seed = "s", size = 3 });
        await WrongAsync("/size", new { seed = "s", size = 0 });
        await WrongAsync("/seed", new { seed = " ", size = 1 });
        await WrongAsync("/portfolioId", new { seed = "s", size = 1, portfolioId = secret["id"] });
        await WrongAsync("/excludedProgrammeIds/0", new { seed = "s", size = 1, excludedProgrammeIds = new[] { hidden } });
        await WrongAsync("/excludedProgrammeIds/1", new { seed = "s", size = 1, excludedProgrammeIds = new[] { mine, mine } });

        var other = await workspace.SignInAsAsync("systemLeader");
        await other.GetAsync($"samples/{all["id"]}").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty((await other.GetAsync("samples").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        await GetAsync((await TestWorkspace.CreateAsync()).Key, $"samples/{all["id"]}").ExpectAsync(HttpStatusCode.NotFound);

        await workspace.Key.DeleteAsync($"portfolios/{second["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        var later = await leader.GetAsync($"samples/{all["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(Drawn(all), Drawn(later));
        Assert.Null(later["drawn"]!.AsArray().Single(it => it!["programmeId"]!.GetValue<string>() == also)!["name"]);
    }
}
