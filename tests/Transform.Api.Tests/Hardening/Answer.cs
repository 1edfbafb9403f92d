using System.Net;
using System.Text.Json.Nodes;

namespace Transform.Api.Tests.Hardening;

/// <summary>What came back: status, headers as text, and the body.</summary>
public sealed record Answer(HttpStatusCode Status, string? MediaType, string Headers, string Text)
{
    public int Code => (int)Status;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>Everything that the caller can see, for a search in it.</summary>
    public string Everything => Headers + Text;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.ToString(), await response.Content.ReadAsStringAsync());

    /// <summary>What is wrong with a refusal: that it is not a whole problem, or does not name the field at fault.</summary>
    /// <param name="pointer">The field that must be named: it, or something within it.</param>
    public string? WrongAsProblem(string? pointer = null)
    {
        if (MediaType != "application/problem+json")
        {
            return $"is {MediaType}";
        }

        var problem = Json;
        if (new[] { "type", "title", "status", "code", "traceId" }.FirstOrDefault(it => problem[it] is null) is { } missing)
        {
            return $"lacks {missing}";
        }

        if (problem["status"]!.GetValue<int>() != Code)
        {
            return "names another status";
        }

        if (Text.Contains("Transform.Api", StringComparison.Ordinal) || Text.Contains("System.", StringComparison.Ordinal) || Text.Contains("   at ", StringComparison.Ordinal))
        {
            return "shows our insides";
        }

        return pointer is null || (problem["errors"] is JsonObject errors && errors.Any(it => it.Key == pointer || it.Key.StartsWith(pointer + "/", StringComparison.Ordinal)))
            ? null
            : $"does not name {pointer}";
    }

    public override string ToString() => $"{Code} {Text}";
}
