using System.Net;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Hardening;

/// <summary>Who may call what, for each operation of the contract: asked with ids that nobody has, so that nothing is changed by asking.</summary>
public sealed class RolesTests
{
    [Theory]
    [InlineData(Roles.Administrator)]
    [InlineData(Roles.ProgrammeLead)]
    [InlineData(Roles.Contributor)]
    [InlineData(Roles.SystemLeader)]
    public async Task Each_role_may_do_what_its_scopes_say_and_nothing_else(string role)
    {
        var workspace = await TestWorkspace.CreateAsync();
        var browser = role == Roles.Administrator ? workspace.Administrator : await workspace.SignInAsAsync(role);
        await WalkAsync(browser.Client, Scopes.Of(role));
    }

    [Theory]
    [InlineData(Scopes.ReadProgrammes)]
    [InlineData(Scopes.WriteProgrammes)]
    [InlineData(Scopes.ReadPeople)]
    [InlineData(Scopes.WritePeople)]
    [InlineData(Scopes.ReadInterviews)]
    [InlineData(Scopes.WriteInterviews)]
    [InlineData(Scopes.ReadScores)]
    [InlineData(Scopes.ReadChanges)]
    public async Task A_key_may_do_what_its_one_scope_says_and_nothing_else(string scope)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var made = await workspace.Administrator.PostAsync("api-keys", new { name = "narrow", scopes = new[] { scope } }).ExpectAsync(HttpStatusCode.Created);
        using var key = TestWorkspace.KeyClient(workspace.Service, made["secret"]!.GetValue<string>());
        await WalkAsync(key, new HashSet<string>(StringComparer.Ordinal) { scope });
    }

    [Fact]
    public async Task Nobody_may_do_anything_but_what_is_open()
    {
        using var nobody = new HttpClient { BaseAddress = new Uri(TestService.Shared.Address, "/api/v1/") };
        var contract = ContractFile.Parse(await ContractTests.RunningAsync());
        foreach (var operation in contract.Operations)
        {
            var answer = await AskAsync(nobody, operation);
            Assert.True(operation.IsOpen ? answer.Code < 500 : answer.Status == HttpStatusCode.Unauthorized && answer.WrongAsProblem() is null, $"{operation.Id} answered nobody with {answer}");
        }

        Assert.Equal(["getCalendar", "getSetup", "setUp", "signIn"], contract.Operations.Where(it => it.IsOpen).Select(it => it.Id).Order(StringComparer.Ordinal));
    }

    private static async Task WalkAsync(HttpClient client, IReadOnlySet<string> scopes)
    {
        var contract = ContractFile.Parse(await ContractTests.RunningAsync());
        var findings = new List<string>();
        var refused = 0;
        foreach (var operation in contract.Operations.Where(it => it.Scope is not null))
        {
            var answer = await AskAsync(client, operation);
            // A feature's own refusal says why; one for want of a scope does not.
            var isRefused = answer.Status == HttpStatusCode.Forbidden && answer.WrongAsProblem() is null && answer.Json["detail"] is null;
            refused += isRefused ? 1 : 0;
            if (isRefused == scopes.Contains(operation.Scope!) || answer.Code is 401 or >= 500)
            {
                findings.Add($"{operation.Id} (needs {operation.Scope}) answered {answer}");
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.Equal(scopes.Contains(Scopes.Administer), refused == 0);
    }

    /// <summary>With ids that nobody has, and for what would make a record, a body that is refused.</summary>
    private static Task<Answer> AskAsync(HttpClient client, ContractOperation operation)
    {
        var path = operation.PathParameters.Aggregate(operation.Path, (path, parameter) => path.Replace($"{{{parameter}}}", Guid.CreateVersion7().ToString("D"), StringComparison.Ordinal));
        return FilledWorkspace.SendAsync(client, operation, new Uri(path[1..] + FilledWorkspace.NeededQuery(operation), UriKind.Relative), operation.Body is null ? null : new System.Text.Json.Nodes.JsonObject { ["nothing"] = "of ours" });
    }
}
