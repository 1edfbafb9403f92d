using System.Globalization;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;

namespace Transform.Api.Tests.Hardening;

/// <summary>A value inside a body, with what the contract says of it.</summary>
/// <param name="Pointer">Where it stands, as a JSON pointer.</param>
public sealed record BodyPart(string Pointer, string Name, JsonObject Schema, JsonNode? Value)
{
    public string Type => Schema["type"]?.ToString() ?? "";

    public string? Format => Schema["format"]?.ToString();

    public bool IsId => Format == "uuid";
}

/// <summary>Bodies built from the contract: its examples, with ids of our own and marked text.</summary>
public static class Bodies
{
    /// <summary>Which noun an id of this name belongs to.</summary>
    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        ["organisationId"] = "organisations", ["organisationIds"] = "organisations", ["successorId"] = "organisations", ["personId"] = "people", ["userId"] = "users",
        ["interviewerIds"] = "users", ["readerIds"] = "users", ["taxonomyId"] = "focus-taxonomies", ["propositionId"] = "propositions", ["themeId"] = "themes", ["intoThemeId"] = "themes", ["quoteIds"] = "quotes", ["parentId"] = "themes",
        ["programmeId"] = "programmes", ["programmeIds"] = "programmes", ["excludedProgrammeIds"] = "programmes", ["portfolioId"] = "portfolios", ["groupsPresent"] = "change-groups",
        ["activityId"] = "activities", ["discussionId"] = "discussions", ["interviewId"] = "interviews", ["verifiedBy"] = "users", ["quoteId"] = "quotes", ["themeIds"] = "themes", ["notesBy"] = "users", ["barrierId"] = "barriers", ["contributionId"] = "contributions",
        ["commitmentId"] = "commitments", ["ownerPersonId"] = "people", ["token"] = "calendar-feed",
        ["followsId"] = "interviews",
    };

    private static readonly HashSet<string> Marked = new(StringComparer.Ordinal)
    {
        "name", "title", "statement", "definition", "notes", "act", "summary", "pathway", "jobTitle", "evidence", "statusReason", "workspaceName", "text", "author", "dataController",
        "systemName", "answer",
    };

    private static int count;

    public static string NounOf(string field) => Nouns.TryGetValue(field, out var noun) ? noun : throw new InvalidOperationException($"Say in {nameof(Bodies)} which noun “{field}” is an id of.");

    /// <summary>The noun that a path's parameter is an id of: that of <c>{id}</c> stands before it.</summary>
    public static string NounOf(ContractOperation operation, string parameter)
    {
        if (parameter != "id")
        {
            return NounOf(parameter);
        }

        var segments = operation.Path.Split('/');
        return segments[Array.IndexOf(segments, "{id}") - 1];
    }

    /// <summary>The operation's example as somebody with these records would send it.</summary>
    /// <param name="idOf">The id of a noun's record; null where there is none yet, and the field is left out.</param>
    public static JsonNode? Of(ContractOperation operation, Func<string, Guid?> idOf, string marker)
    {
        if (operation.Body is not { } content)
        {
            return null;
        }

        var body = content["example"]!.DeepClone();
        foreach (var part in Parts(operation, body).ToList())
        {
            if (part.IsId)
            {
                if ((part.Pointer == "/id" ? Guid.CreateVersion7() : idOf(NounOf(part.Name))) is { } id)
                {
                    Set(body, part.Pointer, id);
                }
                else
                {
                    Remove(body, part.Pointer);
                }
            }
            else if (part.Format == "email" && operation.Id != "signIn")
            {
                Set(body, part.Pointer, $"somebody-{Guid.CreateVersion7():N}@example.org");
            }
            else if (part.Type == "string" && part.Schema["enum"] is null && part.Schema["pattern"] is null && Marked.Contains(part.Name))
            {
                Set(body, part.Pointer, $"{part.Value!.GetValue<string>().Split(' ')[0]} {marker} {Interlocked.Increment(ref count)}");
            }
        }

        return body;
    }

    /// <summary>Every value of a body, from the whole to the leaves, with its schema.</summary>
    public static IEnumerable<BodyPart> Parts(ContractOperation operation, JsonNode? body) =>
        operation.BodySchema is { } schema ? Parts(operation.Contract, schema, body, "", "") : [];

    public static void Set(JsonNode body, string pointer, JsonNode? value)
    {
        var (owner, last) = Place(body, pointer);
        if (owner is JsonArray list)
        {
            list[int.Parse(last, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            owner.AsObject()[last] = value;
        }
    }

    public static void Remove(JsonNode body, string pointer)
    {
        var (owner, last) = Place(body, pointer);
        if (owner is JsonArray list)
        {
            list.RemoveAt(int.Parse(last, CultureInfo.InvariantCulture));
        }
        else
        {
            owner.AsObject().Remove(last);
        }
    }

    public static JsonNode At(JsonNode body, string pointer) => Steps(pointer).Aggregate(body, Step);

    private static (JsonNode Owner, string Last) Place(JsonNode body, string pointer)
    {
        var steps = Steps(pointer);
        return (steps[..^1].Aggregate(body, Step), steps[^1]);
    }

    private static string[] Steps(string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static JsonNode Step(JsonNode node, string step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!;

    private static IEnumerable<BodyPart> Parts(ContractFile contract, JsonObject schema, JsonNode? value, string pointer, string name)
    {
        yield return new BodyPart(pointer, name, schema, value);
        if (value is JsonObject record)
        {
            foreach (var (field, inner) in record)
            {
                if (schema["properties"]?[field] is { } property)
                {
                    foreach (var part in Parts(contract, contract.Resolve(property), inner, $"{pointer}/{field}", field))
                    {
                        yield return part;
                    }
                }
            }
        }
        else if (value is JsonArray list && schema["items"] is { } items)
        {
            for (var i = 0; i < list.Count; i++)
            {
                foreach (var part in Parts(contract, contract.Resolve(items), list[i], $"{pointer}/{i}", name))
                {
                    yield return part;
                }
            }
        }
    }
}
