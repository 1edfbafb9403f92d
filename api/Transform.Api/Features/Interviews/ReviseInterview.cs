using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Saves an edit of the whole interview, unless someone else saved since the caller read it. Only those who may open its notes may: others
/// would overwrite what they cannot see. The notes are sealed under a fresh key, and the earlier wording's key is erased.
/// </summary>
public static class ReviseInterview
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Interviews
        SET HeldAt = @HeldAt, Minutes = @Minutes, Kind = @Kind, ParticipationConsent = @ParticipationConsent, QuotationConsent = @QuotationConsent,
            SuccessionConsent = @SuccessionConsent, Confidentiality = @Confidentiality, CommitmentAsked = @CommitmentAsked, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseInterview").WithSummary("Revise an interview").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Interview>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, InterviewRequest body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var find = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id };
        var current = await db.FindAsync<InterviewRow>(InterviewRow.FindSql, find, ct);
        if (WhyNot(current, version, user) is { } problem)
        {
            return problem;
        }

        if (body.Level == Confidentiality.Sealed && current!.CreatedBy != user.Id)
        {
            return Problems.Invalid("/confidentiality", "Only whoever logged an interview can seal it: it would vanish for you.");
        }

        if (Confidentiality.IsWider(body.Level, current!.Confidentiality) && string.IsNullOrWhiteSpace(body.ConfidentialityReason))
        {
            return Problems.Invalid("/confidentialityReason", "Say why more people may read it now than when it was said.");
        }

        var now = clock.UtcNow();
        var notes = await CreateInterview.NotesAsync(keys, id, body.Notes, ct);
        var places = await QuotePlaces.PlanAsync(user, db, keys, programmeId, id, notesBy: null, body.Notes, ct);
        var reason = body.Level == current.Confidentiality ? null : await Terms.SealAsync(keys, id, body.ConfidentialityReason, ct);
        var staysSealed = current.Confidentiality == Confidentiality.Sealed && body.Level == Confidentiality.Sealed;
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("revised", "interview", id, programmeId, staysSealed ? Confidentiality.Sealed : Confidentiality.Programme), async unit =>
        {
            // What was decided above was decided on this very version, so it still holds where the version does.
            if (await unit.ExecuteAsync(UpdateSql, CreateInterview.Args(user, programmeId, id, body, now, version.Number)) == 0)
            {
                return await unit.FindAsync<InterviewRow>(InterviewRow.FindSql, find) is { } newer ? Problems.Stale(newer.Version) : Problems.NotFound("interview");
            }

            var key = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = id, UserId = user.Id };
            if (body.Level == Confidentiality.Sealed && await unit.FindAsync<int>(WriteFurtherNotes.ByOthersSql, key) > 0)
            {
                return Problems.Invalid("/confidentiality", "Somebody else wrote notes on this interview: sealed, they would vanish for their own author.");
            }

            var parts = await InterviewParts.CheckAsync(unit, user, programmeId, id, body, [], now);
            var stances = await unit.QueryAsync<InterviewParts.StanceRow>(InterviewParts.StancesSql, key);
            var mentions = await KeptMentions.FindAsync(unit, user, programmeId, id);
            await InterviewParts.DeleteAsync(unit, user, programmeId, id);
            await (mentions.AreAll ? parts with { Mentions = [] } : parts).InsertAsync(unit, user, programmeId, id, stances, now);
            await mentions.RestoreAsync(unit);
            await places.ApplyAsync(unit, user, programmeId);
            await FollowUps.SetAsync(unit, user, programmeId, id, body.FollowsId);
            if (body.Terms != current.Terms)
            {
                await body.Terms.AppendAsync(unit, user, id, reason, now);
            }

            await unit.ExecuteAsync(InterviewParts.DeleteNotesSql, key);
            unit.Erase(current.KeyId is { } old ? [old] : []);
            if (notes is not null)
            {
                await unit.ExecuteAsync(InterviewParts.InsertNotesSql, new { user.WorkspaceId, InterviewId = id, notes.KeyId, notes.Notes });
            }

            return Versioned.Ok(id, version.Number + 1);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        return await GetInterview.FindAsync(programmeId, id, user, db, keys, ct) is { } opened ? opened.Ok() : Problems.NotFound("interview");
    }

    /// <summary>Why this caller may not write the version that they name, if so.</summary>
    internal static ProblemHttpResult? WhyNot(InterviewRow? current, IfMatch version, CurrentUser user) => current switch
    {
        null => Problems.NotFound("interview"),
        _ when !Confidentiality.OpensTo(user, current.Held) => Problems.Forbidden("Only those who may open an interview's notes may change it."),
        _ when current.Version != version.Number => Problems.Stale(current.Version),
        _ => null,
    };
}
