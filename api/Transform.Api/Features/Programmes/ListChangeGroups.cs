using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>The programme's groups in the order in which they were added.</summary>
public static class ListChangeGroups
{
    [PortableSql(typeof(ChangeGroup), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, OrganisationId, ProfessionalGroup, HeadCount, Vacancies, HoursAsked, HoursBackfilled, CreatedAt, RevisedAt, Version
        FROM ChangeGroups
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
            AND CreatedAt >= @AfterAt AND (CreatedAt > @AfterAt OR Id > @AfterId)
        ORDER BY CreatedAt, Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listChangeGroups").WithSummary("List the groups who must change how they work").Requires(Scopes.ReadProgrammes);

    public static Task<Page<ChangeGroup>> HandleAsync(Guid programmeId, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<ChangeGroup>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, AfterAt = paging.Time(0, DateTime.MinValue), AfterId = paging.Id(1, Guid.Empty), paging.Take,
            }, ct),
            last => [last.CreatedAt, last.Id]), ct);
}
