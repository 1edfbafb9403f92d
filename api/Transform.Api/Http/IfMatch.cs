using System.Globalization;
using System.Reflection;

namespace Transform.Api.Http;

/// <summary>The version that the caller read, from If-Match. A route that takes it says <c>.RequiresIfMatch()</c>.</summary>
public readonly record struct IfMatch(int Number)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            throw new ProblemException(Problems.Of("precondition-required"));
        }

        // Only our own strong tags name a version; anything else is some other record's, and so is stale.
        var text = header.Trim('"');
        var end = text.IndexOf('-', StringComparison.Ordinal);
        var number = end < 0 ? text : text[..end];
        return ValueTask.FromResult(new IfMatch(
            number.StartsWith('v') && int.TryParse(number.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1));
    }
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
