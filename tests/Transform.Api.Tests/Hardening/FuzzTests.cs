using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Transform.Api.Tests.Contract;

namespace Transform.Api.Tests.Hardening;

/// <summary>
/// Thousands of requests that somebody's broken program could send, drawn over the whole contract from a seed: no answer is a 5xx, every
/// refusal is a problem, and every success is what the contract says. Set TRANSFORM_FUZZ_CASES and TRANSFORM_FUZZ_SEED to go further.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>They would end the session, count as guessing a password, or close the account that asks.</summary>
    private static readonly HashSet<string> NotAsked = new(StringComparer.Ordinal) { "setUp", "signIn", "signOut", "changePassword" };

    private static readonly string[] Texts =
    [
        "", " ", "0", "null", "x", "-1", "NaN", "' OR 1=1 --", "%_[", "<script>alert(1)</script>", "\u202Eabc", "a\u0301", "😀", "\uFEFF", "İstanbul", "ß", "../../etc/passwd", "=1+1", "\t\r\n",
        "2026-02-30", "0001-01-01", "9999-12-31T23:59:59.999Z", "2026-03-29T01:30:00+14:00", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "\\u0000", "\\ud83d", new('y', 300), new('z', 60_000),
    ];

    private static readonly string[] Numbers = ["0", "-0", "-1", "1", "0.5", "1e-320", "1e308", "1e999", "-1e999", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "0.1e-5", "1.0000001", "0.30000000000000004"];

    [Fact]
    public async Task No_request_makes_the_service_fail()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("TRANSFORM_FUZZ_CASES") ?? "4000", System.Globalization.CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("TRANSFORM_FUZZ_SEED") ?? "20260316", System.Globalization.CultureInfo.InvariantCulture);
        var workspace = await FilledWorkspace.CreateAsync();
        var operations = workspace.Contract.Operations.Where(it => !NotAsked.Contains(it.Id)).ToList();
        var findings = new List<string>();
        var answers = new int[600];
        const int Together = 4;
        await Task.WhenAll(Enumerable.Range(0, Together).Select(async part =>
        {
            var random = new Random(seed + part);
            for (var i = part; i < cases; i += Together)
            {
                var operation = operations[random.Next(operations.Count)];
                using var request = Draw(random, workspace, operation, out var description);
                Answer answer;
                try
                {
                    using var response = await workspace.Client.SendAsync(request);
                    answer = await Answer.OfAsync(response);
                }
                catch (HttpRequestException exception)
                {
                    findings.Add($"case {i} {description}: {exception.Message}");
                    continue;
                }

                Interlocked.Increment(ref answers[answer.Code]);
                if (Wrong(workspace.Contract, operation, answer) is { } wrong)
                {
                    lock (findings)
                    {
                        findings.Add($"case {i} {description}: {wrong} {answer}");
                    }
                }
            }
        }));

        Assert.True(findings.Count == 0, $"seed {seed}, {findings.Count} findings:\n{string.Join('\n', findings.Take(40).Select(it => it.Length > 900 ? it[..900] : it))}");
        Assert.True(answers[200..300].Sum() > cases / 20, "Hardly any request was good: the fuzz no longer reaches what lies behind the checks.");
        Assert.True(answers[400..500].Sum() > cases / 5, "Hardly any request was bad: the fuzz no longer tries anything.");
    }

    private static string? Wrong(ContractFile contract, ContractOperation operation, Answer answer)
    {
        if (answer.Code >= 500)
        {
            return "failed:";
        }

        if (answer.Code == 401)
        {
            return "was signed out:";
        }

        if (answer.Code >= 400)
        {
            return answer.WrongAsProblem();
        }

        if (!operation.Responses.ContainsKey(answer.Code.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            return "gave an answer that the contract does not have:";
        }

        return operation.ResponseSchema(answer.Code.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } schema && SchemaCheck.Check(contract, schema, answer.Json) is { Count: > 0 } findings
            ? string.Join("; ", findings)
            : null;
    }

    private static HttpRequestMessage Draw(Random random, FilledWorkspace workspace, ContractOperation operation, out string description)
    {
        var address = workspace.AddressOf(operation, parameter => random.Next(10) == 0 ? Guid.CreateVersion7() : workspace.Id(Bodies.NounOf(operation, parameter), random.Next(2)), Query(random, workspace, operation));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        string? text = null;
        if (operation.Body is not null)
        {
            text = Body(random, workspace, operation);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
            if (random.Next(50) == 0)
            {
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            }
        }

        if (operation.NeedsIfMatch && random.Next(10) > 0)
        {
            request.Headers.TryAddWithoutValidation("If-Match", random.Next(4) == 0 ? Texts[random.Next(10)] : $"\"v{random.Next(1, 4)}\"");
        }

        if (operation.Method == "GET" && random.Next(4) == 0)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", random.Next(2) == 0 ? "*" : $"\"v{random.Next(1, 3)}\", W/\"x\"");
        }

        if (operation.Method == "POST" && random.Next(3) == 0)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Next(5) == 0 ? new string('k', 300) : $"key-{random.Next(40)}");
        }

        description = $"{operation.Method} {address} {text}";
        return request;
    }

    private static string Query(Random random, FilledWorkspace workspace, ContractOperation operation)
    {
        var parts = new List<string>();
        foreach (var parameter in operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query"))
        {
            var name = parameter["name"]!.GetValue<string>();
            var schema = parameter["schema"]!;
            if (random.Next(3) == 0)
            {
                var value = random.Next(4) == 0 ? Texts[random.Next(Texts.Length - 1)]
                    : schema["enum"] is JsonArray choices ? choices[random.Next(choices.Count)]!.ToString()
                    : (schema["type"]?.ToString(), schema["format"]?.ToString()) switch
                    {
                        ("integer" or "number", _) => Numbers[random.Next(Numbers.Length)],
                        ("boolean", _) => "true",
                        (_, "uuid") => workspace.Id(Bodies.NounOf(name), random.Next(2)).ToString("D"),
                        (_, "date") => $"20{random.Next(10, 40)}-0{random.Next(1, 10)}-1{random.Next(10)}",
                        _ => Texts[random.Next(Texts.Length - 1)],
                    };
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
            else if (parameter["required"]?.GetValue<bool>() == true)
            {
                parts.Add(FilledWorkspace.NeededQuery(operation).TrimStart('?'));
            }
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>A good body with none to three things spoilt, or no JSON at all.</summary>
    private static string Body(Random random, FilledWorkspace workspace, ContractOperation operation)
    {
        var body = workspace.BodyOf(operation)!;
        for (var spoilt = random.Next(4); spoilt > 0; spoilt--)
        {
            var parts = Bodies.Parts(operation, body).Where(it => it.Pointer.Length > 0).ToList();
            if (parts.Count == 0)
            {
                break;
            }

            Spoil(random, body, parts[random.Next(parts.Count)]);
        }

        var text = body.ToJsonString();
        text = Numbered.Aggregate(text, (now, it) => now.Replace($"\"{it.Key}\"", it.Value, StringComparison.Ordinal)).Replace("\\\\u", "\\u", StringComparison.Ordinal);
        return random.Next(40) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => Texts[random.Next(Texts.Length)],
            2 => text.Insert(random.Next(text.Length), "\""),
            _ => text,
        };
    }

    /// <summary>Numbers that no JSON node can hold stand as marks until the text is made.</summary>
    private static readonly Dictionary<string, string> Numbered = Numbers.Select((it, i) => (it, i)).ToDictionary(it => $"#number{it.i}#", it => it.it, StringComparer.Ordinal);

    private static void Spoil(Random random, JsonNode body, BodyPart part)
    {
        JsonNode? value = random.Next(8) switch
        {
            0 => null,
            1 => Texts[random.Next(Texts.Length)],
            2 => $"#number{random.Next(Numbers.Length)}#",
            3 => new JsonArray(),
            4 => new JsonObject(),
            5 when part.Value is JsonArray { Count: > 0 } list => new JsonArray([.. Enumerable.Range(0, random.Next(2, 300)).Select(_ => list[0]?.DeepClone())]),
            6 when part.Schema["enum"] is JsonArray choices => choices[random.Next(choices.Count)]!.DeepClone(),
            _ => Similar(random, part),
        };
        Bodies.Set(body, part.Pointer, value);
    }

    private static JsonNode? Similar(Random random, BodyPart part) => part.Value?.GetValueKind() switch
    {
        JsonValueKind.String when part.Format == "date" => $"{random.Next(1890, 2210)}-{random.Next(1, 13):00}-{random.Next(1, 31):00}",
        JsonValueKind.String when part.IsId => Guid.CreateVersion7(),
        JsonValueKind.String => Texts[random.Next(Texts.Length)],
        JsonValueKind.Number => $"#number{random.Next(Numbers.Length)}#",
        JsonValueKind.True or JsonValueKind.False => random.Next(2) == 0,
        _ => part.Value?.DeepClone(),
    };
}
