using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Removes a programme in which nothing was logged, with its groups and members; one with records is finished instead.</summary>
public static class DeleteProgramme
{
    [PortableSql(typeof(int))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM Activities WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
            + (SELECT COUNT(*) FROM Interviews WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
            + (SELECT COUNT(*) FROM Commitments WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
            + (SELECT COUNT(*) FROM Discussions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
            + (SELECT COUNT(*) FROM Barriers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
            + (SELECT COUNT(*) FROM Memos WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id)
        """;

    [PortableSql]
    public const string RevisePortfoliosSql = """
        UPDATE Portfolios
        SET RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND EXISTS (SELECT 1 FROM PortfolioProgrammes q
            WHERE q.WorkspaceId = @WorkspaceId AND q.PortfolioId = Portfolios.Id AND q.ProgrammeId = @Id)
        """;

    [PortableSql]
    public const string DeleteFromPortfoliosSql = "DELETE FROM PortfolioProgrammes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteGroupsSql = "DELETE FROM ChangeGroups WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteMembersSql = "DELETE FROM ProgrammeMembers WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteOrganisationsSql = "DELETE FROM ProgrammeOrganisations WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteScoresSql = "DELETE FROM Scores WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteMarkSql = "DELETE FROM ProgrammeChanges WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Programmes WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteProgramme").WithSummary("Remove a programme in which nothing was logged").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (await ReviseProgramme.WhyNotAsync(id, user, db, ct) is { } refused)
        {
            return refused;
        }

        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("programme", id, id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number, Now = clock.UtcNow() };
            var current = await unit.FindAsync<Programme.Row>(Programme.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("programme");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (await unit.FindAsync<int>(UsesSql, args) > 0)
            {
                return Problems.Conflict("Activities, interviews, commitments, discussions, barriers or memos are kept in this programme. Set its status to finished instead.");
            }

            foreach (var sql in new[] { RevisePortfoliosSql, DeleteFromPortfoliosSql, DeleteGroupsSql, DeleteMembersSql, DeleteOrganisationsSql, DeleteScoresSql, DeleteMarkSql, DeleteSql })
            {
                await unit.ExecuteAsync(sql, args);
            }

            return Done.Result;
        }, ct);
    }
}
