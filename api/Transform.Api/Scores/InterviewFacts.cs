using Transform.Api.Data;
using Transform.Domain;

namespace Transform.Api.Scores;

/// <summary>
/// What the interviews of one programme say, read once for every measure. What is sealed, or was given without consent, is nowhere counted. An interview
/// with its follow-ups is one conversation. Plain scans of the clustered tables, joined here.
/// </summary>
public sealed class InterviewFacts
{
    private const string Yes = "asked";
    private const string No = "notAsked";

    public static InterviewFacts None { get; } = new([], [], []);

    private InterviewFacts(IReadOnlyList<Conversation> conversations, IReadOnlyList<CountedInterview> interviews, IReadOnlyList<CountedCommitment> commitments)
    {
        Conversations = conversations;
        Interviews = interviews;
        Commitments = commitments;
    }

    public sealed record InterviewRow(Guid Id, DateTime HeldAt, string CommitmentAsked);

    public sealed record FollowUpRow(Guid InterviewId, Guid FollowsId);

    public sealed record MentionRow(Guid InterviewId, Guid ThemeId, string Dimension);

    public sealed record StanceRow(Guid InterviewId, Guid PropositionId, int Endorsement, bool Elicited);

    public sealed record ParticipantRow(Guid InterviewId, Guid PersonId, string? Sector);

    public sealed record CommitmentRow(Guid Id, Guid? InterviewId, DateOnly? DueOn, string Status, bool HasEvidence, bool IsVerified);

    public sealed record BarrierRow(Guid BarrierId, Guid? InterviewId, Guid? ByCommitment, Guid? ByQuote);

    public sealed record CodingRow(Guid InterviewId, Guid CoderId, Guid? ThemeId, bool? InFirst, bool? InBlind);

    [PortableSql(typeof(InterviewRow))]
    public const string InterviewsSql = """
        SELECT Id, HeldAt, CommitmentAsked
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
            AND Confidentiality <> 'sealed' AND ParticipationConsent <> 'refused' AND ParticipationConsent <> 'withdrawn'
        """;

    [PortableSql(typeof(FollowUpRow))]
    public const string FollowUpsSql = """
        SELECT InterviewId, FollowsId
        FROM InterviewFollowUps
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(MentionRow))]
    public const string MentionsSql = """
        SELECT InterviewId, ThemeId, Dimension
        FROM InterviewMentions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(StanceRow))]
    public const string StancesSql = """
        SELECT InterviewId, PropositionId, Endorsement, Elicited
        FROM InterviewStances
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(ParticipantRow))]
    public const string ParticipantsSql = """
        SELECT p.InterviewId, p.PersonId, o.Sector
        FROM InterviewParticipants p
        JOIN People e ON e.WorkspaceId = p.WorkspaceId AND e.Id = p.PersonId
        LEFT JOIN Organisations o ON o.WorkspaceId = e.WorkspaceId AND o.Id = e.OrganisationId
        WHERE p.WorkspaceId = @WorkspaceId AND p.ProgrammeId = @ProgrammeId
        """;

    [PortableSql(typeof(CommitmentRow))]
    public const string CommitmentsSql = """
        SELECT Id, InterviewId, DueOn, Status,
            CASE WHEN Evidence IS NULL AND EvidenceLink IS NULL THEN 0 ELSE 1 END AS HasEvidence,
            CASE WHEN VerifiedBy IS NULL THEN 0 ELSE 1 END AS IsVerified
        FROM Commitments
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId IS NOT NULL
        """;

    /// <summary>A sealed quote, and one of a coding that is still blind, stand behind nothing.</summary>
    [PortableSql(typeof(BarrierRow))]
    public const string BarriersSql = """
        SELECT e.BarrierId, e.InterviewId, c.InterviewId AS ByCommitment, q.InterviewId AS ByQuote
        FROM BarrierEvidence e
        LEFT JOIN Commitments c ON c.WorkspaceId = e.WorkspaceId AND c.Id = e.CommitmentId
        LEFT JOIN Quotes q ON q.WorkspaceId = e.WorkspaceId AND q.Id = e.QuoteId AND COALESCE(q.Confidentiality, '') <> 'sealed' AND q.BlindCoderId IS NULL
        WHERE e.WorkspaceId = @WorkspaceId AND e.ProgrammeId = @ProgrammeId AND e.Stand = 'supports'
        """;

    /// <summary>One row also for a coder who found nothing.</summary>
    [PortableSql(typeof(CodingRow))]
    public const string CodingsSql = """
        SELECT b.InterviewId, b.CoderId, t.ThemeId, t.InFirst, t.InBlind
        FROM BlindCodings b
        LEFT JOIN BlindCodingThemes t ON t.WorkspaceId = b.WorkspaceId AND t.ProgrammeId = b.ProgrammeId AND t.InterviewId = b.InterviewId AND t.CoderId = b.CoderId
        WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = @ProgrammeId AND b.FinishedAt IS NOT NULL
        """;

    /// <summary>In the order in which they were begun.</summary>
    public IReadOnlyList<Conversation> Conversations { get; }

    /// <summary>Every interview that counts, with what it adds to its conversation.</summary>
    public IReadOnlyList<CountedInterview> Interviews { get; }

    /// <summary>Those made in an interview that counts.</summary>
    public IReadOnlyList<CountedCommitment> Commitments { get; }

    /// <param name="today">What is due by then and has no outcome is due without one.</param>
    public static async Task<InterviewFacts> ReadAsync(Db db, Guid workspaceId, Guid programmeId, DateOnly today, CancellationToken ct)
    {
        var args = new { WorkspaceId = workspaceId, ProgrammeId = programmeId };
        var interviews = await db.QueryAsync<InterviewRow>(InterviewsSql, args, ct);
        if (interviews.Count == 0)
        {
            return None;
        }

        interviews.Sort((a, b) => a.HeldAt != b.HeldAt ? a.HeldAt.CompareTo(b.HeldAt) : a.Id.CompareTo(b.Id));
        var conversationOf = ConversationOf(interviews, await db.QueryAsync<FollowUpRow>(FollowUpsSql, args, ct));
        var mentions = (await db.QueryAsync<MentionRow>(MentionsSql, args, ct)).ToLookup(it => it.InterviewId, it => new ThemeMention(it.ThemeId, it.Dimension));
        var stances = (await db.QueryAsync<StanceRow>(StancesSql, args, ct)).ToLookup(it => it.InterviewId, it => new StanceTaken(it.PropositionId, it.Endorsement, it.Elicited));
        var codings = (await db.QueryAsync<CodingRow>(CodingsSql, args, ct)).ToLookup(it => it.InterviewId);
        var people = (await db.QueryAsync<ParticipantRow>(ParticipantsSql, args, ct)).ToLookup(it => conversationOf.GetValueOrDefault(it.InterviewId));
        var barriers = (await db.QueryAsync<BarrierRow>(BarriersSql, args, ct))
            .ToLookup(it => conversationOf.GetValueOrDefault(it.InterviewId ?? it.ByCommitment ?? it.ByQuote ?? Guid.Empty), it => it.BarrierId);
        var commitments = new List<CountedCommitment>();
        foreach (var row in await db.QueryAsync<CommitmentRow>(CommitmentsSql, args, ct))
        {
            if (row.InterviewId is { } interviewId && conversationOf.TryGetValue(interviewId, out var conversationId))
            {
                commitments.Add(new CountedCommitment(
                    row.Id, interviewId, conversationId, row.DueOn, CountedCommitment.StandingOf(row.Status, row.DueOn, row.HasEvidence && row.IsVerified, today)));
            }
        }

        var made = commitments.ToLookup(it => it.ConversationId, it => it.Fact);

        var counted = new List<CountedInterview>(interviews.Count);
        var conversations = new List<Conversation>(interviews.Count);
        foreach (var talk in interviews.GroupBy(it => conversationOf[it.Id]))
        {
            var said = new HashSet<ThemeMention>();
            counted.AddRange(talk.Select(it => new CountedInterview(it.Id, it.HeldAt, talk.Key, [.. mentions[it.Id].Where(said.Add)])));
            conversations.Add(new Conversation(
                talk.Key,
                talk.First().HeldAt,
                talk.Aggregate(AskedToAct.NotAsked, Asked),
                [.. people[talk.Key].Select(it => it.Sector).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                [.. said.OrderBy(it => it.ThemeId).ThenBy(it => it.Dimension, StringComparer.Ordinal)],
                [.. talk.SelectMany(it => stances[it.Id]).GroupBy(it => it.PropositionId).Select(it => it.Last()).OrderBy(it => it.PropositionId)],
                [.. made[talk.Key].OrderBy(it => it.Standing).ThenBy(it => it.HalfYear)],
                [.. barriers[talk.Key].Distinct().Order()],
                [.. talk.OrderBy(it => it.Id).SelectMany(it => CodedAgain(it.Id, codings[it.Id]))],
                [.. talk.Select(it => it.Id).Concat(people[talk.Key].Select(it => it.PersonId)).Distinct().Order()]));
        }

        return new InterviewFacts(conversations, counted, commitments);
    }

    /// <summary>By interview that counts, the first of its conversation. One that does not count does not link those that do.</summary>
    private static Dictionary<Guid, Guid> ConversationOf(List<InterviewRow> interviews, List<FollowUpRow> followUps)
    {
        var conversationOf = interviews.ToDictionary(it => it.Id, it => it.Id);
        var follows = followUps.Where(it => conversationOf.ContainsKey(it.InterviewId) && conversationOf.ContainsKey(it.FollowsId)).ToDictionary(it => it.InterviewId, it => it.FollowsId);
        foreach (var id in follows.Keys)
        {
            var first = id;
            for (var step = 0; step < follows.Count && follows.TryGetValue(first, out var before); step++)
            {
                first = before;                                                  // a ring, which no form can make, must not hold the job up
            }

            conversationOf[id] = first;
        }

        return conversationOf;
    }

    private static AskedToAct Asked(AskedToAct before, InterviewRow interview) => (before, interview.CommitmentAsked) switch
    {
        (AskedToAct.Asked, _) or (_, Yes) => AskedToAct.Asked,
        (AskedToAct.NotAsked, No) => AskedToAct.NotAsked,
        _ => AskedToAct.Unknown,
    };

    private static IEnumerable<SecondCoding> CodedAgain(Guid interviewId, IEnumerable<CodingRow> rows) => rows
        .GroupBy(it => it.CoderId)
        .OrderBy(it => it.Key)
        .Select(it => new SecondCoding(
            interviewId,
            it.Key,
            [.. it.Where(found => found.ThemeId is not null).Select(found => new ThemeFound(found.ThemeId!.Value, found.InFirst == true, found.InBlind == true)).OrderBy(found => found.ThemeId)]));
}
