using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Starts a session. Ten wrong passwords close an account for fifteen minutes; the answer never tells whether an address is known.</summary>
public static class SignIn
{
    private const int MostFailures = 10;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMilliseconds(500);

    public sealed record Request
    {
        [Required, StringLength(320)]
        public required string Email { get; init; }

        [Required, StringLength(200)]
        public required string Password { get; init; }
    }

    public sealed record Row(Guid WorkspaceId, Guid Id, string Role, string PasswordHash, string SecurityStamp);

    [PortableSql(typeof(Row), AcrossWorkspaces = "The address itself says which workspace its owner belongs to.")]
    public const string FindSql = """
        SELECT WorkspaceId, Id, Role, PasswordHash, SecurityStamp
        FROM Users
        WHERE EmailKey = @EmailKey AND IsDisabled = 0
        """;

    [PortableSql]
    public const string AttemptSql = """
        UPDATE Users
        SET FailedSignIns = CASE WHEN LockedUntil IS NULL THEN FailedSignIns + 1 ELSE 1 END,
            LockedUntil = CASE WHEN LockedUntil IS NULL AND FailedSignIns + 1 >= @MostFailures THEN @LockedUntil ELSE NULL END
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND (LockedUntil IS NULL OR LockedUntil <= @Now)
        """;

    [PortableSql]
    public const string SucceededSql = "UPDATE Users SET FailedSignIns = 0, LockedUntil = NULL WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string RehashSql = "UPDATE Users SET PasswordHash = @PasswordHash WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND SecurityStamp = @SecurityStamp";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/session", HandleAsync).WithName("signIn").WithSummary("Sign in").AllowAnonymous().RequireRateLimiting(TransformApplication.SignInPolicy);

    public static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Request body, HttpContext http, Db db, TransformOptions options, PasswordHashing passwords, IAntiforgery antiforgery, TimeProvider clock, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var row = await db.FindAsync<Row>(FindSql, new { EmailKey = body.Email.ToKey() }, ct);

        // A hash is computed in any case, and a refusal takes as long as any other, so that time does not tell whether the address is known.
        var mayTry = row is not null && await TakeAttemptAsync(db, row.WorkspaceId, row.Id, clock.UtcNow(), ct);
        var verdict = await passwords.VerifyAsync(row?.PasswordHash, body.Password, ct);
        if (row is null || !mayTry || verdict == PasswordVerificationResult.Failed)
        {
            var left = LongestRefusal - clock.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, ct);
            return Problems.Of("unauthenticated", "The e-mail address or the password is not right, or the account is closed for fifteen minutes after too many tries.");
        }

        var newHash = verdict == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.HashAsync(body.Password, ct) : null;
        await db.WriteUnannouncedAsync(async unit =>
        {
            await unit.ExecuteAsync(SucceededSql, new { row.WorkspaceId, row.Id });
            return newHash is null ? 0 : await unit.ExecuteAsync(RehashSql, new { row.WorkspaceId, row.Id, PasswordHash = newHash, row.SecurityStamp });
        }, ct);

        return TypedResults.Ok(await SessionResponse.StartAsync(http, db, antiforgery, options, CurrentUser.Of(row.WorkspaceId, row.Id, row.Role), row.SecurityStamp, ct));
    }

    /// <summary>
    /// Counts a try before it is judged, so that many at once are no more than one after another; false where the account is closed.
    /// Success sets the count back.
    /// </summary>
    internal static async Task<bool> TakeAttemptAsync(Db db, Guid workspaceId, Guid id, DateTime now, CancellationToken ct) =>
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(AttemptSql, new { WorkspaceId = workspaceId, Id = id, Now = now, LockedUntil = now + LockedFor, MostFailures }), ct) == 1;
}
