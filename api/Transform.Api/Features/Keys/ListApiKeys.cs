using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Keys;

/// <summary>The workspace's keys, newest first.</summary>
public static class ListApiKeys
{
    public sealed record Row(Guid Id, string Name, string Prefix, string Scopes, DateTime? ExpiresAt, DateTime? LastUsedAt, DateTime? RevokedAt, DateTime CreatedAt, int Version)
    {
        public ApiKey ToApiKey() => new(Id, Name, Prefix, Scopes.Split(' '), ExpiresAt, LastUsedAt, RevokedAt, CreatedAt, Version);
    }

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, Prefix, Scopes, ExpiresAt, LastUsedAt, RevokedAt, CreatedAt, Version
        FROM ApiKeys
        WHERE WorkspaceId = @WorkspaceId AND CreatedAt <= @BeforeAt AND (CreatedAt < @BeforeAt OR Id < @BeforeId)
        ORDER BY CreatedAt DESC, Id DESC
        """;

    public static void Map(RouteGroupBuilder group) => group.MapGet("", HandleAsync).WithName("listApiKeys").WithSummary("List API keys");

    public static async Task<Page<ApiKey>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(db.Page(Sql), new
        {
            user.WorkspaceId, BeforeAt = paging.Time(0, DateTime.MaxValue), BeforeId = paging.Id(1, Guid.AllBitsSet), paging.Take,
        }, ct);
        return paging.Page(rows.ConvertAll(row => row.ToApiKey()), last => [last.CreatedAt, last.Id]);
    }
}
