using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>A programme's barriers, those of one system together; <c>?status=</c> narrows the list.</summary>
public static class ListBarriers
{
    [PortableSql(typeof(BarrierRow), Paged = true)]
    public const string Sql = BarrierRow.Shown + """

            AND (@Status IS NULL OR b.Status = @Status)
            AND b.SystemKey >= @AfterSystem AND (b.SystemKey > @AfterSystem OR b.NameKey > @AfterName)
        ORDER BY b.SystemKey, b.NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listBarriers").WithSummary("List a programme's barriers").Requires(Scopes.ReadInterviews);

    public static Task<Page<Barrier>> HandleAsync(
        Guid programmeId, [OneOf(typeof(BarrierStatuses))] string? status, Paging paging, CurrentUser user, Db db, KeyStore keys, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var rows = paging.Page(await db.QueryAsync<BarrierRow>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, Status = status, AfterSystem = paging.Text(0), AfterName = paging.Text(1), paging.Take,
            }, ct), last => [last.SystemKey, last.NameKey]);
            return new Page<Barrier>(await BarrierRow.OpenAsync([.. rows.Items], keys, ct), rows.Next);
        }, ct);
}
