using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Transform.Api.Data;
using Transform.Api.Jobs;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Jobs;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task A_repeat_is_known_for_two_days_and_then_forgotten()
    {
        using var service = new TestService();
        var key = (await TestWorkspace.CreateAsync(service)).Key;
        var first = await MakeAsync(key);

        await TidyAsync(service, after: TimeSpan.FromHours(47));
        Assert.Equal(first, await MakeAsync(key));

        await TidyAsync(service, after: TimeSpan.FromHours(49));
        await SendAsync(key).ExpectAsync(HttpStatusCode.Conflict);     // no longer a repeat: the name is taken
    }

    [Fact]
    public async Task A_session_that_ended_is_removed()
    {
        using var service = new TestService();
        var workspace = await TestWorkspace.CreateAsync(service);
        await TidyAsync(service, after: TimeSpan.FromMinutes(29));
        await workspace.Administrator.GetAsync("session").ExpectAsync(HttpStatusCode.OK);
        await TidyAsync(service, after: TimeSpan.FromMinutes(31));
        await workspace.Administrator.GetAsync("session").ExpectAsync(HttpStatusCode.Unauthorized);
    }

    private static Task TidyAsync(TestService service, TimeSpan after)
    {
        var clock = Substitute.For<TimeProvider>();
        clock.GetUtcNow().Returns(TimeProvider.System.GetUtcNow() + after);
        return new Housekeeping(service.Services.GetRequiredService<Db>(), clock).RunAsync(CancellationToken.None);
    }

    private static async Task<string> MakeAsync(HttpClient key) => (await SendAsync(key).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<string>();

    private static async Task<HttpResponseMessage> SendAsync(HttpClient key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "organisations") { Content = JsonContent.Create(new { name = "Once", sector = "acute" }) };
        request.Headers.Add("Idempotency-Key", "the same");
        return await key.SendAsync(request);
    }
}
