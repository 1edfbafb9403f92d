using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>What stands behind a barrier and what speaks against it, in the order in which it was put there; <c>?stand=</c> narrows the list.</summary>
public static class ListBarrierEvidence
{
    [PortableSql(typeof(EvidenceRow), Paged = true)]
    public const string Sql = EvidenceRow.Shown + """

            AND e.BarrierId = @BarrierId
            AND (@Stand IS NULL OR e.Stand = @Stand)
            AND e.CreatedAt >= @AfterAt AND (e.CreatedAt > @AfterAt OR e.Id > @AfterId)
        ORDER BY e.CreatedAt, e.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{barrierId:guid}/evidence", HandleAsync).WithName("listBarrierEvidence").WithSummary("List what stands behind a barrier").Requires(Scopes.ReadInterviews)
            .ProducesProblem(StatusCodes.Status404NotFound);

    public static async Task<Page<BarrierEvidence>> HandleAsync(
        Guid programmeId, Guid barrierId, [OneOf(typeof(Stands))] string? stand, Paging paging, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct)
    {
        var args = new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Id = barrierId, BarrierId = barrierId, UserId = user.Id, Stand = stand,
            AfterAt = paging.Time(0, DateTime.UnixEpoch), AfterId = paging.Id(1, Guid.Empty), paging.Take,
        };
        if (await db.FindAsync<BarrierRow>(BarrierRow.FindSql, args, ct) is null)
        {
            throw new ProblemException(Problems.NotFound("barrier"));
        }

        var rows = paging.Page(await db.QueryAsync<EvidenceRow>(db.Page(Sql), args, ct), last => [last.CreatedAt, last.Id]);
        await accessLog.RecordAsync(user, "interview", rows.Items.Where(it => it.IsOpening(user)).Select(it => (it.SourceId!.Value, it.SourceVersion!.Value)), ct);

        var keyIds = rows.Items.Select(it => it.KeyFor(user)).OfType<Guid>().ToList();
        var secrets = keyIds.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(keyIds, ct);
        return new Page<BarrierEvidence>([.. rows.Items.Select(it => it.For(user, secrets))], rows.Next) { IsConfidential = true };
    }
}
