using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>One barrier.</summary>
public static class GetBarrier
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getBarrier").WithSummary("Read a barrier").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Barrier>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, CancellationToken ct) =>
        await FindAsync(programmeId, id, user, db, keys, ct) is var (barrier, variant) ? Versioned.Ok(barrier, barrier.Version, variant) : Problems.NotFound("barrier");

    internal static async Task<(Barrier Body, string Variant)?> FindAsync(Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, CancellationToken ct) =>
        await db.FindAsync<BarrierRow>(BarrierRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id }, ct) is { } row
            ? ((await BarrierRow.OpenAsync([row], keys, ct))[0], Versioned.VariantOf(row.OrganisationName, row.OwnerName))
            : null;
}
