using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Changes a user. Another role or a closed account ends their sessions at once; the last administrator cannot be taken away.</summary>
public static class ReviseUser
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        [Required, EmailAddress, StringLength(320)]
        public required string Email { get; init; }

        [Required, OneOf(typeof(Roles))]
        public required string Role { get; init; }

        /// <summary>True closes the account; the person's records stay.</summary>
        public bool IsDisabled { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Users
        SET Name = @Name, Email = @Email, EmailKey = @EmailKey, Role = @Role, IsDisabled = @IsDisabled, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    [PortableSql]
    public const string StampSql = "UPDATE Users SET SecurityStamp = @Stamp WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseUser").WithSummary("Revise a user").RequiresIfMatch();

    public static async Task<Results<Versioned<User>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync<Results<Versioned<User>, ProblemHttpResult>>(user, Change.Revised("user", id), async unit =>
            {
                var key = new { user.WorkspaceId, Id = id };
                var before = await unit.FindAsync<User>(User.FindSql, key);
                if (before is null)
                {
                    return Problems.NotFound("user");
                }

                if (before.Version != version.Number)
                {
                    return Problems.Stale(before.Version);
                }

                var after = before with { Role = body.Role, IsDisabled = body.IsDisabled };
                if (IsActiveAdministrator(before) && !IsActiveAdministrator(after) && await unit.FindAsync<int>(Users.OtherAdministratorsSql, key) == 0)
                {
                    return Problems.Conflict("This is the last administrator. Make somebody else an administrator first.");
                }

                await unit.ExecuteAsync(UpdateSql, new
                {
                    user.WorkspaceId, Id = id, Name = body.Name.Trim(), Email = body.Email.Trim(), EmailKey = body.Email.ToKey(), body.Role, body.IsDisabled, Now = clock.UtcNow(), Version = version.Number,
                });
                if (before.Role != body.Role || body.IsDisabled)
                {
                    await EndSessionsAsync(unit, user.WorkspaceId, id);
                }

                var current = (await unit.FindAsync<User>(User.FindSql, key))!;
                return Versioned.Ok(current, current.Version);
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Invalid("/email", "Somebody with this e-mail address is here already.");
        }
    }

    /// <summary>Ends every session of a user, and with a new stamp those that are just being begun.</summary>
    internal static async Task EndSessionsAsync(Unit unit, Guid workspaceId, Guid userId)
    {
        await unit.ExecuteAsync(StampSql, new { WorkspaceId = workspaceId, Id = userId, Stamp = Users.NewStamp() });
        await unit.ExecuteAsync(SessionStore.EndSql, new { WorkspaceId = workspaceId, UserId = userId });
    }

    private static bool IsActiveAdministrator(User user) => user is { Role: Roles.Administrator, IsDisabled: false };
}
