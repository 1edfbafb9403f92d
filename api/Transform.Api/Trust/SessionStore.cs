using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>
/// Sessions live in the database; the cookie holds only a random token, and the database only its hash. A session ends after 30 idle
/// minutes, after 12 hours in any case, and at once when its user signs out, is disabled or changes password.
/// </summary>
public sealed class SessionStore(Db db, TimeProvider clock) : ITicketStore
{
    private const string Stamp = "stamp";

    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public sealed record Row(byte[] Ticket, DateTime StartedAt, string SecurityStamp);

    [PortableSql(typeof(Row), AcrossWorkspaces = "The token itself says whose session it is.")]
    public const string FindSql = """
        SELECT s.Ticket, s.StartedAt, u.SecurityStamp
        FROM Sessions s
        JOIN Users u ON u.WorkspaceId = s.WorkspaceId AND u.Id = s.UserId
        WHERE s.TokenHash = @TokenHash AND s.ExpiresAt > @Now AND u.IsDisabled = 0
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Sessions (TokenHash, WorkspaceId, UserId, Ticket, StartedAt, LastSeenAt, ExpiresAt)
        VALUES (@TokenHash, @WorkspaceId, @UserId, @Ticket, @Now, @Now, @ExpiresAt)
        """;

    [PortableSql(AcrossWorkspaces = "The token itself says whose session it is.")]
    public const string RenewSql = "UPDATE Sessions SET Ticket = @Ticket, LastSeenAt = @Now, ExpiresAt = @ExpiresAt WHERE TokenHash = @TokenHash";

    [PortableSql(AcrossWorkspaces = "The token itself says whose session it is.")]
    public const string RemoveSql = "DELETE FROM Sessions WHERE TokenHash = @TokenHash";

    /// <summary>Ends every session of a user.</summary>
    [PortableSql]
    public const string EndSql = "DELETE FROM Sessions WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId";

    /// <summary>
    /// Begins a session under a new token. A session that the browser already has is ended first: the framework would go on with its
    /// token, and whoever knew that token would come in as the new user.
    /// </summary>
    public static async Task BeginAsync(HttpContext http, Guid workspaceId, Guid userId, string role, string stamp)
    {
        if (http.User.Identity is { IsAuthenticated: true, AuthenticationType: CookieAuthenticationDefaults.AuthenticationScheme })
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        http.User = Identities.Of(workspaceId, userId, role, "", CookieAuthenticationDefaults.AuthenticationScheme);
        var services = http.RequestServices;
        var scheme = (await services.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(CookieAuthenticationDefaults.AuthenticationScheme))!;
        var handler = (IAuthenticationSignInHandler)ActivatorUtilities.CreateInstance(services, scheme.HandlerType);
        await handler.InitializeAsync(scheme, http);
        await handler.SignInAsync(http.User, new AuthenticationProperties { IsPersistent = false, AllowRefresh = true, Items = { [Stamp] = stamp } });
    }

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.UtcNow();
        var user = new CurrentUser();
        Identities.Apply(ticket.Principal, user);
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(InsertSql, new
        {
            TokenHash = Hash(token), user.WorkspaceId, UserId = user.Id, Ticket = TicketSerializer.Default.Serialize(ticket), Now = now, ExpiresAt = now + Idle,
        }), CancellationToken.None);
        return token;
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var row = await db.FindAsync<Row>(FindSql, new { TokenHash = Hash(key), Now = clock.UtcNow() }, CancellationToken.None);
        if (row is null || clock.UtcNow() - row.StartedAt > Longest)
        {
            return null;
        }

        // A session begun under an older password or role, even one that was just being stored when that changed, is over.
        var ticket = TicketSerializer.Default.Deserialize(row.Ticket);
        return ticket?.Properties.Items.TryGetValue(Stamp, out var stamp) == true && stamp == row.SecurityStamp ? ticket : null;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var now = clock.UtcNow();
        return db.WriteUnannouncedAsync(
            unit => unit.ExecuteAsync(RenewSql, new { TokenHash = Hash(key), Ticket = TicketSerializer.Default.Serialize(ticket), Now = now, ExpiresAt = now + Idle }), CancellationToken.None);
    }

    public Task RemoveAsync(string key) =>
        db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(RemoveSql, new { TokenHash = Hash(key) }), CancellationToken.None);

    public static string Hash(string token) => ApiKeySecret.Hash(token);
}
