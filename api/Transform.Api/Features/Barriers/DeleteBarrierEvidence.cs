using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>Takes something away from a barrier; the interview, commitment or quote itself stays.</summary>
public static class DeleteBarrierEvidence
{
    [PortableSql(typeof(EvidenceRow))]
    public const string FindSql = EvidenceRow.Shown + """

            AND e.BarrierId = @BarrierId AND e.Id = @Id
        """;

    [PortableSql]
    public const string DeleteSql = "DELETE FROM BarrierEvidence WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND BarrierId = @BarrierId AND Id = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{barrierId:guid}/evidence/{id:guid}", HandleAsync).WithName("deleteBarrierEvidence").WithSummary("Take something away from a barrier").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid barrierId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("barrierEvidence", id, programmeId), async unit =>
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, BarrierId = barrierId, Id = id, UserId = user.Id };
            if (await unit.FindAsync<EvidenceRow>(FindSql, args) is null)
            {
                return Problems.NotFound("evidence");
            }

            if (version.Number != 1)
            {
                return Problems.Stale(1);                       // it is put there or taken away, never revised
            }

            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
