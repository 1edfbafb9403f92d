using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Keys;

/// <summary>Makes a key. Its secret is in this answer and nowhere else; only its hash is kept.</summary>
public static class CreateApiKey
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(200)]
        public required string Name { get; init; }

        /// <summary>What the key may do, for example <c>programmes:read</c>.</summary>
        [Required, MinLength(1), MaxLength(20)]
        public required IReadOnlyList<string> Scopes { get; init; }

        [SensibleDate]
        public DateTime? ExpiresAt { get; init; }
    }

    /// <param name="Secret">Present in the first answer only: a repeat of the request cannot show it again.</param>
    public sealed record Response(
        Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTime? ExpiresAt, DateTime CreatedAt, int Version, string? Secret);

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO ApiKeys (WorkspaceId, Id, Name, Prefix, SecretHash, Scopes, ExpiresAt, CreatedBy, CreatedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @Prefix, @SecretHash, @Scopes, @ExpiresAt, @CreatedBy, @Now, 1)
        """;

    [PortableSql(typeof(ListApiKeys.Row))]
    public const string FindSql = """
        SELECT Id, Name, Prefix, Scopes, ExpiresAt, LastUsedAt, RevokedAt, CreatedAt, Version
        FROM ApiKeys
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;

    public static void Map(RouteGroupBuilder group) => group.MapPost("", HandleAsync).WithName("createApiKey").WithSummary("Make an API key");

    public static async Task<Results<Versioned<Response>, ProblemHttpResult>> HandleAsync(Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (body.Scopes.FirstOrDefault(scope => !Scopes.ForKeys.Contains(scope)) is { } unknown)
        {
            return Problems.Invalid("/scopes", $"“{unknown}” cannot be given to a key. Choose from: {string.Join(", ", Scopes.ForKeys.Order(StringComparer.Ordinal))}.");
        }

        var id = NewId.Next();
        var (prefix, secret) = ApiKeySecret.Make();
        return await db.WriteAsync<Results<Versioned<Response>, ProblemHttpResult>>(user, Change.Created("apiKey", id), async unit =>
        {
            var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, new
            {
                user.WorkspaceId, Id = id, Name = body.Name.Trim(), Prefix = prefix, SecretHash = ApiKeySecret.Hash(secret),
                Scopes = string.Join(' ', body.Scopes.Distinct(StringComparer.Ordinal)), body.ExpiresAt, CreatedBy = user.Id, Now = clock.UtcNow(),
            }));
            var row = await unit.FindAsync<ListApiKeys.Row>(FindSql, new { user.WorkspaceId, Id = made });
            return row is null
                ? Problems.NotFound("API key")
                : Versioned.Created(
                    new Response(row.Id, row.Name, row.Prefix, row.Scopes.Split(' '), row.ExpiresAt, row.CreatedAt, row.Version, unit.IsRepeat ? null : secret), row.Version, $"{FeatureList.Base}/api-keys/{made}");
        }, ct);
    }
}
