using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;

namespace Transform.Api.Tests.Hardening;

/// <summary>Whether an answer is what the contract says it is; as much of JSON Schema as the contract uses.</summary>
public static class SchemaCheck
{
    public static IReadOnlyList<string> Check(ContractFile contract, JsonNode schema, JsonNode? value)
    {
        var findings = new List<string>();
        Check(contract, contract.Resolve(schema), value, "", findings);
        return findings;
    }

    private static void Check(ContractFile contract, JsonObject schema, JsonNode? value, string at, List<string> findings)
    {
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            if (!choices.Any(it => Check(contract, it!, value).Count == 0))
            {
                findings.Add($"{at} is none of the choices");
            }

            return;
        }

        if (schema["type"] is { } type && !Is(type, value))
        {
            findings.Add($"{at} is {value?.ToJsonString() ?? "null"}, not {type}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(it => JsonNode.DeepEquals(it, value)))
        {
            findings.Add($"{at} is {value?.ToJsonString()}, which the contract does not list");
        }

        switch (value)
        {
            case JsonObject record:
                OfRecord(contract, schema, record, at, findings);
                break;
            case JsonArray list when schema["items"] is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(contract, contract.Resolve(items), list[i], $"{at}/{i}", findings);
                }

                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                Format(schema["format"]?.GetValue<string>(), text.GetValue<string>(), at, findings);
                break;
        }
    }

    private static void OfRecord(ContractFile contract, JsonObject schema, JsonObject record, string at, List<string> findings)
    {
        findings.AddRange((schema["required"]?.AsArray() ?? []).Select(it => it!.GetValue<string>()).Where(it => !record.ContainsKey(it)).Select(it => $"{at}/{it} is missing"));
        foreach (var (name, inner) in record)
        {
            if (schema["properties"]?[name] is { } property)
            {
                Check(contract, contract.Resolve(property), inner, $"{at}/{name}", findings);
            }
            else if (schema["additionalProperties"] is JsonObject others)
            {
                Check(contract, contract.Resolve(others), inner, $"{at}/{name}", findings);
            }
            else if (schema["properties"] is not null)
            {
                findings.Add($"{at}/{name} is not in the contract");
            }
        }
    }

    private static void Format(string? format, string text, string at, List<string> findings)
    {
        var holds = format switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };
        if (!holds)
        {
            findings.Add($"{at} is “{text}”, not a {format}");
        }
    }

    private static bool Is(JsonNode type, JsonNode? value) => type is JsonArray many
        ? many.Any(it => Is(it!, value))
        : (type.GetValue<string>(), value?.GetValueKind()) switch
        {
            ("null", null) => true,
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => !value!.ToJsonString().Contains('.', StringComparison.Ordinal),
            _ => false,
        };
}
