using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Organisations;

/// <summary>Saves an edit, unless someone else saved since the caller read it.</summary>
public static class ReviseOrganisation
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Organisations
        SET Name = @Name, NameKey = @NameKey, OdsCode = @OdsCode, Sector = @Sector, ValidFrom = @ValidFrom, ValidTo = @ValidTo,
            SuccessorId = @SuccessorId, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    /// <summary>Programmes that hear this organisation as of another sector from now on. A sealed interview makes nothing stale: it enters no figure.</summary>
    [PortableSql]
    public const string HeardInSql = """
        SELECT g.Id
        FROM Programmes g
        WHERE g.WorkspaceId = @WorkspaceId
            AND EXISTS (SELECT 1 FROM Organisations o WHERE o.WorkspaceId = @WorkspaceId AND o.Id = @Id AND o.Sector <> @Sector)
            AND (EXISTS (SELECT 1 FROM ProgrammeOrganisations m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = g.Id AND m.OrganisationId = @Id)
                OR EXISTS (SELECT 1 FROM InterviewParticipants p
                    JOIN People e ON e.WorkspaceId = p.WorkspaceId AND e.Id = p.PersonId
                    JOIN Interviews i ON i.WorkspaceId = p.WorkspaceId AND i.Id = p.InterviewId
                    WHERE p.WorkspaceId = @WorkspaceId AND p.ProgrammeId = g.Id AND e.OrganisationId = @Id AND i.Confidentiality <> 'sealed'))
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseOrganisation").WithSummary("Revise an organisation").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Organisation>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, OrganisationRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            return await db.WriteAsync<Results<Versioned<Organisation>, ProblemHttpResult>>(user, Change.Revised("organisation", id), async unit =>
            {
                if (body.SuccessorId is { } successor
                    && (successor == id || await unit.FindAsync<Organisation>(Organisation.FindSql, new { user.WorkspaceId, Id = successor }) is null))
                {
                    return Problems.Invalid("/successorId", "Choose another organisation that is here.");
                }

                var args = Args(user, id, body, clock.UtcNow(), version.Number);
                unit.Touch(await unit.QueryAsync<Guid>(HeardInSql, args));
                var changed = await unit.ExecuteAsync(UpdateSql, args);
                var current = await unit.FindAsync<Organisation>(Organisation.FindSql, new { user.WorkspaceId, Id = id });
                return (changed, current) switch
                {
                    (_, null) => Problems.NotFound("organisation"),
                    (0, _) => Problems.Stale(current.Version),
                    _ => Versioned.Ok(current, current.Version),
                };
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("An organisation of this name is here already.");
        }
    }

    internal static object Args(CurrentUser user, Guid id, OrganisationRequest body, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, Id = id, Name = body.Name.Trim(), NameKey = body.Name.ToKey(), OdsCode = body.OdsCode?.ToUpperInvariant(), body.Sector,
        body.ValidFrom, body.ValidTo, body.SuccessorId, Now = now, Version = version,
    };
}
