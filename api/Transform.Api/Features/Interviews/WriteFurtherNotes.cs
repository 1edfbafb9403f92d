using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Keeps what a further interviewer wrote down, beside the notes of whoever logged the interview: each writes their own, each with a version
/// of its own, so that nobody writes over anybody. Empty notes take them out.
/// </summary>
public static class WriteFurtherNotes
{
    public sealed record Request
    {
        /// <summary>Markdown; empty to take them out.</summary>
        [Required(AllowEmptyStrings = true), StringLength(50_000)]
        public required string Notes { get; init; }
    }

    public sealed record Row(Guid UserId, string Name, Guid KeyId, byte[] Notes, DateTime RevisedAt, int Version);

    public sealed record OwnRow(Guid KeyId, int Version);

    [PortableSql(typeof(Row))]
    public const string ListSql = """
        SELECT n.UserId, u.Name, n.KeyId, n.Notes, n.RevisedAt, n.Version
        FROM InterviewerNotes n
        JOIN Users u ON u.WorkspaceId = n.WorkspaceId AND u.Id = n.UserId
        WHERE n.WorkspaceId = @WorkspaceId AND n.InterviewId = @Id
        ORDER BY n.CreatedAt, n.UserId
        """;

    [PortableSql(typeof(OwnRow))]
    public const string OwnSql = "SELECT KeyId, Version FROM InterviewerNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId AND UserId = @UserId";

    [PortableSql(typeof(Guid))]
    public const string InterviewerSql = """
        SELECT UserId
        FROM InterviewInterviewers
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND UserId = @UserId
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO InterviewerNotes (WorkspaceId, InterviewId, UserId, KeyId, Notes, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @InterviewId, @UserId, @KeyId, @Notes, @Now, @Now, 1)
        """;

    [PortableSql]
    public const string UpdateSql = """
        UPDATE InterviewerNotes
        SET KeyId = @KeyId, Notes = @Notes, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId AND UserId = @UserId AND Version = @Version
        """;

    [PortableSql]
    public const string DeleteOwnSql = "DELETE FROM InterviewerNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId AND UserId = @UserId";

    [PortableSql(typeof(Guid))]
    public const string KeysSql = "SELECT KeyId FROM InterviewerNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    [PortableSql(typeof(int))]
    public const string ByOthersSql = "SELECT COUNT(*) FROM InterviewerNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId AND UserId <> @UserId";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM InterviewerNotes WHERE WorkspaceId = @WorkspaceId AND InterviewId = @InterviewId";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}/further-notes", HandleAsync).WithName("writeFurtherNotes").WithSummary("Write a further interviewer's own notes").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<FurtherNotes>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, Request body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, InterviewId = id, UserId = user.Id };
        if (await db.FindAsync<InterviewRow>(InterviewRow.FindSql, args, ct) is not { } interview)
        {
            return Problems.NotFound("interview");
        }

        var before = await db.FindAsync<OwnRow>(OwnSql, args, ct);
        if ((before?.Version ?? 0) != version.Number)
        {
            return Problems.Stale(before?.Version ?? 0);
        }

        if (interview.CreatedBy == user.Id)
        {
            return Problems.Forbidden("You logged this interview: write in its own notes.");
        }

        var isEmpty = string.IsNullOrWhiteSpace(body.Notes);
        var key = isEmpty ? null : await keys.TakeAsync(ct);
        var notes = key is null ? null : FreeText.Seal(key.Secret!, id, SealedFields.FurtherNotesOf(user.Id), body.Notes);
        var places = await QuotePlaces.PlanAsync(user, db, keys, programmeId, id, notesBy: user.Id, isEmpty ? null : body.Notes, ct);
        var now = clock.UtcNow();
        var written = await db.WriteAsync<IResult>(user, Confidentiality.Announce("revised", "interview", id, programmeId, interview.Confidentiality), async unit =>
        {
            // Sealed meanwhile, or no longer theirs to write: the interview is looked at once more inside the unit.
            if (await unit.FindAsync<InterviewRow>(InterviewRow.FindSql, args) is not { } latest)
            {
                return Problems.NotFound("interview");
            }

            if (await unit.FindAsync<Guid?>(InterviewerSql, args) is null)
            {
                return Problems.Forbidden("Only those who are named as interviewers write notes of their own.");
            }

            var own = await unit.FindAsync<OwnRow>(OwnSql, args);
            if ((own?.Version ?? 0) != version.Number)
            {
                return Problems.Stale(own?.Version ?? 0);
            }

            await places.ApplyAsync(unit, user, programmeId);
            unit.Erase(own is null ? [] : [own.KeyId]);
            if (isEmpty)
            {
                await unit.ExecuteAsync(DeleteOwnSql, args);
            }
            else
            {
                await unit.ExecuteAsync(own is null ? InsertSql : UpdateSql, new { user.WorkspaceId, InterviewId = id, UserId = user.Id, KeyId = key!.Id, Notes = notes, Now = now, Version = version.Number });
            }

            return Versioned.Ok(id, latest.Version);
        }, ct);
        if (Problems.Of(written) is { } refused)
        {
            return refused;
        }

        var after = isEmpty ? null : (await db.QueryAsync<Row>(ListSql, args, ct)).Find(it => it.UserId == user.Id);
        var answer = after is null
            ? new FurtherNotes(user.Id, Name: null, Notes: null, NotesHeld: false, Version: 0, RevisedAt: now)
            : new FurtherNotes(user.Id, after.Name, body.Notes, NotesHeld: false, after.Version, after.RevisedAt);
        return Versioned.Ok(answer, answer.Version, isConfidential: !isEmpty);
    }
}
