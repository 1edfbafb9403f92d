using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Features.Taxonomies;
using Transform.Api.Tests.Features.Themes;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>Whether something may be removed tells nobody what somebody sealed, or what a second coder has found so far.</summary>
public sealed class UntoldTests
{
    private const string Notes = "She said the ward rings too late. She would lend two nurses.";

    [Fact]
    public async Task A_theme_goes_whatever_a_sealed_interview_holds_and_comes_back_with_what_was_coded_there()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var (used, unused) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var (author, other) = (programme.Contributor, programme.Lead);
        var held = await SealedAsync(programme, author, used);
        await QuoteAsync(programme, author, held, used, level: null);
        var open = await programme.LogAsync(author.Client, "programme", Notes);
        var hidden = await QuoteAsync(programme, author, open["id"]!.GetValue<Guid>(), used, "sealed");

        // Whoever knows of the use is told; whoever does not hears the same as of a theme that nothing is coded with.
        await author.DeleteAsync($"themes/{used}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await other.DeleteAsync($"themes/{unused}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await other.DeleteAsync($"themes/{used}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty((await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["mentions"]!.AsArray());
        Assert.Empty((await author.GetAsync($"{programme.Quotes}/{hidden}").ExpectAsync(HttpStatusCode.OK))["themeIds"]!.AsArray());

        await other.Client.UndoAsync((await other.Client.StepsAsync())[0]).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(used, (await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["mentions"]!.AsArray().Single()!["themeId"]!.GetValue<Guid>());
        Assert.Equal(used, (await author.GetAsync($"{programme.Quotes}/{hidden}").ExpectAsync(HttpStatusCode.OK))["themeIds"]!.AsArray().Single()!.GetValue<Guid>());
        Assert.Equal(2, (await programme.QuotesAsync(author.Client, $"?themeId={used}")).Count);
    }

    [Fact]
    public async Task Taking_a_step_back_is_not_refused_for_what_was_coded_out_of_sight()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var (one, two) = (await programme.ThemeAsync(), await programme.ThemeAsync());
        var (author, other) = (programme.Contributor, programme.Lead);
        var held = await SealedAsync(programme, author, one);
        await other.PostAsync($"themes/{one}/merges", new { intoThemeId = two }).ExpectAsync(HttpStatusCode.OK);
        await MentionAsync(programme, author, held);                                                                // the author takes the mention out of the sealed one
        await other.Client.UndoAsync((await other.Client.StepsAsync())[0]).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty((await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["mentions"]!.AsArray());

        await MentionAsync(programme, author, held, two);                                                           // … and codes with a theme that was just made
        await other.Client.UndoAsync((await other.Client.StepsAsync()).First(it => it["undoneAt"] is null)).ExpectAsync(HttpStatusCode.OK);
        await other.GetAsync($"themes/{two}").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty((await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["mentions"]!.AsArray());
    }

    [Fact]
    public async Task A_theme_goes_whatever_a_second_coder_has_found_so_far_and_they_learn_nothing_of_the_first()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var (first, blind, unused) = (await programme.ThemeAsync(), await programme.ThemeAsync(), await programme.ThemeAsync());
        var (coder, second) = (programme.Contributor, programme.Colleague);
        var interview = (await programme.LogAsync(coder.Client, "programme", Notes))["id"]!.GetValue<Guid>();
        await QuoteAsync(programme, coder, interview, first, level: null);
        await second.Client.PutAsync($"{programme.Interviews}/{interview}/blind-codings/{second.UserId}", new { }, etag: null).ExpectAsync(HttpStatusCode.OK);
        var found = await QuoteAsync(programme, second, interview, blind, level: null);

        var refusals = new List<string>();
        foreach (var theme in new[] { first, unused })
        {
            refusals.Add((await second.DeleteAsync($"themes/{theme}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>());
        }

        Assert.Single(refusals.Distinct());
        await second.Client.UndoAsync((await coder.Client.StepsAsync())[0]).ExpectAsync(HttpStatusCode.Conflict);
        await coder.DeleteAsync($"themes/{first}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await coder.DeleteAsync($"themes/{blind}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty((await second.GetAsync($"{programme.Quotes}/{found}").ExpectAsync(HttpStatusCode.OK))["themeIds"]!.AsArray());
    }

    [Fact]
    public async Task A_person_goes_whoever_met_them_in_a_sealed_interview()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var (author, other) = (programme.Contributor, programme.Lead);
        var (met, unmet) = (await PersonAsync(other), await PersonAsync(other));
        var held = await SealedAsync(programme, author, theme: null, met);
        await author.DeleteAsync($"people/{met}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await other.DeleteAsync($"people/{unmet}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        await other.DeleteAsync($"people/{met}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);

        var read = await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(read["participants"]!.AsArray());
        Assert.Equal(Notes, read["notes"]!.GetValue<string>());
        var promise = await author.GetAsync($"{programme.Commitments}/{read["commitments"]![0]!["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Null(promise["personId"]);
    }

    [Fact]
    public async Task A_proposition_and_a_dimension_go_whatever_a_sealed_interview_holds()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var programme = await TestProgramme.CreateAsync(workspace);
        var (author, other) = (programme.Contributor, workspace.Administrator);
        var proposition = await other.PostAsync("propositions", new { statement = TestWorkspace.Unique("Clinics should be planned together.") }).ExpectAsync(HttpStatusCode.Created);
        var theme = await programme.ThemeAsync();
        var held = await SealedAsync(programme, author, theme, proposition: proposition["id"]!.GetValue<Guid>(), dimension: "P2");
        await author.DeleteAsync($"propositions/{proposition["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.Conflict);
        await other.DeleteAsync($"propositions/{proposition["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);
        Assert.Empty((await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["stances"]!.AsArray());

        // Of the dimension of a sealed mention nothing is said when a taxonomy without it takes over.
        var taxonomy = await TestTaxonomy.MakeAsync(workspace, TestTaxonomy.Dimension("S1", "structure", "budget"), TestTaxonomy.Dimension("P1", "people", "trust"));
        var path = $"programmes/{programme.Id}";
        var read = await other.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        var body = new JsonObject(read.Where(it => it.Key is "name" or "startsOn" or "dataController").Select(it => KeyValuePair.Create(it.Key, it.Value?.DeepClone())))
        {
            ["taxonomyId"] = taxonomy["id"]!.DeepClone(), ["members"] = new JsonArray(new JsonObject { ["userId"] = author.UserId, ["part"] = "contributor" }),
        };
        await other.PutAsync(path, body, await other.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("P2", (await author.GetAsync($"{programme.Interviews}/{held}").ExpectAsync(HttpStatusCode.OK))["mentions"]![0]!["dimension"]!.GetValue<string>());
    }

    private static async Task<Guid> SealedAsync(
        TestProgramme programme, Browser author, Guid? theme, Guid? person = null, Guid? proposition = null, string? dimension = null) =>
        (await author.PostAsync(programme.Interviews, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = person ?? await PersonAsync(programme.Lead) } }, confidentiality = "sealed", notes = Notes, participationConsent = "given",
            mentions = theme is null ? [] : new[] { new { themeId = theme, dimension } }, stances = proposition is null ? [] : new[] { new { propositionId = proposition, endorsement = 5 } },
            commitments = new[] { new { act = "Lend two nurses" } },
        }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    /// <summary>Saves an interview with these mentions and no others.</summary>
    private static async Task MentionAsync(TestProgramme programme, Browser author, Guid interview, params Guid[] themes)
    {
        var path = $"{programme.Interviews}/{interview}";
        var read = await author.GetAsync(path).ExpectAsync(HttpStatusCode.OK);
        await author.PutAsync(path, new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { personId = read["participants"]![0]!["personId"]!.GetValue<Guid>() } }, confidentiality = "sealed", notes = Notes,
            participationConsent = "given", mentions = themes.Select(it => new { themeId = it }),
        }, await author.Client.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
    }

    private static async Task<Guid> QuoteAsync(TestProgramme programme, Browser coder, Guid interview, Guid theme, string? level) =>
        (await coder.PostAsync(programme.Quotes, new { interviewId = interview, start = 0, end = 8, themeIds = new[] { theme }, confidentiality = level }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();

    private static async Task<Guid> PersonAsync(Browser browser) =>
        (await browser.PostAsync("people", new { name = TestWorkspace.Unique("Rosa") }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
}
