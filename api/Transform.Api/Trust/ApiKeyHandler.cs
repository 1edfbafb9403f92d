using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>Signs an integrator in by <c>Authorization: Bearer transform_…</c>. A key that was found good stands for one second without another look.</summary>
public sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Db db, IMemoryCache cache, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    public sealed record Row(Guid WorkspaceId, Guid Id, string SecretHash, string Scopes, DateTime? ExpiresAt, DateTime? LastUsedAt);

    [PortableSql(typeof(Row), AcrossWorkspaces = "The key itself says which workspace it belongs to.")]
    public const string FindSql = """
        SELECT WorkspaceId, Id, SecretHash, Scopes, ExpiresAt, LastUsedAt
        FROM ApiKeys
        WHERE Prefix = @Prefix AND RevokedAt IS NULL
        """;

    [PortableSql]
    public const string UsedSql = "UPDATE ApiKeys SET LastUsedAt = @Now WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var text = header["Bearer ".Length..].Trim();
        if (cache.TryGetValue(text, out AuthenticationTicket? known))
        {
            return AuthenticateResult.Success(known!);
        }

        var now = clock.UtcNow();
        if (ApiKeySecret.PrefixOf(text) is not { } prefix
            || await db.FindAsync<Row>(FindSql, new { Prefix = prefix }, Context.RequestAborted) is not { } row
            || row.SecretHash != ApiKeySecret.Hash(text)
            || row.ExpiresAt <= now)
        {
            return AuthenticateResult.Fail("The key is not known, was revoked, or has expired.");
        }

        if (row.LastUsedAt is null || now - row.LastUsedAt > TimeSpan.FromMinutes(10))
        {
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(UsedSql, new { row.WorkspaceId, row.Id, Now = now }), Context.RequestAborted);
        }

        var ticket = new AuthenticationTicket(Identities.Of(row.WorkspaceId, row.Id, Roles.Integrator, row.Scopes, SchemeName), SchemeName);
        cache.Set(text, ticket, TimeSpan.FromSeconds(1));
        return AuthenticateResult.Success(ticket);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ProblemHandling.WriteAsync(Context, Problems.Of("unauthenticated"));

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemHandling.WriteAsync(Context, Problems.Forbidden());
}

/// <summary>What a signed-in principal carries: ids and rights, no name.</summary>
public static class Identities
{
    private const string Workspace = "workspace";
    private const string User = "user";
    private const string Role = "role";
    private const string Scope = "scope";

    public static ClaimsPrincipal Of(Guid workspaceId, Guid id, string role, string scopes, string scheme) =>
        new(new ClaimsIdentity([new(Workspace, workspaceId.ToString("D")), new(User, id.ToString("D")), new(Role, role), new(Scope, scopes)], scheme, User, Role));

    /// <summary>Makes the request's user out of the principal, if somebody signed in.</summary>
    public static void Apply(ClaimsPrincipal principal, CurrentUser user)
    {
        if (principal.FindFirst(Workspace) is { } workspace)
        {
            var role = principal.FindFirst(Role)!.Value;
            var scopes = role == Roles.Integrator ? principal.FindFirst(Scope)!.Value.Split(' ').ToHashSet(StringComparer.Ordinal) : Scopes.Of(role);
            user.Become(Guid.Parse(workspace.Value), Guid.Parse(principal.FindFirst(User)!.Value), role, scopes);
        }
    }
}
