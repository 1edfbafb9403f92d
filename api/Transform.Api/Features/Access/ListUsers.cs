using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Everybody who may or might sign in, by e-mail address; <c>?role=</c> and <c>?search=</c> (in the address) narrow the list.</summary>
public static class ListUsers
{
    [PortableSql(typeof(User), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, Email, Role, IsDisabled, CreatedAt, RevisedAt, Version
        FROM Users
        WHERE WorkspaceId = @WorkspaceId
            AND (@Role IS NULL OR Role = @Role)
            AND (@Pattern IS NULL OR EmailKey LIKE @Pattern)
            AND EmailKey > @AfterEmail
        ORDER BY EmailKey
        """;

    public static void Map(RouteGroupBuilder group) => group.MapGet("", HandleAsync).WithName("listUsers").WithSummary("List users");

    public static async Task<Page<User>> HandleAsync([OneOf(typeof(Roles))] string? role, string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.Page(
            await db.QueryAsync<User>(db.Page(Sql), new { user.WorkspaceId, Role = role, Pattern = search.ToPattern(), AfterEmail = paging.Text(0), paging.Take }, ct),
            last => [last.Email.ToKey()]);
}
