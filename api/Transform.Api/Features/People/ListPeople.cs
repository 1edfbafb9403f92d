using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.People;

/// <summary>The workspace's people by name; organisation, professional group, status and a part of the name narrow the list.</summary>
public static class ListPeople
{
    [PortableSql(typeof(Person), Paged = true)]
    public const string Sql = """
        SELECT p.Id, p.Name, p.Email, p.OrganisationId, o.Name AS OrganisationName, p.JobTitle, p.ProfessionalGroup, p.CareerStage, p.Status, p.CreatedAt, p.RevisedAt, p.Version
        FROM People p
        LEFT JOIN Organisations o ON o.WorkspaceId = p.WorkspaceId AND o.Id = p.OrganisationId
        WHERE p.WorkspaceId = @WorkspaceId
            AND (@OrganisationId IS NULL OR p.OrganisationId = @OrganisationId)
            AND (@ProfessionalGroup IS NULL OR p.ProfessionalGroup = @ProfessionalGroup)
            AND (@Status IS NULL OR p.Status = @Status)
            AND (@Pattern IS NULL OR p.NameKey LIKE @Pattern)
            AND p.NameKey >= @AfterName AND (p.NameKey > @AfterName OR p.Id > @AfterId)
        ORDER BY p.NameKey, p.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listPeople").WithSummary("List people").Requires(Scopes.ReadPeople);

    public static Task<Page<Person>> HandleAsync(
        Guid? organisationId, [OneOf(typeof(ProfessionalGroups))] string? professionalGroup, [OneOf(typeof(PersonStatuses))] string? status, string? search,
        Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<Person>(db.Page(Sql), new
            {
                user.WorkspaceId, OrganisationId = organisationId, ProfessionalGroup = professionalGroup, Status = status, Pattern = search.ToPattern(),
                AfterName = paging.Text(0), AfterId = paging.Id(1, Guid.Empty), paging.Take,
            }, ct),
            last => [last.Name.ToKey(), last.Id]), ct);
}
