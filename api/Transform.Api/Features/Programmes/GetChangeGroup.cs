using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>One group.</summary>
public static class GetChangeGroup
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getChangeGroup").WithSummary("Read a group").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<ChangeGroup>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<ChangeGroup>(ChangeGroup.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id }, ct) is { } group
            ? Versioned.Ok(group, group.Version)
            : Problems.NotFound("group");
}
