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

    public sealed record SectorRow(Guid InterviewId, string Sector);

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

    [PortableSql(typeof(SectorRow))]
    public const string SectorsSql = """
        SELECT p.InterviewId, o.Sector
        FROM InterviewParticipants p
        JOIN People e ON e.WorkspaceId = p.WorkspaceId AND e.Id = p.PersonId
        JOIN Organisations o ON o.WorkspaceId = e.WorkspaceId AND o.Id = e.OrganisationId
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
        var gathered = new Gathered(interviews, await db.QueryAsync<FollowUpRow>(FollowUpsSql, args, ct));
        foreach (var row in await db.QueryAsync<MentionRow>(MentionsSql, args, ct))
        {
            gathered.Of(row.InterviewId)?.Mentions.Add(row);
        }

        foreach (var row in await db.QueryAsync<StanceRow>(StancesSql, args, ct))
        {
            gathered.Of(row.InterviewId)?.Stances.Add(row);
        }

        foreach (var row in await db.QueryAsync<SectorRow>(SectorsSql, args, ct))
        {
            gathered.Of(row.InterviewId)?.Talk.Sectors.Add(row.Sector);
        }

        var commitments = new List<CountedCommitment>();
        foreach (var row in await db.QueryAsync<CommitmentRow>(CommitmentsSql, args, ct))
        {
            if (row.InterviewId is { } interviewId && gathered.Of(interviewId)?.Talk is { } talk)
            {
                var commitment = new CountedCommitment(
                    row.Id, interviewId, talk.Id, row.DueOn, CountedCommitment.StandingOf(row.Status, row.DueOn, row.HasEvidence && row.IsVerified, today));
                commitments.Add(commitment);
                talk.Commitments.Add(commitment.Fact);
            }
        }

        foreach (var row in await db.QueryAsync<BarrierRow>(BarriersSql, args, ct))
        {
            if ((row.InterviewId ?? row.ByCommitment ?? row.ByQuote) is { } interviewId)
            {
                gathered.Of(interviewId)?.Talk.Barriers.Add(row.BarrierId);
            }
        }

        foreach (var row in await db.QueryAsync<CodingRow>(CodingsSql, args, ct))
        {
            gathered.Of(row.InterviewId)?.Codings.Add(row);
        }

        return gathered.Together(commitments);
    }

    /// <summary>The rows of one interview.</summary>
    private sealed class Held(InterviewRow row, Talk talk)
    {
        public InterviewRow Row => row;

        public Talk Talk => talk;

        public List<MentionRow> Mentions { get; } = [];

        public List<StanceRow> Stances { get; } = [];

        public List<CodingRow> Codings { get; } = [];
    }

    /// <summary>One conversation while it is gathered: its interviews in the order in which they were held.</summary>
    private sealed class Talk(Guid id)
    {
        public Guid Id => id;

        public List<Held> Interviews { get; } = [];

        public HashSet<string> Sectors { get; } = new(StringComparer.Ordinal);

        public List<CommitmentMade> Commitments { get; } = [];

        public HashSet<Guid> Barriers { get; } = [];
    }

    private sealed class Gathered
    {
        private readonly Dictionary<Guid, Held> interviews;
        private readonly List<Talk> talks = [];

        /// <param name="rows">In the order in which they were held.</param>
        public Gathered(List<InterviewRow> rows, List<FollowUpRow> followUps)
        {
            interviews = new Dictionary<Guid, Held>(rows.Count);
            var counted = rows.ToDictionary(it => it.Id);
            var follows = followUps.ToDictionary(it => it.InterviewId, it => it.FollowsId);
            var byRoot = new Dictionary<Guid, Talk>(rows.Count);
            foreach (var row in rows)
            {
                var root = RootOf(row.Id);
                if (!byRoot.TryGetValue(root, out var talk))
                {
                    byRoot[root] = talk = new Talk(root);
                    talks.Add(talk);
                }

                var held = new Held(row, talk);
                talk.Interviews.Add(held);
                interviews[row.Id] = held;
            }

            // One that does not count does not link those that do. A ring, which no form can make, must not hold the job up.
            Guid RootOf(Guid id)
            {
                for (var step = 0; step < follows.Count && follows.TryGetValue(id, out var before) && counted.ContainsKey(before); step++)
                {
                    id = before;
                }

                return id;
            }
        }

        public Held? Of(Guid interviewId) => interviews.GetValueOrDefault(interviewId);

        public InterviewFacts Together(List<CountedCommitment> commitments)
        {
            var counted = new List<CountedInterview>(interviews.Count);
            return new InterviewFacts(talks.ConvertAll(talk => Facts(talk, counted)), counted, commitments);
        }

        private static Conversation Facts(Talk talk, List<CountedInterview> counted)
        {
            var mentions = new HashSet<ThemeMention>();
            var stances = new Dictionary<Guid, StanceTaken>();
            var codings = new List<SecondCoding>();
            var asked = AskedToAct.NotAsked;
            foreach (var interview in talk.Interviews)
            {
                var added = interview.Mentions.Select(it => new ThemeMention(it.ThemeId, it.Dimension)).Where(mentions.Add).ToList();
                counted.Add(new CountedInterview(interview.Row.Id, interview.Row.HeldAt, talk.Id, added));
                foreach (var stance in interview.Stances)
                {
                    stances[stance.PropositionId] = new StanceTaken(stance.PropositionId, stance.Endorsement, stance.Elicited);
                }

                asked = (asked, interview.Row.CommitmentAsked) switch
                {
                    (AskedToAct.Asked, _) or (_, Yes) => AskedToAct.Asked,
                    (AskedToAct.NotAsked, No) => AskedToAct.NotAsked,
                    _ => AskedToAct.Unknown,
                };
                codings.AddRange(interview.Codings.GroupBy(it => it.CoderId).Select(it => new SecondCoding(
                    interview.Row.Id,
                    it.Key,
                    [.. it.Where(found => found.ThemeId is not null).Select(found => new ThemeFound(found.ThemeId!.Value, found.InFirst == true, found.InBlind == true)).OrderBy(found => found.ThemeId)])));
            }

            return new Conversation(
                talk.Id,
                talk.Interviews[0].Row.HeldAt,
                asked,
                [.. talk.Sectors.Order(StringComparer.Ordinal)],
                [.. mentions.OrderBy(it => it.ThemeId).ThenBy(it => it.Dimension, StringComparer.Ordinal)],
                [.. stances.Values.OrderBy(it => it.PropositionId)],
                [.. talk.Commitments.OrderBy(it => it.Standing).ThenBy(it => it.HalfYear)],
                [.. talk.Barriers.Order()],
                [.. codings.OrderBy(it => it.InterviewId).ThenBy(it => it.CoderId)]);
        }
    }
}
