using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>One programme, for those who may see it.</summary>
public static class GetProgramme
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getProgramme").WithSummary("Read a programme").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Programme>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await new ProgrammeAccess(db, user).AllowsAsync(id, ct) && await Programme.FindAsync(db, user.WorkspaceId, id, ct) is { } programme
            ? Versioned.Ok(programme, programme.Version, programme.Variant)
            : Problems.NotFound("programme");
}
