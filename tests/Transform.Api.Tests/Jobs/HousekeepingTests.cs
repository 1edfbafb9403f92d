using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Transform.Api.Data;
using Transform.Api.Jobs;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

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

    [Fact]
    public async Task A_key_that_a_crash_left_unerased_is_erased_by_the_sweep()
    {
        using var service = new TestService();
        var (db, keys) = (service.Services.GetRequiredService<Db>(), service.Services.GetRequiredService<KeyStore>());
        var condemned = await keys.TakeAsync(CancellationToken.None);
        var kept = await keys.TakeAsync(CancellationToken.None);
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(KeysToErase.InsertSql, new { KeyId = condemned.Id, Now = TimeProvider.System.GetUtcNow().UtcDateTime }), CancellationToken.None);
        Assert.Equal(2, (await keys.FindAsync([condemned.Id, kept.Id], CancellationToken.None)).Count);

        await TidyAsync(service, after: TimeSpan.Zero);

        Assert.Equal(kept.Id, Assert.Single(await keys.FindAsync([condemned.Id, kept.Id], CancellationToken.None)).Key);
        Assert.Empty(await db.QueryAsync<Guid>(db.Page(KeysToErase.ListSql), new { Take = 10 }, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_deleted_names_its_key_in_the_same_unit_and_is_unreadable_at_once()
    {
        using var service = new TestService();
        var workspace = await TestWorkspace.CreateAsync(service);
        var programme = await TestProgramme.CreateAsync(workspace);
        var commitment = await workspace.Key.PostAsJsonAsync(programme.Commitments, new { act = "Release two hours a week" }).ExpectAsync(HttpStatusCode.Created);
        await workspace.Key.DeleteAsync($"{programme.Commitments}/{commitment["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NoContent);

        var (db, keys) = (service.Services.GetRequiredService<Db>(), service.Services.GetRequiredService<KeyStore>());
        var condemned = await db.QueryAsync<Guid>(db.Page(KeysToErase.ListSql), new { Take = 10 }, CancellationToken.None);
        Assert.Single(condemned);
        Assert.Empty(await keys.FindAsync(condemned, CancellationToken.None));
    }

    private static Task TidyAsync(TestService service, TimeSpan after)
    {
        var clock = Substitute.For<TimeProvider>();
        clock.GetUtcNow().Returns(TimeProvider.System.GetUtcNow() + after);
        return new Housekeeping(service.Services.GetRequiredService<Db>(), service.Services.GetRequiredService<KeyStore>(), clock).RunAsync(CancellationToken.None);
    }

    private static async Task<string> MakeAsync(HttpClient key) => (await SendAsync(key).ExpectAsync(HttpStatusCode.Created))["id"]!.GetValue<string>();

    private static async Task<HttpResponseMessage> SendAsync(HttpClient key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "organisations") { Content = JsonContent.Create(new { name = "Once", sector = "acute" }) };
        request.Headers.Add("Idempotency-Key", "the same");
        return await key.SendAsync(request);
    }
}
