using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>Ends this browser's session at once.</summary>
public static class SignOut
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/session", (Delegate)HandleAsync).WithName("signOut").WithSummary("Sign out").RequireAuthorization();

    public static async Task<Done> HandleAsync(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Done.Result;
    }
}
