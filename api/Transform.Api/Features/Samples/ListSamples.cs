using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Samples;

/// <summary>The samples that the caller may see, newest first.</summary>
public static class ListSamples
{
    [PortableSql(typeof(Sample.Row), Paged = true)]
    public const string Sql = """
        SELECT Id, Seed, Size, Frame, Exclusions, Drawn, CreatedAt, Version
        FROM Samples
        WHERE WorkspaceId = @WorkspaceId AND (@SeesEvery = 1 OR CreatedBy = @UserId)
            AND CreatedAt <= @BeforeAt AND (CreatedAt < @BeforeAt OR Id < @BeforeId)
        ORDER BY CreatedAt DESC, Id DESC
        """;

    public static void Map(RouteGroupBuilder group) => group.MapGet("", HandleAsync).WithName("listSamples").WithSummary("List samples of programmes");

    public static Task<Page<Sample>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = await db.QueryAsync<Sample.Row>(db.Page(Sql), new
            {
                user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, BeforeAt = paging.Time(0, DateTime.MaxValue), BeforeId = paging.Id(1, Guid.AllBitsSet), paging.Take,
            }, ct);
            var visible = await db.QueryAsync<Sample.NameRow>(Sample.VisibleSql, Sample.Visible(user), ct);
            return paging.Page(rows.ConvertAll(row => Sample.Of(row, visible)), last => [last.CreatedAt, last.Id]);
        }, ct);
}
