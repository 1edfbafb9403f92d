using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.People;

/// <summary>Adds a person. Two people may have one name.</summary>
public static class CreatePerson
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO People (WorkspaceId, Id, Name, NameKey, Email, OrganisationId, JobTitle, ProfessionalGroup, CareerStage, Status, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Email, @OrganisationId, @JobTitle, @ProfessionalGroup, @CareerStage, @Status, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createPerson").WithSummary("Add a person").Requires(Scopes.WritePeople);

    public static Task<Results<Versioned<Person>, ProblemHttpResult>> HandleAsync(PersonRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        return db.WriteAsync<Results<Versioned<Person>, ProblemHttpResult>>(user, Change.Created("person", id), async unit =>
        {
            if (await body.NamesUnknownOrganisationAsync(unit, user.WorkspaceId))
            {
                return Problems.Invalid("/organisationId", "There is no such organisation.");
            }

            var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, body.Args(user, id, clock.UtcNow())));
            return await unit.FindAsync<Person>(Person.FindSql, new { user.WorkspaceId, Id = made }) is { } person
                ? Versioned.Created(person, person.Version, $"{FeatureList.Base}/people/{made}", person.Variant)
                : Problems.NotFound("person");
        }, ct);
    }
}
