using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;

namespace Transform.Api.Tests.Hardening;

/// <summary>Whatever is sent to any operation, the answer is a problem that names the field at fault, and nothing is half-written.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    /// <summary>Each operation is asked with its own workspace's ids, but for those that would end the session or count as guessing.</summary>
    private static readonly HashSet<string> NotAsked = new(StringComparer.Ordinal) { "setUp", "signIn", "signOut" };

    private readonly List<string> findings = [];
    private FilledWorkspace workspace = null!;

    private IEnumerable<ContractOperation> Writers => workspace.Contract.Operations.Where(it => it.Body is not null && !NotAsked.Contains(it.Id));

    public async Task InitializeAsync() => workspace = await FilledWorkspace.CreateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task What_is_not_JSON_is_told_to_be_so() => NothingWrittenAsync(async () =>
    {
        foreach (var operation in Writers)
        {
            foreach (var text in new[] { "", "{", "{\"name\": ", "hello", "{\"a\":1,}", "{'a':1}", "\u0000", "[[[[[[", new string('[', 20_000), "{\"a\":NaN}", "\"", "{}{}" })
            {
                await RefusedAsync(operation, Text(text), HttpStatusCode.BadRequest, pointer: null, text.Length > 40 ? "deep nesting" : text);
            }

            foreach (var text in new[] { "null", "7", "\"text\"", "true", "[]" })
            {
                await RefusedAsync(operation, Text(text), HttpStatusCode.BadRequest, pointer: null, text);
            }

            await RefusedAsync(operation, new ByteArrayContent([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, HttpStatusCode.BadRequest, pointer: null, "bytes that are not UTF-8");
        }
    });

    [Fact]
    public Task Another_content_type_is_refused() => NothingWrittenAsync(async () =>
    {
        foreach (var operation in Writers)
        {
            foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data" })
            {
                await RefusedAsync(operation, new StringContent(workspace.BodyOf(operation)!.ToJsonString(), Encoding.UTF8, type), HttpStatusCode.UnsupportedMediaType, pointer: null, type);
            }

            var untyped = Text(workspace.BodyOf(operation)!.ToJsonString());
            untyped.Headers.ContentType = null;
            await RefusedAsync(operation, untyped, HttpStatusCode.UnsupportedMediaType, pointer: null, "no content type");
        }
    });

    [Fact]
    public Task Ten_megabytes_are_too_much() => NothingWrittenAsync(async () =>
    {
        var padding = new string('a', 10 * 1024 * 1024);
        foreach (var operation in Writers)
        {
            var body = workspace.BodyOf(operation)!;
            body[body.AsObject().First().Key] = padding;
            await RefusedAsync(operation, Text(body.ToJsonString()), HttpStatusCode.RequestEntityTooLarge, pointer: null, "10 MB");
        }
    });

    [Fact]
    public Task Each_field_of_another_type_is_named() => NothingWrittenAsync(async () =>
    {
        foreach (var (operation, part) in Fields())
        {
            foreach (var wrong in WrongTypes(part))
            {
                await RefusedAsync(operation, part, wrong, $"of another type ({wrong.ToJsonString()})");
            }
        }
    });

    [Fact]
    public Task Each_field_beyond_its_limits_is_named() => NothingWrittenAsync(async () =>
    {
        foreach (var (operation, part) in Fields())
        {
            foreach (var wrong in BeyondLimits(part))
            {
                await RefusedAsync(operation, part, wrong, $"beyond its limits ({(wrong.ToJsonString() is { Length: < 60 } text ? text : "long")})");
            }
        }
    });

    [Fact]
    public Task Text_with_NUL_or_half_a_character_is_named() => NothingWrittenAsync(async () =>
    {
        foreach (var (operation, part) in Fields().Where(it => it.Part.Type == "string"))
        {
            foreach (var escape in new[] { "a\\u0000b", "a\\ud800b", "a\\udc00b", "\\u0007", "a\\u001bb" })
            {
                var body = workspace.BodyOf(operation)!;
                Bodies.Set(body, part.Pointer, "PLACE");
                await RefusedAsync(operation, Text(body.ToJsonString().Replace("PLACE", escape, StringComparison.Ordinal)), HttpStatusCode.BadRequest, part.Pointer, $"{escape} at {part.Pointer}");
            }
        }
    });

    [Fact]
    public Task Each_missing_or_unknown_field_is_named() => NothingWrittenAsync(async () =>
    {
        foreach (var (operation, part) in Writers.SelectMany(it => Bodies.Parts(it, workspace.BodyOf(it)).Select(part => (it, part))).ToList().Where(it => it.part.Value is JsonObject && it.part.Schema["properties"] is not null))
        {
            var unknown = workspace.BodyOf(operation)!;
            Owner(unknown, part)["zzUnknown"] = 1;
            await RefusedAsync(operation, Text(unknown.ToJsonString()), HttpStatusCode.BadRequest, $"{part.Pointer}/zzUnknown", "an unknown field");

            foreach (var guess in new[] { "workspaceId", "isMadeUp", "version", "createdBy" }.Where(it => part.Schema["properties"]![it] is null))
            {
                var body = workspace.BodyOf(operation)!;
                Owner(body, part)[guess] = "1";
                await RefusedAsync(operation, Text(body.ToJsonString()), HttpStatusCode.BadRequest, $"{part.Pointer}/{guess}", $"the field {guess}");
            }

            foreach (var required in part.Schema["required"]?.AsArray().Select(it => it!.GetValue<string>()).ToList() ?? [])
            {
                var missing = workspace.BodyOf(operation)!;
                Owner(missing, part).Remove(required);
                await RefusedAsync(operation, Text(missing.ToJsonString()), HttpStatusCode.BadRequest, $"{part.Pointer}/{required}", $"without {part.Pointer}/{required}");

                var none = workspace.BodyOf(operation)!;
                Owner(none, part)[required] = null;
                await RefusedAsync(operation, Text(none.ToJsonString()), HttpStatusCode.BadRequest, $"{part.Pointer}/{required}", $"with null at {part.Pointer}/{required}");
            }

            if (((JsonObject)part.Value!).FirstOrDefault() is { Key: { } first })
            {
                var twice = workspace.BodyOf(operation)!;
                var owner = Owner(twice, part);
                var text = twice.ToJsonString();
                var once = owner.ToJsonString();
                await RefusedAsync(operation, Text(text.Replace(once, $"{{\"{first}\":null,{once[1..]}", StringComparison.Ordinal)), HttpStatusCode.BadRequest, pointer: null, $"{first} twice");
            }
        }

        static JsonObject Owner(JsonNode body, BodyPart part) => Bodies.At(body, part.Pointer).AsObject();
    });

    [Fact]
    public Task Shares_that_do_not_sum_to_one_are_named() => NothingWrittenAsync(async () =>
    {
        var asked = 0;
        foreach (var operation in Writers)
        {
            foreach (var part in Bodies.Parts(operation, workspace.BodyOf(operation)).Where(it => it.Value is JsonArray list && list.Count > 1 && list.All(share => share is JsonObject part && part.ContainsKey("share"))).ToList())
            {
                var body = workspace.BodyOf(operation)!;
                Bodies.Set(body, part.Pointer + "/0/share", 0.5);
                Bodies.Set(body, part.Pointer + "/1/share", 0.6);
                await RefusedAsync(operation, Text(body.ToJsonString()), HttpStatusCode.BadRequest, part.Pointer, "shares that sum to 1.1");
                asked++;
            }
        }

        Assert.True(workspace.Nouns.All(it => it != "activities") || asked >= 2, "No operation takes shares any more?");
    });

    [Fact]
    public Task Other_peoples_ETags_change_nothing() => NothingWrittenAsync(async () =>
    {
        foreach (var operation in workspace.Contract.Operations.Where(it => it.NeedsIfMatch))
        {
            var address = workspace.AddressOf(operation);
            foreach (var etag in new[] { "\"v999\"", "\"v0\"", "\"v-1\"", "\"xyz\"", "*", "\"v1\", \"v2\"", "\"v99999999999999999999\"", "v", "\"\"", "\"v1-other\" x" })
            {
                if (operation.Id == "writeFurtherNotes" && etag == "\"v0\"")
                {
                    continue;                                   // there it is the version of notes that are not written yet
                }

                var answer = await FilledWorkspace.SendAsync(workspace.Client, operation, address, workspace.BodyOf(operation), etag);
                Expect(answer.Status == HttpStatusCode.PreconditionFailed && answer.WrongAsProblem() is null, operation, $"took the ETag {etag}: {answer}");
            }

            var without = await FilledWorkspace.SendAsync(workspace.Client, operation, address, workspace.BodyOf(operation), ifMatch: null);
            Expect(without.Code == 428 && without.WrongAsProblem() is null, operation, $"without an ETag answered {without}");
        }
    });

    [Fact]
    public Task An_address_or_a_filter_that_is_not_known_is_refused() => NothingWrittenAsync(async () =>
    {
        foreach (var operation in workspace.Contract.Operations.Where(it => it.Method == "GET"))
        {
            var unknown = await FilledWorkspace.SendAsync(workspace.Client, operation, workspace.AddressOf(operation, query: (FilledWorkspace.NeededQuery(operation) is { Length: > 0 } needed ? needed + "&" : "?") + "zzUnknown=1"), body: null);
            Expect(unknown.Status == HttpStatusCode.BadRequest && unknown.WrongAsProblem() is null, operation, $"took an unknown filter: {unknown}");

            foreach (var parameter in operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query"))
            {
                var schema = parameter["schema"]!;
                string[] wrong = (schema["type"]?.ToString(), schema["format"]?.ToString()) switch
                {
                    ("integer" or "number", _) => ["x", "1e999", "-1", "99999999999999999999", "%00"],
                    ("boolean", _) => ["maybe"],
                    (_, "uuid") => ["not-an-id", "00000000"],
                    (_, "date") => ["2026-02-30", "yesterday", "1899-12-31"],
                    _ when schema["enum"] is not null => ["zzUnknown"],
                    _ when parameter["name"]!.ToString() == "cursor" => ["x", "a.b", "..", "q1ZbT0k.WyJub3J0aGZpZWxkIl0", "%00.%00", new string('a', 3000)],
                    _ => [],
                };
                foreach (var value in wrong)
                {
                    var rest = FilledWorkspace.NeededQuery(operation).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(it => !it.StartsWith(parameter["name"] + "=", StringComparison.Ordinal));
                    var answer = await FilledWorkspace.SendAsync(workspace.Client, operation, workspace.AddressOf(operation, query: "?" + string.Join('&', rest.Append($"{parameter["name"]}={value}"))), body: null);
                    Expect(answer.Status == HttpStatusCode.BadRequest && answer.WrongAsProblem() is null, operation, $"took {parameter["name"]}={value}: {answer}");
                }
            }
        }

        foreach (var path in new[] { "nothing", "organisations/not-an-id", "programmes/1/activities", "../api-keys/x", "users/' OR 1=1" })
        {
            using var response = await workspace.Client.GetAsync(new Uri(path, UriKind.Relative));
            var answer = await Answer.OfAsync(response);
            Assert.True(answer.Code is 400 or 404 && answer.WrongAsProblem() is null, $"{path}: {answer}");
        }
    });

    private static StringContent Text(string text) => new(text, Encoding.UTF8, "application/json");

    private static IEnumerable<JsonNode> WrongTypes(BodyPart part) => part.Type switch
    {
        "string" when part.IsId => [JsonValue.Create(7), new JsonObject(), JsonValue.Create("not-an-id"), JsonValue.Create("")],
        "string" when part.Format is "date" or "date-time" => [JsonValue.Create(7), JsonValue.Create("yesterday"), JsonValue.Create("2026-02-30"), JsonValue.Create(""), JsonValue.Create("2026-13-01T00:00:00Z")],
        "string" => [JsonValue.Create(7), JsonValue.Create(true), new JsonObject(), new JsonArray()],
        "integer" => [JsonValue.Create("7"), JsonValue.Create(1.5), new JsonArray(), JsonValue.Create(1e30)],
        "number" => [JsonValue.Create("7"), new JsonArray(), JsonValue.Create(true)],
        "boolean" => [JsonValue.Create("true"), JsonValue.Create(1)],
        "array" => [new JsonObject(), JsonValue.Create("x"), JsonValue.Create(1)],
        "object" => [new JsonArray(), JsonValue.Create("x")],
        _ => [],
    };

    private static IEnumerable<JsonNode> BeyondLimits(BodyPart part)
    {
        var schema = part.Schema;
        if (schema["enum"] is not null)
        {
            yield return JsonValue.Create("zzUnknown");
            yield return JsonValue.Create("");
        }

        if (schema["maxLength"]?.GetValue<long>() is { } longest)
        {
            yield return JsonValue.Create(new string('x', (int)longest + 1));
        }

        if (schema["minLength"]?.GetValue<long>() is > 0 and var shortest)
        {
            yield return JsonValue.Create(shortest == 1 ? "   " : new string('x', (int)shortest - 1));
        }

        if (part.Format is "date" or "date-time")
        {
            foreach (var day in new[] { "1899-12-31", "0001-01-01", "2201-01-01", "9999-12-31" })
            {
                yield return JsonValue.Create(part.Format == "date" ? day : day + "T00:00:00Z");
            }
        }

        if (Number(schema["minimum"]) is { } least)
        {
            yield return part.Type == "integer" ? (long)least - 1 : least - 0.001;
        }

        if (Number(schema["maximum"]) is { } most)
        {
            yield return part.Type == "integer" ? (long)most + 1 : most + 0.001;
        }

        if (part.Value is JsonArray { Count: > 0 } list && schema["maxItems"]?.GetValue<long>() is { } mostItems)
        {
            yield return new JsonArray([.. Enumerable.Range(0, (int)mostItems + 1).Select(_ => list[0]!.DeepClone())]);
        }

        if (schema["minItems"]?.GetValue<long>() is > 0)
        {
            yield return new JsonArray();
        }

        if (part.Type == "array")
        {
            yield return new JsonArray((JsonNode?)null);
        }
    }

    private static double? Number(JsonNode? node) => node is null ? null : double.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private List<(ContractOperation Operation, BodyPart Part)> Fields() =>
        [.. Writers.SelectMany(it => Bodies.Parts(it, workspace.BodyOf(it)).Where(part => part.Pointer.Length > 0).Select(part => (it, part)))];

    private Task RefusedAsync(ContractOperation operation, BodyPart part, JsonNode wrong, string what)
    {
        var body = workspace.BodyOf(operation)!;
        Bodies.Set(body, part.Pointer, wrong);
        return RefusedAsync(operation, Text(body.ToJsonString()), HttpStatusCode.BadRequest, part.Pointer, $"{part.Pointer} {what}");
    }

    private async Task RefusedAsync(ContractOperation operation, HttpContent content, HttpStatusCode status, string? pointer, string what)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), workspace.AddressOf(operation)) { Content = content };
        request.Headers.ExpectContinue = content.Headers.ContentLength > 1024 * 1024;
        if (operation.NeedsIfMatch)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"v1\"");
        }

        using var response = await workspace.Client.SendAsync(request);
        var answer = await Answer.OfAsync(response);
        Expect(answer.Status == status && answer.WrongAsProblem(pointer) is null, operation, $"with {what}: {answer.WrongAsProblem(pointer)} {answer}");
    }

    private async Task NothingWrittenAsync(Func<Task> asking)
    {
        var before = workspace.Sequence();
        await asking();
        Assert.True(findings.Count == 0, $"{findings.Count} findings:\n{string.Join('\n', findings.Select(it => it.Length > 400 ? it[..400] : it))}");
        Assert.Equal(before, workspace.Sequence());
    }

    private void Expect(bool holds, ContractOperation operation, string finding)
    {
        if (!holds)
        {
            findings.Add($"{operation.Id} {finding}");
        }
    }
}
