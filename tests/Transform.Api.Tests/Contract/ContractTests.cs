using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Http;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Contract;

/// <summary>The committed contract is what the service says, it says all that it should, and a change to it breaks nobody.</summary>
public sealed class ContractTests
{
    /// <summary>Set to 1 to write <c>openapi.yaml</c> anew instead of comparing it; a breaking change is refused, but for <c>unreleased</c>.</summary>
    private const string Write = "TRANSFORM_WRITE_CONTRACT";

    internal static string CommittedFile { get; } = Path.Combine(Repository.Root, "openapi.yaml");

    [Fact]
    public async Task The_committed_contract_is_what_the_service_says()
    {
        var running = await RunningAsync();
        var committed = File.Exists(CommittedFile) ? (await File.ReadAllTextAsync(CommittedFile)).ReplaceLineEndings("\n") : "";
        if (committed == running)
        {
            return;
        }

        var mode = Environment.GetEnvironmentVariable(Write);
        var broken = committed.Length == 0 || mode == "unreleased" ? [] : BreakingChanges.Between(ContractFile.Parse(committed), ContractFile.Parse(running));
        if (mode is "1" or "unreleased" && broken.Count == 0)
        {
            await File.WriteAllTextAsync(CommittedFile, running);
            return;
        }

        var line = committed.Split('\n').Zip(running.Split('\n')).TakeWhile(it => it.First == it.Second).Count();
        Assert.Fail($"openapi.yaml differs from the service from line {line + 1}:\n  committed: {LineOf(committed, line)}\n  service:   {LineOf(running, line)}\n"
            + $"If that is meant, write it anew and commit it: {Write}=1 dotnet test tests/Transform.Api.Tests --filter {nameof(ContractTests)}\n"
            + (broken.Count == 0 ? "" : $"It breaks those who wrote against it, so it needs a new major version ({Write}=unreleased if no version with it was released):\n  {string.Join("\n  ", broken)}"));
    }

    [Fact]
    public async Task Every_operation_says_what_a_stranger_needs()
    {
        var contract = ContractFile.Parse(await RunningAsync());
        var findings = new List<string>();
        var tags = contract.Document["tags"]!.AsArray().ToDictionary(it => it!["name"]!.GetValue<string>(), it => it!["description"]?.GetValue<string>(), StringComparer.Ordinal);
        foreach (var operation in contract.Operations)
        {
            Demand(operation.Node["operationId"] is not null, "has no operationId");
            Demand(operation.Node["summary"] is not null, "has no summary");
            Demand(operation.Node["security"] is not null, "says nothing of security");
            Demand(operation.IsOpen || operation.Scope is not null || operation.Path is "/session" or "/me/password", "says nothing of the scope that it needs");
            Demand(operation.Responses.Keys.Any(it => it[0] == '4'), "has no 4xx answer");
            Demand(operation.Responses.Keys.Any(it => it[0] is '2'), "has no good answer");
            Demand(operation.Node["tags"]?.AsArray() is [{ } tag] && !string.IsNullOrEmpty(tags.GetValueOrDefault(tag.GetValue<string>())), "has no tag with a description");
            Demand(operation.Body is null || operation.Body["example"] is not null, "has no example of its body");
            foreach (var parameter in operation.Parameters)
            {
                Demand(parameter["description"] is not null, $"does not describe {parameter["name"]}");
                Demand(parameter["schema"]?["type"] is not null, $"gives no type for {parameter["name"]}");
            }

            foreach (var (status, response) in operation.Responses)
            {
                if (status is "200" or "201")
                {
                    Demand(response["content"]?["application/json"] is { } json ? json["example"] is not null : response["content"] is not null, $"has no example of its {status}");
                }

                Demand(status[0] is not ('4' or '5') || response["content"]?["application/problem+json"] is not null, $"{status} is not a problem");
            }

            Demand(operation.Method != "POST" || !operation.Responses.TryGetValue("201", out var created) || created["headers"]?["Location"] is not null, "makes a record, but does not say where");
            Demand(!(operation.Method is "PUT" or "DELETE" && operation.NeedsIfMatch) || operation.Responses.ContainsKey("412"), "takes If-Match, but never answers 412");

            void Demand(bool holds, string finding)
            {
                if (!holds)
                {
                    findings.Add($"{operation.Id} {finding}");
                }
            }
        }

        foreach (var (name, schema) in contract.Document["components"]!["schemas"]!.AsObject())
        {
            foreach (var (field, property) in schema!["properties"]?.AsObject() ?? [])
            {
                var resolved = contract.Resolve(property!);
                if (resolved["type"] is null && resolved["oneOf"] is null && resolved["anyOf"] is null)
                {
                    findings.Add($"{name}.{field} has no type");
                }

                if (resolved["type"]?.ToString() == "array" && resolved["items"] is null)
                {
                    findings.Add($"{name}.{field} does not say what it lists");
                }
            }
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.Equal("3.1.1", contract.Document["openapi"]!.GetValue<string>());
        Assert.Equal(contract.Operations.Count, contract.Operations.Select(it => it.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Every_kind_of_problem_is_explained_where_its_type_leads()
    {
        using var client = new HttpClient { BaseAddress = TestService.Shared.Address };
        foreach (var (code, (_, title, _)) in Problems.Catalogue)
        {
            var page = await client.GetStringAsync(new Uri(Problems.TypeBase + code, UriKind.Relative));
            Assert.Contains(WebUtility.HtmlEncode(title), page, StringComparison.Ordinal);
        }

        var unknown = JsonNode.Parse(await (await client.GetAsync(new Uri("/docs/problems/none", UriKind.Relative))).Content.ReadAsStringAsync())!;
        Assert.Equal("not-found", unknown["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("operationId: getThing", "operationId: readThing", "no longer called getThing")]
    [InlineData("  /things/{id}:", "  /others/{id}:", "is gone")]
    [InlineData("name: search", "name: query", "no longer takes search")]
    [InlineData("required: false", "required: true", "now demands search")]
    [InlineData("required: [title]", "required: [title, kind]", "now demands /kind")]
    [InlineData("enum: [one, two]", "enum: [one]", "no longer takes two")]
    [InlineData("kind: { type: string, enum", "sort: { type: string, enum", "no longer takes /kind")]
    [InlineData("version: { type: integer }", "", "no longer gives /version")]
    [InlineData("version: { type: integer }", "version: { type: string }", "/version was")]
    [InlineData("required: [id, version]", "required: [id]", "may leave out /version")]
    [InlineData("'200':", "'201':", "no longer answers 200")]
    public void A_change_that_breaks_somebody_is_found(string text, string instead, string finding)
    {
        var changed = Small.Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(Small, changed);
        Assert.Contains(BreakingChanges.Between(ContractFile.Parse(Small), ContractFile.Parse(changed)), it => it.Contains(finding, StringComparison.Ordinal));
        Assert.Empty(BreakingChanges.Between(ContractFile.Parse(Small), ContractFile.Parse(changed.Replace("version: 1.2.0", "version: 2.0.0", StringComparison.Ordinal))));
    }

    [Fact]
    public void An_addition_breaks_nobody() =>
        Assert.Empty(BreakingChanges.Between(ContractFile.Parse(Small), ContractFile.Parse(Small
            .Replace("enum: [one, two]", "enum: [one, two, three]", StringComparison.Ordinal)
            .Replace("version: { type: integer }", "version: { type: integer }\n          more: { type: string }", StringComparison.Ordinal))));

    internal static async Task<string> RunningAsync()
    {
        using var client = new HttpClient();
        return (await client.GetStringAsync(new Uri(TestService.Shared.Address, "/openapi/v1.yaml"))).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private const string Small = """
        openapi: 3.1.1
        info: { title: Small, version: 1.2.0 }
        paths:
          /things/{id}:
            put:
              operationId: getThing
              parameters:
                - { name: search, in: query, required: false, schema: { type: string } }
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      required: [title]
                      properties:
                        title: { type: string }
                        kind: { type: string, enum: [one, two] }
              responses:
                '200':
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Thing'
        components:
          schemas:
            Thing:
              type: object
              required: [id, version]
              properties:
                  id: { type: string }
                  version: { type: integer }
        """;

    private static string LineOf(string text, int line) => text.Split('\n').ElementAtOrDefault(line) ?? "(ends)";
}
