using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Which interview a later one follows: with its follow-ups it is one conversation in every figure. A link tells who took part in both, so
/// it is shown to those alone who may know that of both; whoever saves an interview without seeing its link leaves the link as it is.
/// </summary>
internal static class FollowUps
{
    /// <param name="InterviewId">The later interview.</param>
    /// <param name="FollowsId">The one that it follows.</param>
    public sealed record Link(Guid InterviewId, Guid FollowsId);

    /// <summary>A link of one interview, with what decides who may know of the other.</summary>
    public sealed record Row(Guid InterviewId, Guid FollowsId, string Confidentiality, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent)
    {
        public bool ShowsTo(CurrentUser user) => Names(user, new Held(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent));
    }

    [PortableSql(typeof(Row))]
    public const string OfSql = """
        SELECT f.InterviewId, f.FollowsId, i.Confidentiality, i.CreatedBy, i.CreatedAt, i.SuccessionConsent
        FROM InterviewFollowUps f
        JOIN Interviews i ON i.WorkspaceId = f.WorkspaceId AND i.Id = CASE WHEN f.InterviewId = @Id THEN f.FollowsId ELSE f.InterviewId END
        WHERE f.WorkspaceId = @WorkspaceId AND f.ProgrammeId = @ProgrammeId AND (f.InterviewId = @Id OR f.FollowsId = @Id)
        ORDER BY i.HeldAt, i.Id
        """;

    [PortableSql(typeof(Link))]
    public const string AllSql = "SELECT InterviewId, FollowsId FROM InterviewFollowUps WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId";

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO InterviewFollowUps (WorkspaceId, ProgrammeId, InterviewId, FollowsId)
        VALUES (@WorkspaceId, @ProgrammeId, @InterviewId, @FollowsId)
        """;

    [PortableSql]
    public const string DeleteSql = "DELETE FROM InterviewFollowUps WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId";

    [PortableSql]
    public const string DeleteBothWaysSql = """
        DELETE FROM InterviewFollowUps
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND (InterviewId = @InterviewId OR FollowsId = @InterviewId)
        """;

    /// <summary>Why an interview cannot follow that one, in words for <c>/followsId</c>; null where it can.</summary>
    public static async Task<string?> WhyNotAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, Guid followsId)
    {
        var other = await unit.FindAsync<InterviewRow>(InterviewRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = followsId, UserId = user.Id });
        if (other is null || !Names(user, other.Held))
        {
            return "There is no such interview in this programme, or you may not know who took part in it.";
        }

        var follows = (await unit.QueryAsync<Link>(AllSql, new { user.WorkspaceId, ProgrammeId = programmeId })).ToDictionary(it => it.InterviewId, it => it.FollowsId);
        for (Guid? before = followsId; before is not null; before = follows.TryGetValue(before.Value, out var next) ? next : null)
        {
            if (before == id)
            {
                return "An interview cannot follow itself, or one that follows it.";
            }
        }

        return null;
    }

    /// <summary>Sets what an interview follows, unless its link is one that this caller cannot see and so did not mean to take out.</summary>
    public static async Task SetAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, Guid? followsId)
    {
        var rows = await unit.QueryAsync<Row>(OfSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id });
        var now = rows.Find(it => it.InterviewId == id);
        if (now?.FollowsId == followsId || (followsId is null && now is not null && !now.ShowsTo(user)))
        {
            return;
        }

        await unit.ExecuteAsync(DeleteSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = id });
        if (followsId is { } follows)
        {
            await InsertAsync(unit, user, programmeId, id, follows);
        }
    }

    /// <summary>Links an interview that has no link.</summary>
    public static Task InsertAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, Guid followsId) =>
        unit.ExecuteAsync(InsertSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = id, FollowsId = followsId });

    /// <summary>
    /// Takes an interview out of its conversation: what followed it now follows what it followed, or the earliest of themselves. What is sealed
    /// holds nothing together, so that how others hang together never tells that there was one; with a sealed one goes whatever hung on it.
    /// </summary>
    public static async Task RemoveAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, bool wasSealed)
    {
        var rows = await unit.QueryAsync<Row>(OfSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id });
        await unit.ExecuteAsync(DeleteBothWaysSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = id });
        var open = rows.FindAll(it => it.Confidentiality != Confidentiality.Sealed);
        var root = open.Find(it => it.InterviewId == id)?.FollowsId ?? open.Find(it => it.FollowsId == id)?.InterviewId;
        if (!wasSealed && root is { } first)
        {
            var after = rows.FindAll(it => it.FollowsId == id && it.InterviewId != first);
            await unit.ExecuteAsync(InsertSql, after.ConvertAll(it => new { user.WorkspaceId, ProgrammeId = programmeId, it.InterviewId, FollowsId = first }));
        }
    }

    private static bool Names(CurrentUser user, Held held) => (held.Level != Confidentiality.Sealed || held.AuthorId == user.Id) && Confidentiality.NamesTo(user, held);
}
