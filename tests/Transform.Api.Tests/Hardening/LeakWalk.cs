using System.Net;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;

namespace Transform.Api.Tests.Hardening;

/// <summary>Asks as one workspace for everything by another's ids: in the address, the query, the body and the cursor.</summary>
public sealed class LeakWalk(FilledWorkspace mine, FilledWorkspace theirs)
{
    /// <summary>They take no id; one makes a workspace, the other ends the session that the walk needs.</summary>
    private static readonly HashSet<string> NotWalked = new(StringComparer.Ordinal) { "setUp", "signOut" };

    private readonly List<string> findings = [];

    public IReadOnlyList<string> Findings => findings;

    /// <summary>How many requests were made.</summary>
    public int Asked { get; private set; }

    /// <summary>How many answers to my own ids held my own text.</summary>
    public int Shown { get; private set; }

    public async Task RunAsync()
    {
        foreach (var operation in mine.Contract.Operations.Where(it => !NotWalked.Contains(it.Id)))
        {
            // As a control, without any of theirs: what is mine is there.
            if (operation.Method == "GET")
            {
                var answer = await FilledWorkspace.SendAsync(mine.Client, operation, mine.AddressOf(operation), body: null);
                Expect(answer.Code is 200 or 202, operation, $"with my own ids answered {answer}");
                Shown += answer.Everything.Contains(mine.Marker, StringComparison.Ordinal) ? 1 : 0;
            }

            await ByAddressAsync(operation);
            await ByQueryAsync(operation);
            await ByBodyAsync(operation);
            await ByCursorAsync(operation);
        }
    }

    /// <summary>Each id in the address alone, and all together: there is nothing.</summary>
    private async Task ByAddressAsync(ContractOperation operation)
    {
        var parameters = operation.PathParameters;
        foreach (var foreign in parameters.Select(it => new[] { it }).Append([.. parameters]).Where(it => it.Length > 0).DistinctBy(it => string.Join(',', it)))
        {
            var address = mine.AddressOf(operation, parameter => foreign.Contains(parameter, StringComparer.Ordinal) ? theirs.Id(Bodies.NounOf(operation, parameter)) : null);
            var answer = await AskAsync(operation, address, mine.BodyOf(operation));
            Expect(answer.Status == HttpStatusCode.NotFound, operation, $"with their {string.Join(" and ", foreign)} answered {answer}");
        }
    }

    /// <summary>Each id in the query: nothing is found.</summary>
    private async Task ByQueryAsync(ContractOperation operation)
    {
        foreach (var parameter in operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query" && it["schema"]?["format"]?.GetValue<string>() == "uuid").Select(it => it["name"]!.GetValue<string>()))
        {
            var answer = await AskAsync(operation, mine.AddressOf(operation, query: $"?{parameter}={theirs.Id(Bodies.NounOf(parameter))}"), body: null);
            var isEmpty = answer.Status == HttpStatusCode.OK && answer.Json["items"] is JsonArray { Count: 0 };
            Expect(isEmpty || answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, operation, $"with their {parameter} in the query answered {answer}");
        }
    }

    /// <summary>Each id in the body: the field is named.</summary>
    private async Task ByBodyAsync(ContractOperation operation)
    {
        foreach (var part in Bodies.Parts(operation, mine.BodyOf(operation)).Where(it => it.IsId && it.Pointer != "/id").ToList())
        {
            var body = mine.BodyOf(operation)!;
            Bodies.Set(body, part.Pointer, theirs.Id(Bodies.NounOf(part.Name)));
            var answer = await AskAsync(operation, mine.AddressOf(operation), body);
            Expect(answer.Status == HttpStatusCode.BadRequest && answer.WrongAsProblem(part.Pointer) is null, operation, $"with their id at {part.Pointer} answered {answer}");
        }
    }

    private async Task ByCursorAsync(ContractOperation operation)
    {
        if (operation.Parameters.Any(it => it["name"]!.GetValue<string>() == "cursor"))
        {
            var needed = FilledWorkspace.NeededQuery(operation);
            var query = needed.Length == 0 ? "?limit=1" : needed + "&limit=1";
            var page = await FilledWorkspace.SendAsync(theirs.Client, operation, theirs.AddressOf(operation, query: query), body: null);
            if (page.Json["next"] is { } cursor)
            {
                var answer = await AskAsync(operation, mine.AddressOf(operation, query: $"{query}&cursor={cursor}"), body: null);
                Expect(answer.Status == HttpStatusCode.BadRequest && answer.WrongAsProblem() is null, operation, $"with their cursor answered {answer}");
            }
        }
    }

    private async Task<Answer> AskAsync(ContractOperation operation, Uri address, JsonNode? body)
    {
        Asked++;
        var answer = await FilledWorkspace.SendAsync(mine.Client, operation, address, body);
        Expect(!answer.Everything.Contains(theirs.Marker, StringComparison.OrdinalIgnoreCase), operation, $"showed their text at {address}: {answer}");
        Expect(answer.Code < 500, operation, $"answered {answer} at {address}");
        return answer;
    }

    private void Expect(bool holds, ContractOperation operation, string finding)
    {
        if (!holds)
        {
            findings.Add($"{operation.Id} {finding}");
        }
    }
}
