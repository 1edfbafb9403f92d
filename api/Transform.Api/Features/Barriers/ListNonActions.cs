using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// What was not done, oldest first, to be put to barriers: commitments that were missed, kept in part, withdrawn or let lapse, and conversations
/// in which somebody agreed, was asked, and promised nothing. Only those that the reader may open; <c>?uncoded=true</c> leaves out what stands behind a barrier.
/// </summary>
public static class ListNonActions
{
    /// <param name="Kind"><c>commitment</c>, or <c>conversation</c> where nothing was promised at all.</param>
    /// <param name="InterviewId">The first interview of a conversation, or the one in which the commitment was made.</param>
    /// <param name="On">When it fell due, or when the conversation was held.</param>
    /// <param name="CommitmentStatus">What became of a commitment.</param>
    /// <param name="IsOverdue">True of a commitment that was let lapse: nobody has said what came of it.</param>
    /// <param name="Names">Who promised, or who took part.</param>
    /// <param name="BarrierIds">The barriers that it was put to.</param>
    public sealed record NonAction(
        string Kind, Guid? CommitmentId, Guid? InterviewId, DateOnly? On, string? CommitmentStatus, bool IsOverdue, string? Act, IReadOnlyList<string> Names, IReadOnlyList<Guid> BarrierIds);

    public sealed record CommitmentRow(
        Guid Id, Guid? InterviewId, Guid KeyId, byte[] Act, string Status, string? PersonName, Guid CreatedBy, string? Confidentiality, Guid? InterviewBy, int? InterviewVersion)
    {
        /// <summary>True where to read the act is to open somebody else's confidence.</summary>
        internal bool IsOpening(CurrentUser user) => Confidentiality is not (null or Trust.Confidentiality.Programme) && CreatedBy != user.Id && InterviewBy != user.Id;
    }

    public sealed record ParticipantRow(Guid InterviewId, string Name);

    private const string OfCommitment = "commitment";
    private const string OfConversation = "conversation";

    [PortableSql(typeof(CommitmentRow))]
    public const string CommitmentsSql = """
        SELECT c.Id, c.InterviewId, c.KeyId, c.Act, c.Status, p.Name AS PersonName, c.CreatedBy, i.Confidentiality, i.CreatedBy AS InterviewBy, i.Version AS InterviewVersion
        FROM Commitments c
        LEFT JOIN People p ON p.WorkspaceId = c.WorkspaceId AND p.Id = c.PersonId
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.Id IN @Ids
        """;

    [PortableSql(typeof(ParticipantRow))]
    public const string ParticipantsSql = """
        SELECT q.InterviewId, p.Name
        FROM InterviewParticipants q
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId IN @Ids
        ORDER BY p.NameKey, q.PersonId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listNonActions").WithSummary("List what was not done").Requires(Scopes.ReadInterviews);

    public static Task<Page<NonAction>> HandleAsync(Guid programmeId, bool? uncoded, Paging paging, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, TimeProvider clock, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var found = await NonActions.ReadAsync(db, user, programmeId, clock.UtcToday(), ct);
            var (afterDay, afterId) = (paging.Day(0, DateOnly.MinValue), paging.Id(1, Guid.Empty));
            var shown = paging.Page(
                [.. found.Items
                    .Where(it => it.Opens && (uncoded != true || !found.BarriersOf(it).Any()))
                    .Where(it => (it.On ?? DateOnly.MaxValue) > afterDay || ((it.On ?? DateOnly.MaxValue) == afterDay && it.Id.CompareTo(afterId) > 0))
                    .Take(paging.Take)],
                last => [last.On ?? DateOnly.MaxValue, last.Id]);

            var commitments = await FindAsync<CommitmentRow>(CommitmentsSql, it => it.CommitmentId);
            await accessLog.RecordAsync(user, "interview", commitments.Where(it => it.IsOpening(user)).Select(it => (it.InterviewId!.Value, it.InterviewVersion!.Value)), ct);
            var promised = commitments.ToDictionary(it => it.Id);
            var names = (await FindAsync<ParticipantRow>(ParticipantsSql, it => it.CommitmentId is null ? it.ConversationId : null)).ToLookup(it => it.InterviewId, it => it.Name);
            var secrets = commitments.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(commitments.ConvertAll(it => it.KeyId), ct);
            return new Page<NonAction>([.. shown.Items.Where(it => it.CommitmentId is null || promised.ContainsKey(it.CommitmentId.Value)).Select(Answer)], shown.Next) { IsConfidential = true };

            async Task<List<T>> FindAsync<T>(string sql, Func<NonActions.Item, Guid?> id)
            {
                var ids = shown.Items.Select(id).OfType<Guid>().ToList();
                return ids.Count == 0 ? [] : await db.QueryAsync<T>(sql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = ids }, ct);
            }

            NonAction Answer(NonActions.Item item)
            {
                IReadOnlyList<Guid> barrierIds = [.. found.BarriersOf(item)];
                if (item.CommitmentId is null)
                {
                    return new NonAction(OfConversation, CommitmentId: null, item.ConversationId, item.On, CommitmentStatus: null, IsOverdue: false, Act: null, [.. names[item.ConversationId!.Value]], barrierIds);
                }

                var row = promised[item.CommitmentId.Value];
                var act = secrets.TryGetValue(row.KeyId, out var secret) ? FreeText.Open(secret, row.Id, SealedFields.Act, row.Act) : null;
                return new NonAction(
                    OfCommitment, row.Id, row.InterviewId, item.On, row.Status, IsOverdue: row.Status == Domain.CommitmentStatus.NotYetDue, act, row.PersonName is { } name ? [name] : [], barrierIds);
            }
        }, ct);
}
