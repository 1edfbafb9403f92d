using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Administration;

public sealed class AdministrationTests
{
    [Fact]
    public async Task The_pages_of_an_administrator_hold_at_320_px_and_have_no_axe_violations()
    {
        await using var journey = await WebJourney.SignedInAsync("administrator", width: 320, height: 640);
        var programme = await journey.StartProgrammeAsync("Musculoskeletal rehabilitation in the community");
        var taxonomies = await journey.Workspace.Key.GetAsync(new Uri("focus-taxonomies", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        var activity = await journey.Workspace.Administrator.PostAsync($"programmes/{programme}/activities", new
        {
            title = "Programme board set up", kind = "meeting", startsOn = "2025-02-03", hours = 10, status = "done", focus = new[] { new { dimension = "S1", share = 1.0 } },
        }).ExpectAsync(HttpStatusCode.Created);
        foreach (var path in (string[])
        [
            "/administration", "/users", "/users/new", $"/users/{journey.UserId}", "/api-keys", "/api-keys/new", "/taxonomy", $"/taxonomy/{taxonomies["items"]![0]!["id"]}", "/workspace", "/jobs", "/account",
            $"/programmes/{programme}", $"/programmes/{programme}/evidence/hours", $"/programmes/{programme}/evidence/together", $"/programmes/{programme}/activities", $"/programmes/{programme}/activities/new",
            $"/programmes/{programme}/activities/{activity["id"]}", $"/programmes/{programme}/activities?missing=money", $"/programmes/{programme}/paste", $"/programmes/{programme}/blind-ratings",
            "/portfolio", "/portfolio/new",
        ])
        {
            await journey.OpenAsync(path);
            await journey.Page.WaitForFunctionAsync("() => !document.querySelector('.waiting')");
            Assert.DoesNotContain("cannot be shown", await journey.Page.Locator("h1").First.TextContentAsync(), StringComparison.Ordinal);
            await journey.ExpectNoHorizontalScrollAsync();
            await journey.ExpectNoAxeViolationsAsync();
        }
    }

    [Fact]
    public async Task A_key_is_shown_once_and_ended_after_being_asked()
    {
        await using var journey = await WebJourney.SignedInAsync("administrator");
        await journey.OpenAsync("/api-keys/new", "Make a key");
        await journey.Page.GetByLabel("What is it for?").FillAsync("Data warehouse");
        await journey.Page.GetByLabel("Read figures").CheckAsync();
        await journey.Button("Make this key").ClickAsync();
        await journey.Heading("The key for Data warehouse").WaitForAsync();
        Assert.StartsWith("transform_", await journey.Page.GetByLabel("Secret").InputValueAsync(), StringComparison.Ordinal);
        await journey.Link("I have kept it").ClickAsync();
        await journey.Button("End this key Data warehouse").ClickAsync();
        await journey.Button("End this key").ClickAsync();
        await journey.Page.GetByText(Pattern("Ended [0-9]")).WaitForAsync();
    }

    [Fact]
    public async Task The_next_edition_of_the_taxonomy_is_warned_of_before_it_is_saved()
    {
        await using var journey = await WebJourney.SignedInAsync("administrator");
        await journey.OpenAsync("/taxonomy", "Taxonomy");
        await journey.Page.Locator(".rows a").First.ClickAsync();
        await journey.Page.Locator("[id='dimensions.0.name']").FillAsync("governance");
        await journey.Page.GetByText("“governance & structure” is named “governance”.").WaitForAsync();
        await journey.Page.GetByText("is worked out anew").WaitForAsync();
        await journey.Button("Save as edition 2").ClickAsync();
        await journey.Page.GetByText("Edition 2:").WaitForAsync();
    }

    [Fact]
    public async Task A_person_changes_their_password_and_goes_on_working()
    {
        await using var journey = await WebJourney.SignedInAsync();
        await journey.OpenAsync("/account", "Your account");
        await journey.Page.GetByLabel("Your present password").FillAsync(TestWorkspace.Password);
        await journey.Page.GetByLabel("Your new password").FillAsync("seven green kettles hum");
        await journey.Button("Change password").ClickAsync();
        await journey.Page.GetByText("Your password is changed.").WaitForAsync();
        await journey.OpenAsync("/programmes/new");
        await journey.Page.GetByRole(AriaRole.Textbox).First.WaitForAsync();
    }

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}
