using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Taxonomies;

public sealed class TaxonomiesTests
{
    [Fact]
    public async Task An_edit_makes_the_next_edition_and_replaces_every_dimension()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var path = $"focus-taxonomies/{made["id"]}";
        Assert.Equal(1, made["edition"]!.GetValue<int>());

        var name = TestWorkspace.Unique("Renamed");
        var body = new { name, dimensions = new[] { TestTaxonomy.Dimension(people, "people", "hope", "Hope", "humanity"), TestTaxonomy.Dimension("Z" + structure[^8..], "structure") } };
        var revised = await workspace.Administrator.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((2, 2), (revised["edition"]!.GetValue<int>(), revised["version"]!.GetValue<int>()));

        var read = await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([people, "Z" + structure[^8..]], read["dimensions"]!.AsArray().Select(it => it!["code"]!.GetValue<string>()));
        Assert.Equal(["hope", "humanity"], read["dimensions"]![0]!["words"]!.AsArray().Select(it => it!.GetValue<string>()));
        var listed = await workspace.Key.GetAsync(new Uri("focus-taxonomies?limit=200", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(read.ToJsonString(), Assert.Single(listed["items"]!.AsArray(), it => it!["name"]!.GetValue<string>() == name)!.ToJsonString());

        await workspace.Administrator.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await workspace.Administrator.Client.PutAsync(path, body, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await workspace.Administrator.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("S1", "S1", "structure", "people", "/dimensions/1/code")]
    [InlineData("S1", "s1", "structure", "people", "/dimensions/1/code")]
    [InlineData("S1", "S2", "structure", "structure", "/dimensions")]
    [InlineData("1S", "P1", "structure", "people", "/dimensions/0/code")]
    [InlineData("S1", "P1", "structure", "persons", "/dimensions/1/block")]
    public async Task A_taxonomy_that_cannot_be_scored_is_pointed_at(string first, string second, string blockOfFirst, string blockOfSecond, string pointer)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var refused = await workspace.Administrator.PostAsync("focus-taxonomies", new
        {
            name = TestWorkspace.Unique("Bad"), dimensions = new[] { TestTaxonomy.Dimension(first, blockOfFirst), TestTaxonomy.Dimension(second, blockOfSecond) },
        }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal([pointer], refused["errors"]!.AsObject().Select(it => it.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("two\nlines")]
    public async Task A_word_that_says_nothing_is_pointed_at(string word)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var refused = await workspace.Administrator.PostAsync("focus-taxonomies", new
        {
            name = TestWorkspace.Unique("Bad"), dimensions = new[] { TestTaxonomy.Dimension("S1", "structure", "budget", word), TestTaxonomy.Dimension("P1", "people") },
        }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/dimensions/0/words/1"]);
    }

    [Fact]
    public async Task A_key_reads_taxonomies_and_never_writes_them()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await TestTaxonomy.MakeAsync(workspace, out _, out _);
        var body = new { name = TestWorkspace.Unique("Mine"), dimensions = new[] { TestTaxonomy.Dimension("S1", "structure"), TestTaxonomy.Dimension("P1", "people") } };
        await workspace.Key.PostAsJsonAsync("focus-taxonomies", body).ExpectAsync(HttpStatusCode.Forbidden);
        await workspace.Key.PutAsync($"focus-taxonomies/{made["id"]}", body, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await workspace.Key.DeleteAsync($"focus-taxonomies/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_workspaces_taxonomy_is_not_found()
    {
        var made = await TestTaxonomy.MakeAsync(await TestWorkspace.SharedAsync(), out _, out _);
        var other = await TestWorkspace.CreateAsync();
        var path = $"focus-taxonomies/{made["id"]}";
        await other.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        await other.Key.PostAsJsonAsync($"{path}/suggestions", new { text = "budget" }).ExpectAsync(HttpStatusCode.NotFound);
        var body = new { name = "Theirs", dimensions = new[] { TestTaxonomy.Dimension("S1", "structure"), TestTaxonomy.Dimension("P1", "people") } };
        await other.Administrator.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await other.Administrator.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_suggestion_shows_the_words_it_comes_from()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var answer = await workspace.Key.PostAsJsonAsync($"focus-taxonomies/{made["id"]}/suggestions", new { text = "Steering group: budgets, and trust" }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(
            [("steering group", structure), ("budget*", structure), ("trust", people)],
            answer["suggestion"]!["words"]!.AsArray().Select(it => (it!["word"]!.GetValue<string>(), it["dimension"]!.GetValue<string>())));
        Assert.Equal(
            [(structure, 2 / 3.0), (people, 1 / 3.0)],
            answer["suggestion"]!["shares"]!.AsArray().Select(it => (it!["dimension"]!.GetValue<string>(), it["share"]!.GetValue<double>())));
        Assert.Null(answer["reason"]);
    }

    [Fact]
    public async Task Where_no_listed_word_stands_a_reason_is_given_and_the_lists_can_be_changed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var path = $"focus-taxonomies/{made["id"]}";
        var nothing = await workspace.Key.PostAsJsonAsync($"{path}/suggestions", new { text = "Humanity" }).ExpectAsync(HttpStatusCode.OK);
        Assert.Null(nothing["suggestion"]);
        Assert.NotEmpty(nothing["reason"]!.GetValue<string>());

        var body = new { name = TestWorkspace.Unique("Taxonomy"), dimensions = new[] { TestTaxonomy.Dimension(structure, "structure"), TestTaxonomy.Dimension(people, "people", "humanity") } };
        await workspace.Administrator.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var found = await workspace.Key.PostAsJsonAsync($"{path}/suggestions", new { text = "Humanity" }).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(people, found["suggestion"]!["shares"]![0]!["dimension"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_last_taxonomy_stays()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await TestTaxonomy.MakeAsync(workspace, out _, out _);
        var all = (await workspace.Key.GetAsync(new Uri("focus-taxonomies", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().OfType<JsonObject>().ToList();
        foreach (var taxonomy in all.SkipLast(1))
        {
            await workspace.Administrator.DeleteAsync($"focus-taxonomies/{taxonomy["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        }

        var refused = await workspace.Administrator.DeleteAsync($"focus-taxonomies/{all[^1]["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("only taxonomy", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dimension_that_a_programmes_records_use_is_not_dropped_and_an_edition_makes_its_scores_stale()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var taxonomy = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var path = $"focus-taxonomies/{taxonomy["id"]}";
        var programme = await workspace.Key.PostAsJsonAsync("programmes", new { name = "Frailty", startsOn = "2026-01-05", dataController = "Northfield NHS Trust", taxonomyId = taxonomy["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.Created);
        var activity = await workspace.Key.PostAsJsonAsync($"programmes/{programme["id"]}/activities", new
        {
            title = "Listening", kind = "meeting", startsOn = "2026-02-03", focus = new[] { new { dimension = people, share = 1.0 } },
        }).ExpectAsync(HttpStatusCode.Created);

        var without = new { name = taxonomy["name"]!.GetValue<string>(), dimensions = new[] { TestTaxonomy.Dimension(structure, "structure"), TestTaxonomy.Dimension("Q" + people[^8..], "people") } };
        var refused = await workspace.Administrator.PutAsync(path, without, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("1 activity is coded with it", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var used = await workspace.Administrator.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("Programmes use this taxonomy", used["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(people, (await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["dimensions"]![1]!["code"]!.GetValue<string>());

        var marked = await LastChangeAsync(workspace, programme["id"]!.GetValue<Guid>());
        var with = new { name = TestWorkspace.Unique("Renamed"), dimensions = new[] { TestTaxonomy.Dimension(people, "structure"), TestTaxonomy.Dimension("Q" + people[^8..], "people") } };
        await workspace.Administrator.PutAsync(path, with, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(marked + 1, await LastChangeAsync(workspace, programme["id"]!.GetValue<Guid>()));

        await workspace.Key.DeleteAsync($"programmes/{programme["id"]}/activities/{activity["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await workspace.Administrator.PutAsync(path, without, "\"v2\"").ExpectAsync(HttpStatusCode.OK);
    }

    private static async Task<long> LastChangeAsync(TestWorkspace workspace, Guid programmeId) =>
        await workspace.Service.Services.GetRequiredService<Db>().FindAsync<long>(
            "SELECT LastSequence FROM ProgrammeChanges WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId", new { WorkspaceId = workspace.Id, ProgrammeId = programmeId }, CancellationToken.None);
}
