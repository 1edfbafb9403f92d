using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Samples;

/// <summary>One sample, with all that is needed to draw it again.</summary>
public static class GetSample
{
    public static void Map(RouteGroupBuilder group) => group.MapGet("/{id:guid}", HandleAsync).WithName("getSample").WithSummary("Read a sample of programmes");

    public static async Task<Results<Versioned<Sample>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Sample.Row>(Sample.FindSql, Sample.Key(user, id), ct) is { } row
            ? Versioned.Ok(Sample.Of(row, await db.QueryAsync<Sample.NameRow>(Sample.VisibleSql, Sample.Visible(user), ct)), row.Version)
            : Problems.NotFound("sample");
}
