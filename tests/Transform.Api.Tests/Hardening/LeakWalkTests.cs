using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>
/// Two workspaces of the same shape; one asks for the other's records by every id that any operation of the contract takes.
/// It learns nothing and changes nothing.
/// </summary>
public sealed class LeakWalkTests : IAsyncLifetime
{
    private FilledWorkspace mine = null!;
    private FilledWorkspace theirs = null!;

    public async Task InitializeAsync()
    {
        theirs = await FilledWorkspace.CreateAsync();
        mine = await FilledWorkspace.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nothing_of_another_workspace_is_read_or_changed_by_any_id()
    {
        var before = theirs.Digest();
        var walk = new LeakWalk(mine, theirs);
        await walk.RunAsync();
        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        Assert.Equal(before, theirs.Digest());
        Assert.True(walk.Asked > mine.Contract.Operations.Count, $"only {walk.Asked} requests were made");
        Assert.True(walk.Shown >= mine.Nouns.Count, $"only {walk.Shown} answers held my own text: the mark is not where it should be");
    }

    [Fact]
    public async Task The_walk_sees_what_is_shown_to_it()
    {
        var walk = new LeakWalk(theirs, theirs);
        await walk.RunAsync();
        foreach (var operation in theirs.Contract.Operations.Where(it => it.Method == "GET" && it.PathParameters.Count > 0 && it.Id != "getCalendar"))      // a secret leads there, no id
        {
            Assert.Contains(walk.Findings, it => it.StartsWith(operation.Id + " with their", StringComparison.Ordinal));
        }

        Assert.Contains(walk.Findings, it => it.Contains("showed their text", StringComparison.Ordinal));
        Assert.Contains(walk.Findings, it => it.Contains("with their cursor", StringComparison.Ordinal));
        Assert.Contains(walk.Findings, it => it.Contains("with their id at /", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_workspaces_idempotency_key_finds_nothing()
    {
        foreach (var maker in mine.Contract.Operations.Where(it => it.Method == "POST" && it.Path is "/organisations" or "/propositions"))
        {
            var key = Guid.CreateVersion7().ToString();
            var body = theirs.BodyOf(maker)!.ToJsonString();
            var first = await PostAsync(theirs, maker, key, body);
            var second = await PostAsync(mine, maker, key, body);
            Assert.NotEqual(first["id"]!.GetValue<Guid>(), second["id"]!.GetValue<Guid>());
        }

        static Task<JsonObject> PostAsync(FilledWorkspace workspace, ContractOperation maker, string key, string body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, workspace.AddressOf(maker)) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", key);
            return workspace.Client.SendAsync(request).ExpectAsync(HttpStatusCode.Created);
        }
    }
}
