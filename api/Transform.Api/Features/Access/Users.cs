using System.Security.Cryptography;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Access;

/// <summary>The rows of people who sign in.</summary>
public static class Users
{
    public sealed record Fresh(Guid Id, string Email, string Name, string Role, string PasswordHash);

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Users (WorkspaceId, Id, Email, EmailKey, Name, Role, PasswordHash, SecurityStamp, IsDisabled, FailedSignIns, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Email, @EmailKey, @Name, @Role, @PasswordHash, @SecurityStamp, 0, 0, @Now, @Now, 1)
        """;

    public static Task<int> InsertAsync(Unit unit, Guid workspaceId, Fresh user, DateTime now) => unit.ExecuteAsync(InsertSql, new
    {
        WorkspaceId = workspaceId, user.Id, Email = user.Email.Trim(), EmailKey = user.Email.ToKey(), Name = user.Name.Trim(), user.Role, user.PasswordHash,
        SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Now = now,
    });
}
