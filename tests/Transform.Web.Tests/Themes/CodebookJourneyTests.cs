using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Themes;

public sealed class CodebookJourneyTests
{
    private const string Book = """
        <?xml version="1.0" encoding="utf-8"?>
        <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="NVivo">
          <Codes>
            <Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Staff" isCodable="false" color="#46AA00">
              <Code guid="3C6D3F57-2C5B-4F0E-9F0A-2D6E6F2C1B11" name="Morale" isCodable="true"><Description>How people feel about coming in.</Description></Code>
            </Code>
          </Codes>
        </CodeBook>
        """;

    [Fact]
    public async Task A_codebook_is_brought_in_added_to_moved_merged_and_taken_back()
    {
        await using var journey = await WebJourney.SignedInAsync();
        await journey.StartProgrammeAsync("MSK pathway");
        await journey.OpenAsync("/themes", "Codebook");
        await journey.Page.GetByText("Add the first, or bring a codebook in from a file.").WaitForAsync();

        await journey.Link("Bring in a file").ClickAsync();
        await journey.Heading("Bring in a codebook").WaitForAsync();
        await journey.Button("Check the file").ClickAsync();
        await journey.Page.GetByText("Choose the file first.").First.WaitForAsync();
        await ChooseAsync(journey);
        await journey.Button("Check the file").ClickAsync();
        await journey.Heading("2 themes need mending").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Choose another file").ClickAsync();
        await journey.Page.GetByLabel("Dimension of themes for which the file gives none").SelectOptionAsync("P4");
        await ChooseAsync(journey);
        await journey.Button("Check the file").ClickAsync();
        await journey.Heading("Look the themes over").WaitForAsync();
        Assert.Empty(await ThemesAsync(journey));
        await journey.Button("Yes, add 2").ClickAsync();
        await journey.Heading("Codebook").WaitForAsync();
        await journey.Link("Morale").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Button("Add a theme").ClickAsync();
        await journey.Heading("Add a theme").WaitForAsync();
        await journey.Button("Add this theme").ClickAsync();
        await journey.Page.GetByText("Give the theme a name.").First.WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mood");
        await journey.Page.GetByLabel("Dimension of attention").SelectOptionAsync("P4");
        await journey.Page.GetByLabel("Colour").SelectOptionAsync("#AE2573");
        await journey.Button("Add this theme").ClickAsync();

        await journey.Link("Mood").ClickAsync();
        await journey.Heading("Mood").WaitForAsync();
        await journey.Button("Write its definition").ClickAsync();
        await journey.Heading("Change Mood").WaitForAsync();
        await journey.Page.GetByLabel("What belongs under it, and what does not").FillAsync("How a day feels.\n\nNot: what it costs.");
        await journey.Page.GetByLabel("Part of").SelectOptionAsync(new SelectOptionValue { Value = "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294" });
        await journey.Button("Save changes").ClickAsync();
        await journey.Heading("Mood").WaitForAsync();
        await journey.Page.GetByText("Not: what it costs.").WaitForAsync();

        await journey.Page.GetByLabel("Merge it into").SelectOptionAsync(new SelectOptionValue { Value = "3c6d3f57-2c5b-4f0e-9f0a-2d6e6f2c1b11" });
        await journey.Button("Merge into “Morale”").ClickAsync();
        await journey.Button("Merge them").ClickAsync();
        await journey.Heading("Morale").WaitForAsync();
        Assert.Equal(["Staff", "Morale"], await ThemesAsync(journey));

        await journey.OpenAsync("/themes", "Codebook");
        await journey.Page.GetByText("Merged “Mood” into “Morale”").First.WaitForAsync();
        await journey.Page.GetByRole(AriaRole.Button, new() { Name = "Take this back" }).ClickAsync();
        await journey.Button("Take it back").ClickAsync();
        await journey.Page.GetByText("Taken back: Merged “Mood” into “Morale”.").WaitForAsync();
        await journey.Link("Mood").WaitForAsync();
        Assert.Equal(["Staff", "Mood", "Morale"], await ThemesAsync(journey));
        await journey.ExpectNoAxeViolationsAsync();

        var download = await journey.Page.RunAndWaitForDownloadAsync(() => journey.Link("Take along for NVivo, ATLAS.ti or MAXQDA (.qdc)").ClickAsync());
        Assert.Equal("codebook.qdc", download.SuggestedFilename);
        Assert.Contains("urn:QDA-XML:codebook:1.0", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_themes_quote_opens_in_its_place_is_split_off_and_thought_about()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var (theme, interview, quote) = await CodeAsync(journey, programme);
        await journey.OpenAsync($"/themes/{theme}", "What keeps us apart");
        await journey.Page.GetByText("“Nobody asks us.”").WaitForAsync();
        await journey.Page.GetByText("1 quote · 1 meeting").WaitForAsync();

        await journey.Page.GetByLabel("Write a memo").FillAsync("She says it of the **whole** ward.");
        await journey.Button("Save this memo").ClickAsync();
        await journey.Page.GetByText("She says it of the whole ward.").WaitForAsync();
        await journey.Button("Change your memo").ClickAsync();
        await journey.Page.GetByLabel("Change your memo", new() { Exact = true }).FillAsync("She says it of her team.");
        await journey.Button("Save this wording").ClickAsync();
        await journey.Page.GetByText("She says it of her team.").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();

        await journey.Page.GetByRole(AriaRole.Link, new() { Name = "Open it in its place" }).ClickAsync();
        await journey.Page.WaitForURLAsync($"**/programmes/{programme}/interviews/{interview}#quote-{quote}");
        await journey.Page.Locator($"#quote-{quote}").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await journey.OpenAsync($"/themes/{theme}", "What keeps us apart");
        await journey.Page.GetByLabel("Choose quote 1 to split off").CheckAsync();
        await journey.Page.GetByLabel("Name of a new theme for this quote").FillAsync("Not being asked");
        await journey.Button("Split 1 quote off").ClickAsync();
        await journey.Page.GetByText("No passage of this programme is coded with it yet.").WaitForAsync();
        await journey.OpenAsync("/themes", "Codebook");
        await journey.Link("Not being asked").ClickAsync();
        await journey.Page.GetByText("“Nobody asks us.”").WaitForAsync();
    }

    [Fact]
    public async Task The_pages_of_the_codebook_hold_at_320_px_and_have_no_axe_violations()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 320, height: 640);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var (theme, _, _) = await CodeAsync(journey, programme);
        foreach (var path in new[] { "/themes", "/themes/new", "/themes/import", $"/themes/{theme}", $"/themes/{theme}/edit" })
        {
            await journey.OpenAsync(path);
            await journey.Page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }
    }

    private static Task ChooseAsync(WebJourney journey) =>
        journey.Page.GetByLabel("The file", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "codes.qdc", MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(Book) });

    private static async Task<List<string>> ThemesAsync(WebJourney journey) =>
        [.. (await journey.Workspace.Key.GetAsync(new Uri("codebook", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(it => it!["name"]!.GetValue<string>())];

    private static async Task<(Guid Theme, Guid Interview, Guid Quote)> CodeAsync(WebJourney journey, Guid programme)
    {
        var key = journey.Workspace.Key;
        var theme = await key.PostAsJsonAsync("themes", new { name = "What keeps us apart", dimension = "P1", colour = "#005EB8" }).ExpectAsync(HttpStatusCode.Created);
        var interview = await key.PostAsJsonAsync($"programmes/{programme}/interviews", new
        {
            heldAt = "2026-03-02T10:00:00Z", participants = new[] { new { name = "Rosa Ruiz" } }, participationConsent = "given", confidentiality = "programme", notes = "Nobody asks us. We would lend two nurses.",
        }).ExpectAsync(HttpStatusCode.Created);
        var quote = await key.PostAsJsonAsync($"programmes/{programme}/quotes", new
        {
            interviewId = interview["id"]!.GetValue<Guid>(), start = 0, end = 15, themeIds = new[] { theme["id"]!.GetValue<Guid>() },
        }).ExpectAsync(HttpStatusCode.Created);
        return (theme["id"]!.GetValue<Guid>(), interview["id"]!.GetValue<Guid>(), quote["id"]!.GetValue<Guid>());
    }
}
