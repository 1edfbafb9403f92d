using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Changes one's own password; every other session ends, and this one goes on under a new token.</summary>
public static class ChangePassword
{
    public sealed record Request
    {
        [Required, StringLength(200)]
        public required string CurrentPassword { get; init; }

        [Required, StringLength(200, MinimumLength = Passwords.Shortest)]
        public required string NewPassword { get; init; }
    }

    public sealed record Row(string Email, string Role, string PasswordHash);

    [PortableSql(typeof(Row))]
    public const string FindSql = "SELECT Email, Role, PasswordHash FROM Users WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND IsDisabled = 0";

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Users
        SET PasswordHash = @PasswordHash, SecurityStamp = @Stamp, FailedSignIns = 0, LockedUntil = NULL
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/me/password", HandleAsync).WithName("changePassword").WithSummary("Change one's own password").RequireAuthorization()
            .RequireRateLimiting(TransformApplication.SignInPolicy);

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Request body, HttpContext http, CurrentUser user, Db db, PasswordHashing passwords, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAsync<Row>(FindSql, new { user.WorkspaceId, user.Id }, ct) is not { } row)
        {
            return Problems.Forbidden("Only somebody who is signed in has a password to change.");
        }

        if (Passwords.WhyTooWeak(body.NewPassword, row.Email) is { } weak)
        {
            return Problems.Invalid("/newPassword", weak);
        }

        if (!await SignIn.TakeAttemptAsync(db, user.WorkspaceId, user.Id, clock.UtcNow(), ct)
            || await passwords.VerifyAsync(row.PasswordHash, body.CurrentPassword, ct) == PasswordVerificationResult.Failed)
        {
            return Problems.Invalid("/currentPassword", "This is not your password now, or the account is closed for fifteen minutes after too many tries.");
        }

        var hash = await passwords.HashAsync(body.NewPassword, ct);
        var stamp = Users.NewStamp();
        var done = await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("passwordSet", "user", user.Id), async unit =>
        {
            await unit.ExecuteAsync(UpdateSql, new { user.WorkspaceId, user.Id, PasswordHash = hash, Stamp = stamp });
            await unit.ExecuteAsync(SessionStore.EndSql, new { user.WorkspaceId, UserId = user.Id });
            return Done.Result;
        }, ct);
        await SessionStore.BeginAsync(http, user.WorkspaceId, user.Id, row.Role, stamp);
        return done;
    }
}
