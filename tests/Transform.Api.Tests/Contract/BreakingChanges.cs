using System.Text.Json.Nodes;

namespace Transform.Api.Tests.Contract;

/// <summary>What a newer contract would break for those who wrote against an older one.</summary>
public static class BreakingChanges
{
    public static IReadOnlyList<string> Between(ContractFile older, ContractFile newer)
    {
        if (Major(older) != Major(newer))
        {
            return [];
        }

        var findings = new List<string>();
        var now = newer.Operations.ToDictionary(it => $"{it.Method} {it.Path}", StringComparer.Ordinal);
        foreach (var before in older.Operations)
        {
            var name = $"{before.Method} {before.Path}";
            if (!now.TryGetValue(name, out var after))
            {
                findings.Add($"{name} is gone");
                continue;
            }

            if (before.Id != after.Id)
            {
                findings.Add($"{name} is no longer called {before.Id}");
            }

            Parameters(name, before, after, findings);
            Written(name, before.BodySchema, older, after.BodySchema, newer, findings, "");
            foreach (var status in before.Responses.Keys.Where(it => it[0] == '2'))
            {
                if (!after.Responses.ContainsKey(status))
                {
                    findings.Add($"{name} no longer answers {status}");
                }
                else
                {
                    Read(name, before.ResponseSchema(status), older, after.ResponseSchema(status), newer, findings, "", []);
                }
            }
        }

        return findings;
    }

    private static string Major(ContractFile contract) => contract.Document["info"]!["version"]!.GetValue<string>().Split('.')[0];

    private static void Parameters(string name, ContractOperation before, ContractOperation after, List<string> findings)
    {
        var old = before.Parameters.ToDictionary(it => it["name"]!.GetValue<string>(), StringComparer.Ordinal);
        foreach (var parameter in after.Parameters)
        {
            var key = parameter["name"]!.GetValue<string>();
            if (parameter["required"]?.GetValue<bool>() == true && (!old.TryGetValue(key, out var was) || was["required"]?.GetValue<bool>() != true))
            {
                findings.Add($"{name} now demands {key}");
            }
        }

        findings.AddRange(old.Keys.Except(after.Parameters.Select(it => it["name"]!.GetValue<string>()), StringComparer.Ordinal).Select(it => $"{name} no longer takes {it}"));
    }

    /// <summary>What is written may not lose fields or values, nor be asked for more.</summary>
    private static void Written(string name, JsonObject? before, ContractFile older, JsonObject? after, ContractFile newer, List<string> findings, string at)
    {
        if (before is null)
        {
            if (after is not null && at.Length == 0)
            {
                findings.Add($"{name} now takes a body");
            }

            return;
        }

        if (after is null || Type(before) != Type(after))
        {
            findings.Add($"{name} {at} was {Type(before)}");
            return;
        }

        findings.AddRange(Texts(after["required"]).Except(Texts(before["required"]), StringComparer.Ordinal).Select(it => $"{name} now demands {at}/{it}"));
        if (Texts(after["enum"]).Count > 0)
        {
            findings.AddRange(Texts(before["enum"]).Except(Texts(after["enum"]), StringComparer.Ordinal).Select(it => $"{name} {at} no longer takes {it}"));
        }

        foreach (var (field, schema) in before["properties"]?.AsObject() ?? [])
        {
            if (after["properties"]?[field] is not { } later)
            {
                findings.Add($"{name} no longer takes {at}/{field}");
            }
            else
            {
                Written(name, older.Resolve(schema!), older, newer.Resolve(later), newer, findings, $"{at}/{field}");
            }
        }

        if (before["items"] is { } items)
        {
            Written(name, older.Resolve(items), older, after["items"] is { } laterItems ? newer.Resolve(laterItems) : null, newer, findings, at + "/0");
        }
    }

    /// <summary>What is read may gain fields, but none may go, change its type, or become absent.</summary>
    private static void Read(string name, JsonObject? before, ContractFile older, JsonObject? after, ContractFile newer, List<string> findings, string at, IReadOnlyList<JsonObject> within)
    {
        if (before is null || within.Contains(before))
        {
            return;
        }

        if (after is null || Type(before) != Type(after))
        {
            findings.Add($"{name} {at} was {Type(before)}");
            return;
        }

        findings.AddRange(Texts(before["required"]).Except(Texts(after["required"]), StringComparer.Ordinal).Where(it => after["properties"]?[it] is not null).Select(it => $"{name} may leave out {at}/{it}"));
        foreach (var (field, schema) in before["properties"]?.AsObject() ?? [])
        {
            if (after["properties"]?[field] is not { } later)
            {
                findings.Add($"{name} no longer gives {at}/{field}");
            }
            else
            {
                Read(name, older.Resolve(schema!), older, newer.Resolve(later), newer, findings, $"{at}/{field}", [.. within, before]);
            }
        }

        if (before["items"] is { } items)
        {
            Read(name, older.Resolve(items), older, after["items"] is { } laterItems ? newer.Resolve(laterItems) : null, newer, findings, at + "/0", [.. within, before]);
        }
    }

    private static string Type(JsonObject schema) => schema["type"]?.ToJsonString() ?? "anything";

    private static List<string> Texts(JsonNode? node) => [.. (node as JsonArray ?? []).Select(it => it!.ToString())];
}
