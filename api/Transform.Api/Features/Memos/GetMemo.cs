using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>One memo as its reader may see it.</summary>
public static class GetMemo
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getMemo").WithSummary("Read a memo").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Memo>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct) =>
        await MemoReader.FindAsync(programmeId, id, user, db, keys, accessLog, ct) is { } memo ? memo.Ok() : Problems.NotFound("memo");
}
