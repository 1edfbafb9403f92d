using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>Saves another wording of one's own memo, under a fresh key; the earlier wording's key is erased.</summary>
public static class ReviseMemo
{
    public sealed record Request
    {
        [Required, NotBlank, StringLength(MemosFeature.LongestText)]
        public required string Text { get; init; }
    }

    [PortableSql]
    public const string UpdateSql = """
        UPDATE Memos
        SET KeyId = @KeyId, Text = @Text, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseMemo").WithSummary("Revise a memo").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Memo>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, Request body, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<MemoRow>(MemoRow.FindSql, find, ct);
        if (WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        var key = await keys.TakeAsync(ct);
        var text = FreeText.Seal(key.Secret!, id, SealedFields.Memo, body.Text.Trim());
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("revised", "memo", id, programmeId, current!.Announced), async unit =>
        {
            if (await unit.ExecuteAsync(UpdateSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, KeyId = key.Id, Text = text, Now = clock.UtcNow(), Version = version.Number }) == 0)
            {
                return await unit.FindAsync<MemoRow>(MemoRow.FindSql, find) is { } newer ? Problems.Stale(newer.Version) : Problems.NotFound("memo");
            }

            unit.Erase([current.KeyId]);
            return Versioned.Ok(id, version.Number + 1);
        }, ct);
        return Problems.Of(written) is { } refused ? refused
            : await MemoReader.FindAsync(programmeId, id, user, db, keys, accessLog, ct) is { } memo ? memo.Ok()
            : Problems.NotFound("memo");
    }

    /// <summary>Why this caller may not write the version that they name, if so.</summary>
    internal static ProblemHttpResult? WhyNot(MemoRow? current, IfMatch version, CurrentUser user) => current switch
    {
        null => Problems.NotFound("memo"),
        _ when !current.IsOwn(user) => Problems.Forbidden("Only whoever wrote a memo may change it."),
        _ when current.Version != version.Number => Problems.Stale(current.Version),
        _ => null,
    };
}
