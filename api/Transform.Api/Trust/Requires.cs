namespace Transform.Api.Trust;

public static class RequiresExtensions
{
    /// <summary>Only those with this scope may call the route; the rest get 401 or 403. A route without it is refused by a test.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new ScopeMetadata(scope));
        return builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
            context.Resource is HttpContext http && http.RequestServices.GetRequiredService<Http.CurrentUser>().Has(scope)));
    }
}

/// <param name="Scope">What a caller needs; the contract states it on each operation.</param>
public sealed record ScopeMetadata(string Scope);
