using System.Text.Json.Nodes;

namespace Transform.Api.Tests.Contract;

/// <summary>The contract as a list of operations, for tests that walk it.</summary>
public sealed class ContractFile(JsonObject document)
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    public JsonObject Document { get; } = document;

    public IReadOnlyList<ContractOperation> Operations =>
    [
        .. from path in Document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key, StringComparer.Ordinal)
           select new ContractOperation(this, path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject()),
    ];

    public static ContractFile Parse(string text) => new(Yaml.Parse(text));

    /// <summary>What a reference stands for, or the node itself.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        var here = node.AsObject();
        while (here["$ref"] is JsonValue reference)
        {
            JsonNode at = Document;
            foreach (var part in reference.GetValue<string>().Split('/').Skip(1))
            {
                at = at[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]
                    ?? throw new InvalidOperationException($"{reference} leads nowhere.");
            }

            here = at.AsObject();
        }

        return here;
    }
}

/// <param name="Path">Relative to <c>/api/v1</c>, for example <c>/organisations/{id}</c>.</param>
public sealed record ContractOperation(ContractFile Contract, string Path, string Method, JsonObject Node)
{
    public string Id => Node["operationId"]?.GetValue<string>() ?? $"{Method} {Path}";

    public IReadOnlyList<JsonObject> Parameters => [.. (Node["parameters"]?.AsArray() ?? []).Select(it => Contract.Resolve(it!))];

    public IReadOnlyList<string> PathParameters => [.. Parameters.Where(it => it["in"]!.GetValue<string>() == "path").Select(it => it["name"]!.GetValue<string>())];

    public IReadOnlyDictionary<string, JsonObject> Responses => Node["responses"]!.AsObject().ToDictionary(it => it.Key, it => Contract.Resolve(it.Value!), StringComparer.Ordinal);

    public JsonObject? Body => Node["requestBody"]?["content"]?["application/json"]?.AsObject();

    public JsonObject? BodySchema => Body?["schema"] is { } schema ? Contract.Resolve(schema) : null;

    public JsonObject? ResponseSchema(string status) => Responses.GetValueOrDefault(status)?["content"]?["application/json"]?["schema"] is { } schema ? Contract.Resolve(schema) : null;

    public bool IsOpen => Node["security"]?.AsArray().Count == 0;

    /// <summary>The scope that the operation needs, as its description states it.</summary>
    public string? Scope => System.Text.RegularExpressions.Regex.Match(Node["description"]?.GetValue<string>() ?? "", "Needs `([a-z]+:[a-z]+)`", System.Text.RegularExpressions.RegexOptions.NonBacktracking) is { Success: true } match ? match.Groups[1].Value : null;

    public bool NeedsIfMatch => Parameters.Any(it => it["name"]!.GetValue<string>() == "If-Match");

    public override string ToString() => Id;
}
