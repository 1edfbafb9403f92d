using System.Net;
using System.Net.Http.Json;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Organisations;

public sealed class OrganisationsTests
{
    [Fact]
    public async Task An_organisation_is_added_read_revised_and_removed()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var made = await key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Northfield"), sector = "acute", odsCode = "rx1" }).ExpectAsync(HttpStatusCode.Created);
        var path = $"organisations/{made["id"]}";
        Assert.Equal("RX1", made["odsCode"]!.GetValue<string>());

        var name = TestWorkspace.Unique("Eastvale");
        var revised = await key.PutAsync(path, new { name, sector = "primaryCare" }, await key.ETagAsync(path)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(2, revised["version"]!.GetValue<int>());
        var read = await key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(name, read["name"]!.GetValue<string>());

        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_a_missing_one_is_asked_for()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var made = await key.PostAsJsonAsync("organisations", new { name = TestWorkspace.Unique("Stale"), sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        var path = $"organisations/{made["id"]}";
        var body = new { name = TestWorkspace.Unique("Stale"), sector = "acute" };
        await key.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.OK);
        var stale = await key.PutAsync(path, body, "\"v1\"").ExpectAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("stale", stale["code"]!.GetValue<string>());
        await key.PutAsync(path, body, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task Twenty_repeats_of_one_request_make_one_organisation()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var body = new { name = TestWorkspace.Unique("Once"), sector = "acute" };
        var idempotencyKey = Guid.CreateVersion7().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "organisations") { Content = JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return (await key.SendAsync(request).ExpectAsync(HttpStatusCode.Created)).ToJsonString();
        }));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat()
    {
        var key = (await TestWorkspace.CreateAsync()).Key;
        for (var i = 0; i < 5; i++)
        {
            await key.PostAsJsonAsync("organisations", new { name = $"Organisation {i}", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        }

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await key.GetAsync(new Uri($"organisations?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
            names.AddRange(page["items"]!.AsArray().Select(it => it!["name"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"Organisation {i}"), names);
    }
}
