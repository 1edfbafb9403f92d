using Microsoft.AspNetCore.Antiforgery;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>Who is signed in on this browser.</summary>
public static class GetSession
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/session", HandleAsync).WithName("getSession").WithSummary("Who is signed in").RequireAuthorization();

    public static Task<SessionResponse> HandleAsync(HttpContext http, Db db, IAntiforgery antiforgery, TransformOptions options, CurrentUser user, CancellationToken ct) =>
        SessionResponse.OfAsync(http, db, antiforgery, options, user, ct);
}
