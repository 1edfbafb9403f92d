using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Saves an edit, unless someone else saved since the caller read it.</summary>
public static class ReviseChangeGroup
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE ChangeGroups
        SET Name = @Name, OrganisationId = @OrganisationId, ProfessionalGroup = @ProfessionalGroup, HeadCount = @HeadCount, Vacancies = @Vacancies,
            HoursAsked = @HoursAsked, HoursBackfilled = @HoursBackfilled, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseChangeGroup").WithSummary("Revise a group").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Versioned<ChangeGroup>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, ChangeGroupRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Versioned<ChangeGroup>, ProblemHttpResult>>(user, Change.Revised("changeGroup", id, programmeId), async unit =>
        {
            if (await body.NamesUnknownOrganisationAsync(unit, user.WorkspaceId))
            {
                return Problems.Invalid("/organisationId", "There is no such organisation.");
            }

            var args = body.Args(user, programmeId, id, clock.UtcNow(), version.Number);
            var changed = await unit.ExecuteAsync(UpdateSql, args);
            var current = await unit.FindAsync<ChangeGroup>(ChangeGroup.FindSql, args);
            return (changed, current) switch
            {
                (_, null) => Problems.NotFound("group"),
                (0, _) => Problems.Stale(current.Version),
                _ => Versioned.Ok(current, current.Version),
            };
        }, ct);
}
