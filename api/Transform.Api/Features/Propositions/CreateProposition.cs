using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Propositions;

/// <summary>Adds a proposition; a statement stands once in a workspace.</summary>
public static class CreateProposition
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Propositions (WorkspaceId, Id, Statement, StatementKey, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Statement, @StatementKey, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createProposition").WithSummary("Add a proposition").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Proposition>, ProblemHttpResult>> HandleAsync(
        PropositionRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        try
        {
            return await db.WriteAsync<Results<Versioned<Proposition>, ProblemHttpResult>>(user, Change.Created("proposition", id), async unit =>
            {
                var made = await unit.OnceAsync(id, () => unit.ExecuteAsync(InsertSql, new
                {
                    user.WorkspaceId, Id = id, Statement = body.Statement.Trim(), StatementKey = body.Statement.ToKey(), Now = clock.UtcNow(),
                }));
                return await unit.FindAsync<Proposition>(Proposition.FindSql, new { user.WorkspaceId, Id = made }) is { } proposition
                    ? Versioned.Created(proposition, proposition.Version, $"{FeatureList.Base}/propositions/{made}")
                    : Problems.NotFound("proposition");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("This proposition is here already.");
        }
    }
}
