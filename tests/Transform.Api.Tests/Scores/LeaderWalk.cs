using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Transform.Api.Tests.Contract;
using Transform.Api.Tests.Hardening;

namespace Transform.Api.Tests.Scores;

/// <summary>Everything that one reader can ask of one workspace: each GET of the contract, with each of its filters.</summary>
internal sealed partial class LeaderWalk
{
    private readonly List<Uri> addresses = [];

    /// <param name="ids">By noun; an operation on a noun that is not here is asked with an id that nobody has.</param>
    /// <param name="days">For filters by day.</param>
    public LeaderWalk(ContractFile contract, IReadOnlyDictionary<string, IReadOnlyList<Guid>> ids, IReadOnlyList<DateOnly> days)
    {
        var nobody = Guid.Parse("0199a8f0-0000-7000-8000-000000000000");
        foreach (var operation in contract.Operations.Where(it => it.Method == "GET"))
        {
            var paths = operation.PathParameters.Aggregate<string, IEnumerable<string>>([operation.Path], (paths, parameter) =>
                paths.SelectMany(path => Of(NounOf(operation, parameter)).Select(id => path.Replace($"{{{parameter}}}", id.ToString("D"), StringComparison.Ordinal)))).ToList();
            var queries = Queries(operation).Distinct(StringComparer.Ordinal).ToList();
            addresses.AddRange(paths.SelectMany(path => queries.Select(query => new Uri(path[1..] + query, UriKind.Relative))));
        }

        IEnumerable<Guid> Of(string? noun) => noun is not null && ids.TryGetValue(noun, out var many) ? many : [nobody];

        IEnumerable<string> Queries(ContractOperation operation)
        {
            var parameters = operation.Parameters.Where(it => it["in"]!.GetValue<string>() == "query").ToList();
            var needed = parameters.Where(it => it["required"]?.GetValue<bool>() == true).ToList();
            var bases = needed.Aggregate<JsonObject, IEnumerable<string>>([""], (queries, parameter) => queries.SelectMany(query => Values(parameter).Select(value => $"{query}&{value}"))).ToList();
            foreach (var query in bases)
            {
                yield return Whole(query);
                foreach (var value in parameters.Except(needed).SelectMany(Values))
                {
                    yield return Whole($"{query}&{value}");
                }
            }
        }

        IEnumerable<string> Values(JsonObject parameter)
        {
            var name = parameter["name"]!.GetValue<string>();
            var schema = contract.Resolve(parameter["schema"]!);
            IEnumerable<string> values = (schema["enum"], schema["format"]?.GetValue<string>(), schema["type"]?.GetValue<string>()) switch
            {
                ({ } choices, _, _) => choices.AsArray().Select(it => it!.ToString()),
                (_, "date", _) => days.Select(it => it.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                (_, "uuid", _) => Of(NounOf(operation: null, name)).Select(it => it.ToString("D")),
                (_, _, "boolean") => ["true", "false"],
                (_, _, "integer") => ["1"],
                _ when name is "cursor" => [],
                _ => ["a", "P1"],
            };
            return values.Select(it => $"{name}={Uri.EscapeDataString(it)}");
        }

        static string Whole(string query) => query.Length == 0 ? "" : "?" + query[1..];
    }

    public int Count => addresses.Count;

    /// <summary>What came back at each address: status and body, without when and after which write it was reckoned. That differs with the job's pace, not with what was written.</summary>
    public async Task<IReadOnlyList<string>> SeeAsync(HttpClient reader)
    {
        var seen = new List<string>(addresses.Count);
        foreach (var address in addresses)
        {
            using var response = await reader.GetAsync(address);
            var text = await response.Content.ReadAsStringAsync();
            seen.Add($"{address} {(int)response.StatusCode} {OfThisLook().Replace(text, "")}");
        }

        return seen;
    }

    /// <summary>Leaves out what no answer holds: only those that the reader is shown something at are asked again.</summary>
    public async Task NarrowAsync(HttpClient reader)
    {
        for (var i = addresses.Count - 1; i >= 0; i--)
        {
            using var response = await reader.GetAsync(addresses[i]);
            if ((int)response.StatusCode is 401 or 403)
            {
                addresses.RemoveAt(i);
            }
        }
    }

    /// <summary>The first difference between two looks, in words.</summary>
    public static string? Difference(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] != other[i])
            {
                var at = one[i].Zip(other[i]).TakeWhile(it => it.First == it.Second).Count();
                return new StringBuilder("differs at ").Append(one[i].AsSpan(0, one[i].IndexOf(' ', StringComparison.Ordinal))).Append(":\n  ").Append(Around(one[i], at)).Append("\n  ").Append(Around(other[i], at)).ToString();
            }
        }

        return null;

        static string Around(string text, int at) => text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 120)];
    }

    private static string? NounOf(ContractOperation? operation, string parameter)
    {
        try
        {
            return operation is null ? Bodies.NounOf(parameter) : Bodies.NounOf(operation, parameter);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"(traceId|antiForgeryToken|computedAt)\":\"[^\"]*\"|\"sequence\":[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex OfThisLook();
}
