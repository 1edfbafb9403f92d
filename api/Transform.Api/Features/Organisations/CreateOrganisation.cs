using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Organisations;

/// <summary>Adds an organisation; a name stands once in a workspace.</summary>
public static class CreateOrganisation
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Organisations (WorkspaceId, Id, Name, NameKey, OdsCode, Sector, ValidFrom, ValidTo, SuccessorId, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @OdsCode, @Sector, @ValidFrom, @ValidTo, @SuccessorId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createOrganisation").WithSummary("Add an organisation").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Organisation>, ProblemHttpResult>> HandleAsync(
        OrganisationRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Organisation>, ProblemHttpResult>>(user, Change.Created("organisation", id), async unit =>
            {
                if (body.SuccessorId is { } successor && await unit.FindAsync<Organisation>(Organisation.FindSql, new { user.WorkspaceId, Id = successor }) is null)
                {
                    return Problems.Invalid("/successorId", "There is no such organisation.");
                }

                var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, ReviseOrganisation.Args(user, id, body, clock.UtcNow())));
                return await unit.FindAsync<Organisation>(Organisation.FindSql, new { user.WorkspaceId, Id = made }) is { } organisation
                    ? Versioned.Created(organisation, organisation.Version, $"{FeatureList.Base}/organisations/{made}")
                    : Problems.NotFound("organisation");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("An organisation of this name is here already.");
        }
    }
}
