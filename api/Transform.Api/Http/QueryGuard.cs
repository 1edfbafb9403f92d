using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Metadata;

namespace Transform.Api.Http;

/// <summary>Refuses query parameters that an operation does not have: a misspelt filter must not quietly give the whole list.</summary>
public sealed class QueryGuard(RequestDelegate next)
{
    private static readonly ConditionalWeakTable<Endpoint, HashSet<string>> Known = [];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
        {
            var known = Known.GetValue(endpoint, Names);
            if (context.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            {
                throw new ProblemException(Problems.Of("malformed", $"“{unknown}” is not a filter of this operation."));
            }
        }

        return next(context);
    }

    private static HashSet<string> Names(Endpoint endpoint)
    {
        var route = ((RouteEndpoint)endpoint).RoutePattern.Parameters.Select(it => it.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in endpoint.Metadata.OfType<IParameterBindingMetadata>())
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            if (type == typeof(Paging))
            {
                names.UnionWith(["limit", "cursor"]);
            }
            else if ((parameter.HasTryParse || type == typeof(string)) && !route.Contains(parameter.Name))
            {
                names.Add(parameter.Name);
            }
        }

        return names;
    }
}
