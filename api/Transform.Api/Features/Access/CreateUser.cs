using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Gives somebody an account with a first password, which they should change.</summary>
public static class CreateUser
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        [Required, EmailAddress, StringLength(320)]
        public required string Email { get; init; }

        [Required, OneOf(typeof(Roles))]
        public required string Role { get; init; }

        [Required, StringLength(200, MinimumLength = Passwords.Shortest)]
        public required string Password { get; init; }
    }

    public static void Map(RouteGroupBuilder group) => group.MapPost("", HandleAsync).WithName("createUser").WithSummary("Give somebody an account");

    public static async Task<Results<Versioned<User>, ProblemHttpResult>> HandleAsync(
        Request body, CurrentUser user, Db db, PasswordHashing passwords, TimeProvider clock, CancellationToken ct)
    {
        if (Passwords.WhyTooWeak(body.Password, body.Email) is { } weak)
        {
            return Problems.Invalid("/password", weak);
        }

        var fresh = new Users.Fresh(NewId.Next(), body.Email, body.Name, body.Role, await passwords.HashAsync(body.Password, ct));
        try
        {
            return await db.WriteAsync<Results<Versioned<User>, ProblemHttpResult>>(user, Change.Created("user", fresh.Id), async unit =>
            {
                var made = await unit.OnceAsync(fresh.Id, () => Users.InsertAsync(unit, user.WorkspaceId, fresh, clock.UtcNow()));
                return await unit.FindAsync<User>(User.FindSql, new { user.WorkspaceId, Id = made }) is { } row
                    ? Versioned.Created(row, row.Version, $"{FeatureList.Base}/users/{made}")
                    : Problems.NotFound("user");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Invalid("/email", "Somebody with this e-mail address is here already.");
        }
    }
}
