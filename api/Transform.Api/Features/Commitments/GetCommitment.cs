using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>One commitment as its reader may see it.</summary>
public static class GetCommitment
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getCommitment").WithSummary("Read a commitment").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Commitment>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, HttpContext http, CommitmentReader reader, CancellationToken ct) =>
        await reader.FindAsync(programmeId, id, ct, (version, variant) => Versioned.IsHeldBy(http, Versioned.ETag(version, variant))) is var (body, variant)
            ? Versioned.Ok(body, body.Version, variant, isConfidential: body.Act is not null)
            : Problems.NotFound("commitment");
}
