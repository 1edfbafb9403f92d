using System.Collections.Concurrent;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Trust;

namespace Transform.Api.Features.Commitments;

/// <summary>
/// Reminds whoever wrote an open commitment down, and the leads who may open it, when it falls due within a week and again when it is overdue.
/// After a write it looks at the programmes that changed; every hour, and when a day begins, at all of them. One reminder stands for each
/// person, commitment, kind and day, however often and on however many nodes the job runs.
/// </summary>
public sealed class RemindersJob(Db db, TimeProvider clock, RemindersJob.Seen seen) : IJob
{
    /// <summary>How far ahead a reminder looks.</summary>
    internal const int DaysAhead = 7;

    private const int AtOnce = 500;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    /// <summary>What this node has looked at: a lost memory costs one sweep.</summary>
    public sealed class Seen
    {
        internal ConcurrentDictionary<Guid, long> Programmes { get; } = [];

        internal DateTime SweptAt { get; set; }
    }

    public sealed record ProgrammeRow(Guid WorkspaceId, Guid ProgrammeId, long LastSequence);

    /// <summary>An open commitment with somebody who may have to be told.</summary>
    public sealed record Row(
        Guid WorkspaceId, Guid ProgrammeId, Guid CommitmentId, Guid CreatedBy, DateOnly? DueOn, Guid UserId, DateTime? LeadsSince, string? Confidentiality, Guid? InterviewBy,
        DateTime? InterviewAt, string? SuccessionConsent);

    [PortableSql(typeof(ProgrammeRow), AcrossWorkspaces = "The job reminds people in every workspace.")]
    public const string ProgrammesSql = "SELECT WorkspaceId, ProgrammeId, LastSequence FROM ProgrammeChanges";

    [PortableSql(typeof(Row), AcrossWorkspaces = "The job reminds people in every workspace.")]
    internal const string Shown = """
        SELECT c.WorkspaceId, c.ProgrammeId, c.Id AS CommitmentId, c.CreatedBy, c.DueOn, u.Id AS UserId,
            CASE WHEN m.Part = 'lead' THEN m.Since ELSE NULL END AS LeadsSince, i.Confidentiality, i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt, i.SuccessionConsent
        FROM Commitments c
        JOIN Users u ON u.WorkspaceId = c.WorkspaceId AND u.IsDisabled = 0
        LEFT JOIN ProgrammeMembers m ON m.WorkspaceId = c.WorkspaceId AND m.ProgrammeId = c.ProgrammeId AND m.UserId = u.Id
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE c.Status = 'notYetDue' AND c.DueOn <= @Until
            AND (m.Part = 'lead' OR u.Id = c.CreatedBy OR u.Id = i.CreatedBy)
            AND NOT EXISTS (SELECT 1 FROM Reminders r WHERE r.WorkspaceId = c.WorkspaceId AND r.UserId = u.Id AND r.CommitmentId = c.Id AND r.DueOn = c.DueOn
                AND r.Kind = CASE WHEN c.DueOn < @Today THEN 'overdue' ELSE 'dueSoon' END)
        """;

    [PortableSql(typeof(Row), AcrossWorkspaces = "The job reminds people in every workspace.")]
    public const string EverySql = Shown;

    [PortableSql(typeof(Row))]
    public const string SomeSql = Shown + """

            AND c.WorkspaceId = @WorkspaceId AND c.ProgrammeId IN @Ids
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Reminders (WorkspaceId, Id, UserId, ProgrammeId, CommitmentId, Kind, DueOn, CreatedAt, DismissedAt)
        VALUES (@WorkspaceId, @Id, @UserId, @ProgrammeId, @CommitmentId, @Kind, @DueOn, @Now, NULL)
        """;

    [PortableSql(AcrossWorkspaces = "What is done or was put off needs no reminder in any workspace.")]
    public const string TidySql = """
        DELETE FROM Reminders
        WHERE NOT EXISTS (SELECT 1 FROM Commitments c
            WHERE c.WorkspaceId = Reminders.WorkspaceId AND c.Id = Reminders.CommitmentId AND c.Status = 'notYetDue' AND c.DueOn = Reminders.DueOn)
        """;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var today = clock.UtcToday();
        var until = today.AddDays(DaysAhead);

        // What is written while we read makes its programme new again.
        var changed = (await db.QueryAsync<ProgrammeRow>(ProgrammesSql, new { }, ct)).FindAll(it => !seen.Programmes.TryGetValue(it.ProgrammeId, out var last) || last < it.LastSequence);
        List<Row> rows = [];
        var sweeps = now - seen.SweptAt >= SweepEvery || DateOnly.FromDateTime(seen.SweptAt) != today;
        if (sweeps)
        {
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(TidySql, new { }), ct);
            rows = await db.QueryAsync<Row>(EverySql, new { Until = until, Today = today }, ct);
        }
        else
        {
            foreach (var workspace in changed.GroupBy(it => it.WorkspaceId))
            {
                foreach (var some in workspace.Select(it => it.ProgrammeId).Chunk(AtOnce))
                {
                    rows.AddRange(await db.QueryAsync<Row>(SomeSql, new { WorkspaceId = workspace.Key, Ids = some, Until = until, Today = today }, ct));
                }
            }
        }

        var reminders = rows.FindAll(MustBeTold).ConvertAll(it => new
        {
            it.WorkspaceId, Id = NewId.Next(), it.UserId, it.ProgrammeId, it.CommitmentId, Kind = it.DueOn < today ? ReminderKinds.Overdue : ReminderKinds.DueSoon, it.DueOn, Now = now,
        });
        foreach (var some in reminders.Chunk(AtOnce))
        {
            try
            {
                await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(InsertSql, some), ct);
            }
            catch (Exception exception) when (db.IsUniqueViolation(exception))
            {
                await OneByOneAsync(some, ct);           // another node was faster with some of them
            }
        }

        changed.ForEach(it => seen.Programmes[it.ProgrammeId] = it.LastSequence);
        seen.SweptAt = sweeps ? now : seen.SweptAt;
    }

    /// <summary>A commitment of a sealed interview exists for that interview's author alone.</summary>
    private static bool MustBeTold(Row row) => row switch
    {
        { Confidentiality: Confidentiality.Sealed } => row.UserId == row.InterviewBy,
        _ when row.UserId == row.CreatedBy => true,
        { LeadsSince: null } => false,
        { Confidentiality: { } level } => Trust.Confidentiality.OpensTo(row.UserId, row.LeadsSince, new Held(level, row.InterviewBy!.Value, row.InterviewAt!.Value, row.SuccessionConsent!)),
        _ => true,
    };

    private async Task OneByOneAsync(IEnumerable<object> reminders, CancellationToken ct)
    {
        foreach (var reminder in reminders)
        {
            try
            {
                await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(InsertSql, reminder), ct);
            }
            catch (Exception exception) when (db.IsUniqueViolation(exception))
            {
                // It is there.
            }
        }
    }
}

public static class ReminderKinds
{
    public const string DueSoon = "dueSoon";
    public const string Overdue = "overdue";
}
