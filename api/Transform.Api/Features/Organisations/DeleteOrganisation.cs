using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Organisations;

/// <summary>Removes an organisation that nothing refers to; one that took part is kept, with the date on which it ended.</summary>
public static class DeleteOrganisation
{
    [PortableSql]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM People WHERE WorkspaceId = @WorkspaceId AND OrganisationId = @Id)
            + (SELECT COUNT(*) FROM ProgrammeOrganisations WHERE WorkspaceId = @WorkspaceId AND OrganisationId = @Id)
            + (SELECT COUNT(*) FROM ChangeGroups WHERE WorkspaceId = @WorkspaceId AND OrganisationId = @Id)
            + (SELECT COUNT(*) FROM Organisations WHERE WorkspaceId = @WorkspaceId AND SuccessorId = @Id)
            + (SELECT COUNT(*) FROM Barriers WHERE WorkspaceId = @WorkspaceId AND OrganisationId = @Id)
        """;

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteOrganisation").WithSummary("Remove an organisation").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("organisation", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number };
            var current = await unit.FindAsync<Organisation>(Organisation.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("organisation");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (await unit.FindAsync<int>(UsesSql, args) > 0)
            {
                return Problems.Conflict("People, programmes, groups or barriers belong to this organisation. Give it an end date instead.");
            }

            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
