using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Organisations;

/// <summary>One organisation.</summary>
public static class GetOrganisation
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getOrganisation").WithSummary("Read an organisation").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Organisation>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Organisation>(Organisation.FindSql, new { user.WorkspaceId, Id = id }, ct) is { } organisation
            ? Versioned.Ok(organisation, organisation.Version)
            : Problems.NotFound("organisation");
}
