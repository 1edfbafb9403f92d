using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Portfolios;

public sealed class PortfoliosTests
{
    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    [Fact]
    public async Task A_portfolio_is_made_read_revised_and_removed()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var key = workspace.Key;
        var leader = await workspace.SignInAsAsync("systemLeader");
        var first = (await workspace.MakeProgrammeAsync("A"))["id"]!.GetValue<string>();
        var second = (await workspace.MakeProgrammeAsync("B"))["id"]!.GetValue<string>();
        var name = TestWorkspace.Unique("Portfolio");
        var made = await key.PostAsJsonAsync("portfolios", new { name, programmeIds = new[] { second, first }, readerIds = new[] { leader.UserId } }).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal([first, second], made["programmeIds"]!.AsArray().Select(it => it!.GetValue<string>()));
        var path = $"portfolios/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await leader.GetAsync(path).ExpectAsync(HttpStatusCode.OK)).ToJsonString());

        var revised = await key.PutAsync(path, new { name, programmeIds = new[] { second } }, await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((second, 0, 2), (Assert.Single(revised["programmeIds"]!.AsArray())!.GetValue<string>(), revised["readerIds"]!.AsArray().Count, revised["version"]!.GetValue<int>()));
        await leader.GetAsync(path).ExpectAsync(HttpStatusCode.NotFound);
        await leader.GetAsync($"programmes/{second}").ExpectAsync(HttpStatusCode.NotFound);
        await key.PutAsync(path, new { name }, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        await key.PutAsync(path, new { name }, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await GetAsync(key, path).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Readers_read_and_only_administrators_and_keys_decide_who_sees_what()
    {
        var workspace = await TestWorkspace.SharedAsync();
        var lead = await workspace.SignInAsAsync("programmeLead");
        var leader = await workspace.SignInAsAsync("systemLeader");
        var secret = (await workspace.MakeProgrammeAsync("Secret"))["id"]!.GetValue<string>();
        var grab = new { name = TestWorkspace.Unique("Grab"), programmeIds = new[] { secret }, readerIds = new[] { lead.UserId } };
        await lead.PostAsync("portfolios", grab).ExpectAsync(HttpStatusCode.Forbidden);
        await lead.GetAsync($"programmes/{secret}").ExpectAsync(HttpStatusCode.NotFound);

        var made = await workspace.Administrator.PostAsync("portfolios", new { name = TestWorkspace.Unique("Read"), readerIds = new[] { leader.UserId, lead.UserId } }).ExpectAsync(HttpStatusCode.Created);
        var path = $"portfolios/{made["id"]}";
        await lead.PutAsync(path, grab, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await lead.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        await leader.PutAsync(path, grab, "\"v1\"").ExpectAsync(HttpStatusCode.Forbidden);
        Assert.Equal(made["id"]!.GetValue<string>(), Assert.Single((await leader.GetAsync("portfolios").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray())!["id"]!.GetValue<string>());

        var other = await TestWorkspace.CreateAsync();
        await GetAsync(other.Key, path).ExpectAsync(HttpStatusCode.NotFound);
        await other.Key.PutAsync(path, new { name = "Mine" }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await other.Key.DeleteAsync(path, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        Assert.Empty((await GetAsync(other.Key, "portfolios").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray());
        foreach (var (pointer, body) in new (string, object)[]
        {
            ("/programmeIds/0", new { name = "X", programmeIds = new[] { secret } }), ("/readerIds/0", new { name = "X", readerIds = new[] { lead.UserId } }),
            ("/name", new { name = "" }), ("/readerIds/1", new { name = "X", readerIds = new[] { other.Administrator.UserId, other.Administrator.UserId } }),
        })
        {
            Assert.NotNull((await other.Key.PostAsJsonAsync("portfolios", body).ExpectAsync(HttpStatusCode.BadRequest))["errors"]![pointer]);
        }
    }

    [Fact]
    public async Task Looks_within_an_hour_are_one_visit_and_the_one_before_is_remembered()
    {
        await using var service = new ClockedService();
        var workspace = await TestWorkspace.CreateAsync(service);
        var administrator = workspace.Administrator;
        var email = "lee@example.org";
        var user = await administrator.PostAsync("users", new { name = "Lee", email, role = "systemLeader", password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.Created);
        var portfolio = await workspace.Key.PostAsJsonAsync("portfolios", new { name = "All", readerIds = new[] { user["id"] } }).ExpectAsync(HttpStatusCode.Created);
        async Task<(DateTime? At, DateTime? Before)> LookAsync(TimeSpan later)
        {
            service.Clock.Forward(later);
            var browser = new Browser(service);
            browser.Became(await browser.PostAsync("session", new { email, password = TestWorkspace.Password }).ExpectAsync(HttpStatusCode.OK));
            await browser.PostAsync($"portfolios/{portfolio["id"]}/visits", new { }).ExpectAsync(HttpStatusCode.NoContent);
            var row = (await service.Services.GetRequiredService<Db>().QueryAsync<Visits>(
                "SELECT VisitedAt, PreviousVisitAt FROM PortfolioReaders WHERE WorkspaceId = @Id", new { workspace.Id }, CancellationToken.None)).Single();
            return (row.VisitedAt, row.PreviousVisitAt);
        }

        var first = await LookAsync(TimeSpan.Zero);
        Assert.Null(first.Before);
        var again = await LookAsync(TimeSpan.FromMinutes(50));
        Assert.Null(again.Before);
        var still = await LookAsync(TimeSpan.FromMinutes(50));
        Assert.Null(still.Before);
        var second = await LookAsync(TimeSpan.FromHours(20));
        Assert.Equal(still.At, second.Before);
        Assert.Equal(still.At, (await LookAsync(TimeSpan.FromMinutes(10))).Before);

        await workspace.Key.PutAsync($"portfolios/{portfolio["id"]}", new { name = "Renamed", readerIds = new[] { user["id"] } }, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(still.At, (await LookAsync(TimeSpan.FromMinutes(10))).Before);
        await workspace.Key.PostAsync(new Uri($"portfolios/{Guid.CreateVersion7()}/visits", UriKind.Relative), content: null).ExpectAsync(HttpStatusCode.NotFound);
    }

    private sealed record Visits(DateTime? VisitedAt, DateTime? PreviousVisitAt);
}
