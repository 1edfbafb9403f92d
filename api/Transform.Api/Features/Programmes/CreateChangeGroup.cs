using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Adds a group who must change how they work.</summary>
public static class CreateChangeGroup
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO ChangeGroups (WorkspaceId, Id, ProgrammeId, Name, OrganisationId, ProfessionalGroup, HeadCount, Vacancies, HoursAsked, HoursBackfilled, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @Name, @OrganisationId, @ProfessionalGroup, @HeadCount, @Vacancies, @HoursAsked, @HoursBackfilled, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createChangeGroup").WithSummary("Add a group who must change how they work").Requires(Scopes.WriteProgrammes);

    public static Task<Results<Versioned<ChangeGroup>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, ChangeGroupRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        return db.WriteAsync<Results<Versioned<ChangeGroup>, ProblemHttpResult>>(user, Change.Created("changeGroup", id, programmeId), async unit =>
        {
            if (await body.NamesUnknownOrganisationAsync(unit, user.WorkspaceId))
            {
                return Problems.Invalid("/organisationId", "There is no such organisation.");
            }

            var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, body.Args(user, programmeId, id, clock.UtcNow())));
            return await unit.FindAsync<ChangeGroup>(ChangeGroup.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = made }) is { } group
                ? Versioned.Created(group, group.Version, $"{FeatureList.Base}/programmes/{programmeId}/change-groups/{made}")
                : Problems.NotFound("group");
        }, ct);
    }
}
