using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Transform.Api.Http;

/// <summary>The version that the caller read, from If-Match. A route that takes it says <c>.RequiresIfMatch()</c>.</summary>
public readonly partial record struct IfMatch(int Number)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            throw new ProblemException(Problems.Of("precondition-required"));
        }

        // Only our own strong tags name a version; anything else is some other record's, and so is stale.
        return ValueTask.FromResult(new IfMatch(
            Ours().Match(header) is { Success: true } ours && int.TryParse(ours.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1));
    }

    [GeneratedRegex("^\"v([0-9]+)(-[^\"]*)?\"$", RegexOptions.NonBacktracking)]
    private static partial Regex Ours();
}

/// <summary>Marks a route that needs If-Match, so that the contract says so.</summary>
public sealed class IfMatchMetadata
{
    public static readonly IfMatchMetadata Instance = new();
}

public static class IfMatchExtensions
{
    public static TBuilder RequiresIfMatch<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(IfMatchMetadata.Instance);
}
