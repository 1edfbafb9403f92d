using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>A programme's interviews, newest first unless told; <c>?confidentiality=</c>, <c>?commitmentAsked=</c> and <c>?uncoded=true</c> narrow the list.</summary>
public static class ListInterviews
{
    /// <summary>An interview in a list: no notes.</summary>
    /// <param name="ParticipantsHeld">True where the reader is not told who took part; <c>participants</c> is then empty.</param>
    /// <param name="NotesHeld">True where there are notes that the reader may not open.</param>
    /// <param name="Mentions">How many themes were spoken of; 0 is an interview that nobody has coded yet. A blind coder who has not finished is told how many they found themselves.</param>
    public sealed record InterviewItem(
        Guid Id, DateTime HeldAt, int? Minutes, string Kind, string Confidentiality, string CommitmentAsked, IReadOnlyList<NamedPerson> Participants, bool ParticipantsHeld, bool NotesHeld,
        int Mentions, int Version);

    public sealed record NamedPerson(Guid PersonId, string Name);

    public sealed record Row(
        Guid Id, DateTime HeldAt, int? Minutes, string Kind, string Confidentiality, string CommitmentAsked, string SuccessionConsent, Guid CreatedBy, DateTime CreatedAt, int Version,
        bool HasNotes, int Mentions)
    {
        internal Held Held => new(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent);
    }

    public sealed record ParticipantRow(Guid InterviewId, Guid PersonId, string Name);

    public static class Orders
    {
        public const string Newest = "newest";
        public const string Oldest = "oldest";
    }

    /// <summary>Which interviews the list holds.</summary>
    private const string Listed = """
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId
            AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (@Confidentiality IS NULL OR i.Confidentiality = @Confidentiality)
            AND (@CommitmentAsked IS NULL OR i.CommitmentAsked = @CommitmentAsked)
            AND (@Uncoded = 0 OR NOT EXISTS (SELECT 1 FROM InterviewMentions c WHERE c.WorkspaceId = @WorkspaceId AND c.ProgrammeId = @ProgrammeId AND c.InterviewId = i.Id))
        """;

    [PortableSql(typeof(Row))]
    internal const string Shown = """
        SELECT i.Id, i.HeldAt, i.Minutes, i.Kind, i.Confidentiality, i.CommitmentAsked, i.SuccessionConsent, i.CreatedBy, i.CreatedAt, i.Version,
            CASE WHEN EXISTS (SELECT 1 FROM InterviewNotes n WHERE n.WorkspaceId = @WorkspaceId AND n.InterviewId = i.Id) THEN 1 ELSE 0 END AS HasNotes,
            CASE WHEN
        """ + " " + QuoteRule.CodedBlindSql + """

                THEN (SELECT COUNT(DISTINCT t.ThemeId) FROM Quotes q JOIN QuoteThemes t ON t.WorkspaceId = q.WorkspaceId AND t.ProgrammeId = q.ProgrammeId AND t.QuoteId = q.Id
                    WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId = i.Id AND q.BlindCoderId = @UserId)
                ELSE (SELECT COUNT(*) FROM InterviewMentions m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.InterviewId = i.Id)
                END AS Mentions
        FROM Interviews i

        """ + Listed;

    [PortableSql(typeof(Row), Paged = true)]
    public const string NewestSql = Shown + """

            AND i.HeldAt <= @At AND (i.HeldAt < @At OR i.Id < @Id)
        ORDER BY i.HeldAt DESC, i.Id DESC
        """;

    [PortableSql(typeof(Row), Paged = true)]
    public const string OldestSql = Shown + """

            AND i.HeldAt >= @At AND (i.HeldAt > @At OR i.Id > @Id)
        ORDER BY i.HeldAt, i.Id
        """;

    /// <summary>Of a whole page, from its first interview to its last: to write out a list of ids for Dapper costs more than to find the page again.</summary>
    [PortableSql(typeof(ParticipantRow))]
    public const string ParticipantsSql = """
        SELECT q.InterviewId, q.PersonId, p.Name
        FROM Interviews i
        JOIN InterviewParticipants q ON q.WorkspaceId = i.WorkspaceId AND q.ProgrammeId = i.ProgrammeId AND q.InterviewId = i.Id
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId

        """ + Listed + """

            AND i.HeldAt >= @EarliestAt AND (i.HeldAt > @EarliestAt OR i.Id >= @EarliestId)
            AND i.HeldAt <= @LatestAt AND (i.HeldAt < @LatestAt OR i.Id <= @LatestId)
        ORDER BY p.NameKey, q.PersonId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listInterviews").WithSummary("List a programme's interviews").Requires(Scopes.ReadInterviews);

    public static Task<Page<InterviewItem>> HandleAsync(
        Guid programmeId, [OneOf(typeof(Confidentiality))] string? confidentiality, [OneOf(typeof(CommitmentAsked))] string? commitmentAsked, bool? uncoded,
        [OneOf(typeof(Orders))] string? sort, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () =>
        {
            var oldest = sort == Orders.Oldest;
            var rows = await db.QueryAsync<Row>(db.Page(oldest ? OldestSql : NewestSql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Confidentiality = confidentiality, CommitmentAsked = commitmentAsked, Uncoded = uncoded == true,
                At = paging.Time(0, oldest ? DateTime.UnixEpoch.AddYears(-100) : DateTime.MaxValue), Id = paging.Id(1, oldest ? Guid.Empty : Guid.AllBitsSet), paging.Take,
            }, ct);
            if (rows.Count == 0)
            {
                return new Page<InterviewItem>([], Next: null);
            }

            var (earliest, latest) = oldest ? (rows[0], rows[^1]) : (rows[^1], rows[0]);
            var people = (await db.QueryAsync<ParticipantRow>(ParticipantsSql, new
            {
                user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Confidentiality = confidentiality, CommitmentAsked = commitmentAsked, Uncoded = uncoded == true,
                EarliestAt = earliest.HeldAt, EarliestId = earliest.Id, LatestAt = latest.HeldAt, LatestId = latest.Id,
            }, ct)).ToLookup(it => it.InterviewId, it => new NamedPerson(it.PersonId, it.Name));
            return paging.Page(rows.ConvertAll(it => Item(it, people[it.Id], user)), last => [last.HeldAt, last.Id]);
        }, ct);

    private static InterviewItem Item(Row row, IEnumerable<NamedPerson> participants, CurrentUser user)
    {
        var named = Trust.Confidentiality.NamesTo(user, row.Held);
        return new InterviewItem(
            row.Id, row.HeldAt, row.Minutes, row.Kind, row.Confidentiality, row.CommitmentAsked, named ? [.. participants] : [], ParticipantsHeld: !named,
            NotesHeld: row.HasNotes && !Trust.Confidentiality.OpensTo(user, row.Held), row.Mentions, row.Version);
    }
}
