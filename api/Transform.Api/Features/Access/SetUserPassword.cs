using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Gives somebody who forgot theirs a new password; it opens a closed sign-in and ends their sessions.</summary>
public static class SetUserPassword
{
    public sealed record Request
    {
        [Required, StringLength(200, MinimumLength = Passwords.Shortest)]
        public required string Password { get; init; }
    }

    [PortableSql]
    public const string Sql = """
        UPDATE Users
        SET PasswordHash = @PasswordHash, FailedSignIns = 0, LockedUntil = NULL
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}/password", HandleAsync).WithName("setUserPassword").WithSummary("Give a user a new password");

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid id, Request body, CurrentUser user, Db db, PasswordHashing passwords, CancellationToken ct)
    {
        if (await db.FindAsync<User>(User.FindSql, new { user.WorkspaceId, Id = id }, ct) is not { } row)
        {
            return Problems.NotFound("user");
        }

        if (Passwords.WhyTooWeak(body.Password, row.Email) is { } weak)
        {
            return Problems.Invalid("/password", weak);
        }

        var hash = await passwords.HashAsync(body.Password, ct);
        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("passwordSet", "user", id), async unit =>
        {
            await unit.ExecuteAsync(Sql, new { user.WorkspaceId, Id = id, PasswordHash = hash });
            await ReviseUser.EndSessionsAsync(unit, user.WorkspaceId, id);
            return Done.Result;
        }, ct);
    }
}
