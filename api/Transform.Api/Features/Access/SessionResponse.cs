using Microsoft.AspNetCore.Antiforgery;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Who is signed in, what they may do, and the token that their writes must carry in <c>X-Anti-Forgery</c>.</summary>
public sealed record SessionResponse(SessionResponse.Person User, SessionResponse.Place Workspace, IReadOnlyList<string> Scopes, string AntiForgeryToken, bool MadeUp)
{
    public sealed record Person(Guid Id, string Name, string Email, string Role);

    public sealed record Place(Guid Id, string Name);

    public sealed record Row(Guid Id, string Name, string Email, string Role, string WorkspaceName);

    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT u.Id, u.Name, u.Email, u.Role, w.Name AS WorkspaceName
        FROM Users u
        JOIN Workspaces w ON w.WorkspaceId = u.WorkspaceId
        WHERE u.WorkspaceId = @WorkspaceId AND u.Id = @Id
        """;

    /// <summary>Starts a session: sets the cookie and answers what the page needs.</summary>
    public static async Task<SessionResponse> StartAsync(HttpContext http, Db db, IAntiforgery antiforgery, TransformOptions options, CurrentUser user, string stamp, CancellationToken ct)
    {
        await SessionStore.BeginAsync(http, user.WorkspaceId, user.Id, user.Role, stamp);
        return await OfAsync(http, db, antiforgery, options, user, ct);
    }

    public static async Task<SessionResponse> OfAsync(HttpContext http, Db db, IAntiforgery antiforgery, TransformOptions options, CurrentUser user, CancellationToken ct)
    {
        var row = await db.FindAsync<Row>(Sql, new { user.WorkspaceId, user.Id }, ct) ?? throw new ProblemException(Problems.Of("unauthenticated"));
        return new SessionResponse(new Person(row.Id, row.Name, row.Email, row.Role), new Place(user.WorkspaceId, row.WorkspaceName),
            [.. user.Scopes.Order(StringComparer.Ordinal)], antiforgery.GetAndStoreTokens(http).RequestToken!, options.Demo);
    }
}
