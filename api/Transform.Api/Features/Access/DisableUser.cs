using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Closes an account and ends its sessions. The row stays, because records name it; <c>PUT</c> can open it again.</summary>
public static class DisableUser
{
    [PortableSql]
    public const string Sql = """
        UPDATE Users
        SET IsDisabled = 1, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("disableUser").WithSummary("Close a user's account").RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("disabled", "user", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number, Now = clock.UtcNow() };
            var current = await unit.FindAsync<User>(User.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("user");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (current is { Role: Roles.Administrator, IsDisabled: false } && await unit.FindAsync<int>(Users.OtherAdministratorsSql, args) == 0)
            {
                return Problems.Conflict("This is the last administrator. Make somebody else an administrator first.");
            }

            await unit.ExecuteAsync(Sql, args);
            await ReviseUser.EndSessionsAsync(unit, user.WorkspaceId, id);
            return Done.Result;
        }, ct);
}
