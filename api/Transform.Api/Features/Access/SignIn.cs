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

    public sealed record Request
    {
        [Required, StringLength(320)]
        public required string Email { get; init; }

        [Required, StringLength(200)]
        public required string Password { get; init; }
    }

    public sealed record Row(Guid WorkspaceId, Guid Id, string Role, string PasswordHash, int FailedSignIns, DateTime? LockedUntil);

    [PortableSql(typeof(Row), AcrossWorkspaces = "The address itself says which workspace its owner belongs to.")]
    public const string FindSql = """
        SELECT WorkspaceId, Id, Role, PasswordHash, FailedSignIns, LockedUntil
        FROM Users
        WHERE EmailKey = @EmailKey AND IsDisabled = 0
        """;

    [PortableSql]
    public const string FailedSql = "UPDATE Users SET FailedSignIns = FailedSignIns + 1, LockedUntil = @LockedUntil WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql]
    public const string SucceededSql = "UPDATE Users SET FailedSignIns = 0, LockedUntil = NULL, PasswordHash = @PasswordHash WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/session", HandleAsync).WithName("signIn").WithSummary("Sign in").AllowAnonymous().RequireRateLimiting(TransformApplication.SignInPolicy);

    public static async Task<Results<Ok<SessionResponse>, ProblemHttpResult>> HandleAsync(
        Request body, HttpContext http, Db db, TransformOptions options, IPasswordHasher<SignedInUser> hasher, IAntiforgery antiforgery, TimeProvider clock, CancellationToken ct)
    {
        var row = await db.FindAsync<Row>(FindSql, new { EmailKey = body.Email.ToKey() }, ct);

        // A hash is computed in any case, so that time does not tell whether the address is known.
        var verdict = row is null ? Refuse(hasher, body.Password) : hasher.VerifyHashedPassword(SignedInUser.Instance, row.PasswordHash, body.Password);
        var now = clock.UtcNow();
        if (row is null || row.LockedUntil > now)
        {
            return Wrong();
        }

        if (verdict == PasswordVerificationResult.Failed)
        {
            var lockedUntil = row.FailedSignIns + 1 >= MostFailures ? now + LockedFor : (DateTime?)null;
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(FailedSql, new { row.WorkspaceId, row.Id, LockedUntil = lockedUntil }), ct);
            return Wrong();
        }

        if (row.FailedSignIns > 0 || verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var hash = verdict == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(SignedInUser.Instance, body.Password) : row.PasswordHash;
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(SucceededSql, new { row.WorkspaceId, row.Id, PasswordHash = hash }), ct);
        }

        return TypedResults.Ok(await SessionResponse.StartAsync(http, db, antiforgery, options, CurrentUser.Of(row.WorkspaceId, row.Id, row.Role), ct));
    }

    private static ProblemHttpResult Wrong() =>
        Problems.Of("unauthenticated", "The e-mail address or the password is not right, or the account is closed for fifteen minutes after too many tries.");

    private static PasswordVerificationResult Refuse(IPasswordHasher<SignedInUser> hasher, string password)
    {
        hasher.HashPassword(SignedInUser.Instance, password);
        return PasswordVerificationResult.Failed;
    }
}
