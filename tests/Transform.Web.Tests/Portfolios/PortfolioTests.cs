using System.Net;
using Microsoft.Playwright;
using Transform.Api.Tests.Service;
using Transform.Web.Tests.Service;

namespace Transform.Web.Tests.Portfolios;

public sealed class PortfolioTests
{
    [Fact]
    public async Task A_system_leader_comes_home_to_the_portfolio_and_draws_a_sample()
    {
        await using var journey = await WebJourney.SignedInAsync("systemLeader");
        var workspace = journey.Workspace;
        var programmes = new List<Guid>();
        foreach (var name in new[] { "Virtual wards", "Cancer navigation", "MSK pathway" })
        {
            var made = await workspace.Administrator.PostAsync("programmes", new { name, startsOn = "2024-01-08", dataController = "Northfield Hospitals" }).ExpectAsync(HttpStatusCode.Created);
            programmes.Add(made["id"]!.GetValue<Guid>());
        }

        await workspace.Administrator.PostAsync("portfolios", new { name = "South Coast", programmeIds = programmes, readerIds = new[] { journey.UserId } }).ExpectAsync(HttpStatusCode.Created);
        await journey.OpenAsync("/", "South Coast");
        await journey.Page.GetByText("Three programmes, as at").WaitForAsync();
        Assert.Equal(["Cancer navigation", "MSK pathway", "Virtual wards"], await journey.Page.Locator(".portfolio-name a").AllTextContentsAsync());
        await journey.ExpectNoAxeViolationsAsync();
        foreach (var width in new[] { 320, 375, 1280 })
        {
            await journey.Page.SetViewportSizeAsync(width, 800);
            await journey.ExpectNoHorizontalScrollAsync();
        }

        await journey.Page.GetByText("As a table").First.ClickAsync();
        Assert.True(await journey.Page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "Cancer navigation" }).IsVisibleAsync());

        await journey.Link("Read a random sample of programmes").ClickAsync();
        await journey.Heading("A random sample of programmes").WaitForAsync();
        await journey.Page.GetByLabel("Seed").FillAsync("1 December 2026");
        await journey.Page.GetByLabel("How many?").FillAsync("2");
        await journey.Button("Draw the sample").ClickAsync();
        await journey.Page.GetByText("2 of 3, drawn").WaitForAsync();
        await journey.ExpectNoAxeViolationsAsync();
    }

    [Fact]
    public async Task A_system_leader_reads_a_programme_without_its_notes_or_anything_to_write()
    {
        await using var journey = await WebJourney.SignedInAsync("systemLeader", width: 320, height: 640);
        var made = await journey.Workspace.Administrator.PostAsync("programmes", new { name = "Virtual wards", startsOn = "2024-01-08", dataController = "Northfield Hospitals" }).ExpectAsync(HttpStatusCode.Created);
        await journey.Workspace.Administrator.PostAsync("portfolios", new { name = "South Coast", programmeIds = new[] { made["id"]!.GetValue<Guid>() }, readerIds = new[] { journey.UserId } }).ExpectAsync(HttpStatusCode.Created);
        await journey.OpenAsync($"/programmes/{made["id"]}", "Virtual wards");
        await journey.Page.GetByText("What these figures cannot tell you").WaitForAsync();
        Assert.Equal(0, await journey.Page.GetByText("Latest meetings").CountAsync());
        Assert.Equal(0, await journey.Link("Log a meeting").CountAsync());
        await journey.ExpectNoAxeViolationsAsync();
        await journey.ExpectNoHorizontalScrollAsync();
    }
}
