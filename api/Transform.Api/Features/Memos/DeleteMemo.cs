using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>Removes one's own memo and erases the key of its words.</summary>
public static class DeleteMemo
{
    [PortableSql]
    public const string DeleteSql = "DELETE FROM Memos WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deleteMemo").WithSummary("Remove a memo").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<MemoRow>(MemoRow.FindSql, find, ct);
        if (ReviseMemo.WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        return await db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Confidentiality.Announce("deleted", "memo", id, programmeId, current!.Announced), async unit =>
        {
            if (await unit.ExecuteAsync(DeleteSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, Version = version.Number }) == 0)
            {
                return await unit.FindAsync<MemoRow>(MemoRow.FindSql, find) is { } newer ? Problems.Stale(newer.Version) : Problems.NotFound("memo");
            }

            unit.Erase([current.KeyId]);
            return Done.Result;
        }, ct);
    }
}
