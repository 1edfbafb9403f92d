using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Commitments;

public sealed class CommitmentJourneyTests
{
    [Fact]
    public async Task Evidence_that_somebody_looked_at_counts_until_it_is_removed()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        var commitment = await PromiseAsync(journey, programme, "Lend a room", -3);
        await journey.OpenAsync($"/programmes/{programme}/commitments/{commitment}", "Lend a room");
        await journey.Page.GetByLabel("Kept", new() { Exact = true }).CheckAsync();
        await journey.Page.GetByLabel("How can one tell?").FillAsync("The booking of the room");
        await journey.Page.GetByLabel("I have looked at it, and it shows what they did").CheckAsync();
        await journey.Button("Save what came of it").ClickAsync();
        await journey.Heading("Commitments").WaitForAsync();

        await journey.OpenAsync($"/programmes/{programme}/commitments/{commitment}", "Lend a room");
        await journey.Page.GetByText("Kept, with evidence that somebody looked at").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Remove the evidence").ClickAsync();
        await journey.Button("Remove the evidence").ClickAsync();
        await journey.Page.GetByText("Said to be kept, without evidence: it does not count as kept.").WaitForAsync();
        Assert.Equal("", await journey.Page.GetByLabel("How can one tell?").InputValueAsync());
        var now = await journey.Workspace.Key.GetAsync(new Uri($"programmes/{programme}/commitments/{commitment}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(("kept", false), (now["status"]!.GetValue<string>(), now["isChecked"]!.GetValue<bool>()));
        Assert.Null(now["evidence"]);
    }

    [Fact]
    public async Task Home_reminds_of_what_falls_due_until_it_is_put_away()
    {
        await using var journey = await WebJourney.SignedInAsync(width: 375, height: 700);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await PromiseAsync(journey, programme, "Lend a room", -3);
        await PromiseAsync(journey, programme, "Come to the huddle", 10);
        await journey.OpenAsync("/");
        await WaitForReminderAsync(journey);
        await journey.Link("Lend a room").WaitForAsync();
        await journey.Page.GetByRole(AriaRole.Heading, new() { Name = "Other commitments due" }).WaitForAsync();
        Assert.Equal(1, await journey.Link("Lend a room").CountAsync());
        await journey.Link("Come to the huddle").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
        await journey.Button("Put away the reminder of “Lend a room”").ClickAsync();
        await journey.Page.GetByRole(AriaRole.Heading, new() { Name = "Commitments due", Exact = true }).WaitForAsync();
        await journey.Link("Lend a room").WaitForAsync();
    }

    [Theory]
    [InlineData(375, "Your programmes", 1)]
    [InlineData(1280, "Your programmes", 0)]
    public async Task What_is_due_comes_before_the_programmes_where_one_stands_beneath_the_other(int width, string heading, int before)
    {
        await using var journey = await WebJourney.SignedInAsync(width: width, height: 700);
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        foreach (var days in (int[])[9, 10, 11, 12])
        {
            await PromiseAsync(journey, programme, $"Come on day {days}", days);
        }

        await journey.OpenAsync("/");
        await journey.Link("Come on day 11").WaitForAsync();
        await Assertions.Expect(journey.Page.Locator(".home h2").Nth(before)).ToHaveTextAsync(heading);
        await Assertions.Expect(journey.Link("Come on day 12")).ToHaveCountAsync(1 - before);
        if (before > 0)
        {
            await journey.Button("Show all 4 that are due").ClickAsync();
        }

        await journey.Link("Come on day 12").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
    }

    [Fact]
    public async Task A_calendar_address_is_made_read_and_ended_on_the_account_page()
    {
        await using var journey = await WebJourney.SignedInAsync();
        var programme = await journey.StartProgrammeAsync("MSK pathway");
        await PromiseAsync(journey, programme, "Lend a room", 5);
        await journey.OpenAsync("/account", "Your account");
        await journey.Button("Make a calendar address").ClickAsync();
        var address = await journey.Page.GetByLabel("Your address: it is not shown again").InputValueAsync();
        await journey.ExpectNoAxeViolationsAsync();
        using var program = new HttpClient();
        Assert.Contains("SUMMARY:Lend a room", await program.GetStringAsync(new Uri(address)), StringComparison.Ordinal);

        await journey.Page.ReloadAsync();
        await journey.Page.GetByText("It was last read on").WaitForAsync();
        Assert.False(await journey.Page.GetByLabel("Your address: it is not shown again").IsVisibleAsync());
        await journey.Button("End this address").ClickAsync();
        await journey.Button("End the address").ClickAsync();
        await journey.Button("Make a calendar address").WaitForAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(new Uri(address))).StatusCode);
    }

    /// <summary>A job makes reminders soon after the write: the page is opened again until it has.</summary>
    private static async Task WaitForReminderAsync(WebJourney journey)
    {
        var heading = journey.Page.GetByRole(AriaRole.Heading, new() { Name = "You are reminded of" });
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await heading.WaitForAsync(new() { Timeout = 1500 });
                return;
            }
            catch (TimeoutException)
            {
                await journey.Page.ReloadAsync();
            }
        }

        await heading.WaitForAsync();
    }

    private static async Task<Guid> PromiseAsync(WebJourney journey, Guid programme, string act, int days) =>
        (await journey.Workspace.Key.PostAsJsonAsync($"programmes/{programme}/commitments", new
        {
            act, dueOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("O", CultureInfo.InvariantCulture),
        }).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
}
