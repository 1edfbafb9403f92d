using System.Net;
using System.Net.Http.Json;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Propositions;

public sealed class PropositionsTests
{
    [Fact]
    public async Task A_proposition_is_added_read_revised_and_removed()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var made = await key.PostAsJsonAsync("propositions", new { statement = TestWorkspace.Unique("Referrals should be triaged together") }).ExpectAsync(HttpStatusCode.Created);
        var path = $"propositions/{made["id"]}";
        var etag = await key.ETagAsync(path);

        var statement = TestWorkspace.Unique("We should meet every week");
        var revised = await key.PutAsync(path, new { statement }, etag).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(2, revised["version"]!.GetValue<int>());
        var stale = await key.PutAsync(path, new { statement }, etag).ExpectAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("stale", stale["code"]!.GetValue<string>());
        await key.DeleteAsync(path, etag: null).ExpectAsync(HttpStatusCode.PreconditionRequired);

        var found = await key.GetAsync(new Uri($"propositions?search={Uri.EscapeDataString(statement.ToUpperInvariant())}", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(statement, Assert.Single(found["items"]!.AsArray())!["statement"]!.GetValue<string>());

        await key.DeleteAsync(path, "\"v2\"").ExpectAsync(HttpStatusCode.NoContent);
        await key.GetAsync(new Uri(path, UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_statement_in_other_capitals_is_a_conflict()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var statement = TestWorkspace.Unique("Twice");
        await key.PostAsJsonAsync("propositions", new { statement }).ExpectAsync(HttpStatusCode.Created);
        var twice = await key.PostAsJsonAsync("propositions", new { statement = "  " + statement.ToUpperInvariant() }).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Equal("conflict", twice["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_workspaces_proposition_is_not_found()
    {
        var made = await (await TestWorkspace.SharedAsync()).Key.PostAsJsonAsync("propositions", new { statement = TestWorkspace.Unique("Ours") }).ExpectAsync(HttpStatusCode.Created);
        var other = (await TestWorkspace.CreateAsync()).Key;
        await other.GetAsync(new Uri($"propositions/{made["id"]}", UriKind.Relative)).ExpectAsync(HttpStatusCode.NotFound);
        await other.PutAsync($"propositions/{made["id"]}", new { statement = "Theirs" }, "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
        await other.DeleteAsync($"propositions/{made["id"]}", "\"v1\"").ExpectAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_blank_statement_is_pointed_at()
    {
        var key = (await TestWorkspace.SharedAsync()).Key;
        var refused = await key.PostAsJsonAsync("propositions", new { statement = "  " }).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/statement"]);
    }
}
