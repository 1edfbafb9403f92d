using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Propositions;

/// <summary>Mends the wording. Answers given before stay with it, so a new meaning is a new proposition.</summary>
public static class ReviseProposition
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Propositions
        SET Statement = @Statement, StatementKey = @StatementKey, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    /// <summary>Programmes whose figures show its statement. A sealed interview makes nothing stale: it enters no figure.</summary>
    [PortableSql]
    public const string SpokenOfInSql = """
        SELECT DISTINCT s.ProgrammeId
        FROM InterviewStances s
        JOIN Interviews i ON i.WorkspaceId = s.WorkspaceId AND i.Id = s.InterviewId
        WHERE s.WorkspaceId = @WorkspaceId AND s.PropositionId = @Id AND i.Confidentiality <> 'sealed'
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseProposition").WithSummary("Revise a proposition").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Proposition>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, PropositionRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, Id = id, Version = version.Number, Statement = body.Statement.Trim(), StatementKey = body.Statement.ToKey(), Now = clock.UtcNow() };
        try
        {
            return await db.WriteAsync<Results<Versioned<Proposition>, ProblemHttpResult>>(user, Change.Revised("proposition", id), async unit =>
            {
                unit.Touch(await unit.QueryAsync<Guid>(SpokenOfInSql, args));
                var changed = await unit.ExecuteAsync(UpdateSql, args);
                var current = await unit.FindAsync<Proposition>(Proposition.FindSql, args);
                return (changed, current) switch
                {
                    (_, null) => Problems.NotFound("proposition"),
                    (0, _) => Problems.Stale(current.Version),
                    _ => Versioned.Ok(current, current.Version),
                };
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("This proposition is here already.");
        }
    }
}
