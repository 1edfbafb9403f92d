using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Taxonomies;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Themes;

public sealed class ThemesTests
{
    [Fact]
    public async Task A_theme_is_added_read_revised_and_removed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var made = await MakeAsync(workspace, people);
        var path = $"themes/{made["id"]}";
        var etag = await workspace.Key.ETagAsync(path);

        var name = TestWorkspace.Unique("Who pays");
        var revised = await workspace.Key.PutAsync(path, new { name, definition = " Money between organisations. ", dimension = structure }, etag).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("Money between organisations.", structure, 2), (revised["definition"]!.GetValue<string>(), revised["dimension"]!.GetValue<string>(), revised["version"]!.GetValue<int>()));
        await workspace.Key.PutAsync(path, new { name, dimension = structure }, etag).ExpectAsync(HttpStatusCode.PreconditionFailed);
        await workspace.Key.PutAsync(path, new { name, dimension = structure }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);

        var listed = await workspace.Key.GetAsync(new Uri($"themes?dimension={structure}&search=who%20PAYS", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(revised.ToJsonString(), Assert.Single(listed["items"]!.AsArray())!.ToJsonString());

        await workspace.Key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await workspace.Key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dimension_that_no_taxonomy_has_is_pointed_at()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var refused = await workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Nowhere"), dimension = "X404" }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/dimension"]);
    }

    [Fact]
    public async Task A_theme_never_comes_to_stand_beneath_itself()
    {
        var workspace = await TestWorkspace.SharedAsync();
        await TestTaxonomy.MakeAsync(workspace, out _, out var people);
        var top = await MakeAsync(workspace, people);
        var middle = await MakeAsync(workspace, people, top["id"]!.GetValue<Guid>());
        var bottom = await MakeAsync(workspace, people, middle["id"]!.GetValue<Guid>());
        foreach (var beneath in new[] { top, middle, bottom })
        {
            var refused = await workspace.Key.PutAsync($"themes/{top["id"]}", new { name = top["name"]!.GetValue<string>(), dimension = people, parentId = beneath["id"]!.GetValue<Guid>() }, "\"v1\"").ExpectAsync(HttpStatusCode.BadRequest);
            Assert.NotNull(refused["errors"]!["/parentId"]);
        }

        var refusedToGo = await workspace.Key.DeleteAsync($"themes/{middle["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("part of this one", refusedToGo["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await workspace.Key.DeleteAsync($"themes/{bottom["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await workspace.Key.DeleteAsync($"themes/{middle["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_theme_of_another_workspace_is_neither_found_nor_taken_for_a_parent()
    {
        var ours = await TestWorkspace.SharedAsync();
        await TestTaxonomy.MakeAsync(ours, out _, out var people);
        var theme = await MakeAsync(ours, people);
        var other = await TestWorkspace.CreateAsync();
        await TestTaxonomy.MakeAsync(other, out _, out var theirs);
        await other.Key.GetAsync(new Uri($"themes/{theme["id"]}", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        await other.Key.DeleteAsync($"themes/{theme["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        var refused = await other.Key.PostAsJsonAsync("themes", new { name = "Theirs", dimension = theirs, parentId = theme["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/parentId"]);
    }

    [Fact]
    public async Task A_dimension_that_only_this_taxonomy_gives_a_theme_is_not_dropped()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var taxonomy = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        await MakeAsync(workspace, people);
        var path = $"focus-taxonomies/{taxonomy["id"]}";
        var without = new { name = taxonomy["name"]!.GetValue<string>(), dimensions = new[] { TestTaxonomy.Dimension(structure, "structure"), TestTaxonomy.Dimension("Q" + people[^8..], "people") } };
        var refused = await workspace.Administrator.PutAsync(path, without, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("1 theme is coded with it", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await workspace.Administrator.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Equal("\"v1\"", await workspace.Key.ETagAsync(path));

        await TestTaxonomy.MakeAsync(workspace, TestTaxonomy.Dimension(structure, "structure"), TestTaxonomy.Dimension(people, "people"));
        await workspace.Administrator.PutAsync(path, without, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_theme_that_an_interview_mentions_stays_and_so_does_the_dimension_it_was_coded_with()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var taxonomy = await TestTaxonomy.MakeAsync(workspace, out var structure, out var people);
        var theme = await MakeAsync(workspace, people);
        var proposition = await workspace.Key.PostAsJsonAsync("propositions", new { statement = "We decide together" }).ExpectAsync(HttpStatusCode.Created);
        var programme = await workspace.Key.PostAsJsonAsync("programmes", new { name = "Frailty", startsOn = "2026-01-05", dataController = "Northfield NHS Trust", taxonomyId = taxonomy["id"]!.GetValue<Guid>() }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Administrator.PostAsync($"programmes/{programme["id"]}/interviews", new
        {
            heldAt = "2026-03-12T13:30:00Z", participants = new[] { new { name = "Amara Whitcombe" } }, mentions = new[] { new { themeId = theme["id"]!.GetValue<Guid>() } },
            stances = new[] { new { propositionId = proposition["id"]!.GetValue<Guid>(), endorsement = 4, elicited = true } },
        }).ExpectAsync(HttpStatusCode.Created);

        var mentioned = await workspace.Key.DeleteAsync($"themes/{theme["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("Interviews mention", mentioned["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var asked = await workspace.Key.DeleteAsync($"propositions/{proposition["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("asked about", asked["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await workspace.Key.PutAsync($"themes/{theme["id"]}", new { name = "Moved", dimension = structure }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var without = new { name = taxonomy["name"]!.GetValue<string>(), dimensions = new[] { TestTaxonomy.Dimension(structure, "structure"), TestTaxonomy.Dimension("Q" + people[^8..], "people") } };
        var kept = await workspace.Administrator.PutAsync($"focus-taxonomies/{taxonomy["id"]}", without, "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("1 mention is coded with it", kept["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Task<JsonObject> MakeAsync(TestWorkspace workspace, string dimension, Guid? parentId = null) =>
        workspace.Key.PostAsJsonAsync("themes", new { name = TestWorkspace.Unique("Trust between teams"), dimension, parentId }).ExpectAsync(HttpStatusCode.Created);
}
