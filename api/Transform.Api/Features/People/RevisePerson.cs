using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.People;

/// <summary>Saves an edit, unless someone else saved since the caller read it.</summary>
public static class RevisePerson
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE People
        SET Name = @Name, NameKey = @NameKey, Email = @Email, OrganisationId = @OrganisationId, JobTitle = @JobTitle, ProfessionalGroup = @ProfessionalGroup,
            CareerStage = @CareerStage, Status = @Status, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    /// <summary>Programmes that heard this person for a sector that they leave now. A sealed interview makes nothing stale: it enters no figure.</summary>
    [PortableSql]
    public const string HeardInSql = """
        SELECT DISTINCT i.ProgrammeId
        FROM InterviewParticipants p
        JOIN Interviews i ON i.WorkspaceId = p.WorkspaceId AND i.Id = p.InterviewId
        JOIN People e ON e.WorkspaceId = p.WorkspaceId AND e.Id = p.PersonId
        WHERE p.WorkspaceId = @WorkspaceId AND p.PersonId = @Id AND i.Confidentiality <> 'sealed'
            AND (e.OrganisationId <> @OrganisationId OR (e.OrganisationId IS NULL AND @OrganisationId IS NOT NULL) OR (e.OrganisationId IS NOT NULL AND @OrganisationId IS NULL))
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("revisePerson").WithSummary("Revise a person").Requires(Scopes.WritePeople).RequiresIfMatch();

    public static Task<Results<Versioned<Person>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, PersonRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Versioned<Person>, ProblemHttpResult>>(user, Change.Revised("person", id), async unit =>
        {
            if (await body.NamesUnknownOrganisationAsync(unit, user.WorkspaceId))
            {
                return Problems.Invalid("/organisationId", "There is no such organisation.");
            }

            var args = body.Args(user, id, clock.UtcNow(), version.Number);
            unit.Touch(await unit.QueryAsync<Guid>(HeardInSql, args));
            var changed = await unit.ExecuteAsync(UpdateSql, args);
            var current = await unit.FindAsync<Person>(Person.FindSql, args);
            return (changed, current) switch
            {
                (_, null) => Problems.NotFound("person"),
                (0, _) => Problems.Stale(current.Version),
                _ => Versioned.Ok(current, current.Version, current.Variant),
            };
        }, ct);
}
