using Transform.Api.Trust;

namespace Transform.Api.Features.Keys;

/// <summary>API keys for integrators.</summary>
public static class KeysFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/api-keys").WithTags("Keys").Requires(Scopes.Administer);
        ListApiKeys.Map(group);
        CreateApiKey.Map(group);
        RevokeApiKey.Map(group);
    }
}

/// <summary>A key as its administrator sees it: never the secret.</summary>
public sealed record ApiKey(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTime? ExpiresAt, DateTime? LastUsedAt, DateTime? RevokedAt, DateTime CreatedAt, int Version);
