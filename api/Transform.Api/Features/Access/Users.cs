using System.Security.Cryptography;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>Somebody who may sign in, as an administrator sees them.</summary>
public sealed record User(Guid Id, string Name, string Email, string Role, bool IsDisabled, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(User))]
    public const string FindSql = """
        SELECT Id, Name, Email, Role, IsDisabled, CreatedAt, RevisedAt, Version
        FROM Users
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;
}

/// <summary>The rows of people who sign in.</summary>
public static class Users
{
    /// <summary>A user not yet stored. The stamp marks what their sessions were begun under: a new one ends them all.</summary>
    public sealed record Fresh(Guid Id, string Email, string Name, string Role, string PasswordHash)
    {
        public string SecurityStamp { get; } = NewStamp();
    }

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Users (WorkspaceId, Id, Email, EmailKey, Name, Role, PasswordHash, SecurityStamp, IsDisabled, FailedSignIns, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Email, @EmailKey, @Name, @Role, @PasswordHash, @SecurityStamp, 0, 0, @Now, @Now, 1)
        """;

    [PortableSql]
    public const string OtherAdministratorsSql = """
        SELECT COUNT(*)
        FROM Users
        WHERE WorkspaceId = @WorkspaceId AND Id <> @Id AND Role = 'administrator' AND IsDisabled = 0
        """;

    public static Task<int> InsertAsync(Unit unit, Guid workspaceId, Fresh user, DateTime now) => unit.ExecuteAsync(InsertSql, new
    {
        WorkspaceId = workspaceId, user.Id, Email = user.Email.Trim(), EmailKey = user.Email.ToKey(), Name = user.Name.Trim(), user.Role, user.PasswordHash, user.SecurityStamp, Now = now,
    });

    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
