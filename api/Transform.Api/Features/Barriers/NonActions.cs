using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Scores;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Barriers;

/// <summary>
/// What was not done: a commitment that was missed, kept in part, withdrawn or let lapse, and a conversation in which somebody agreed, was asked,
/// and promised nothing. Each can be put to the barrier that explains it. What is sealed, or was said without consent, is none.
/// </summary>
public sealed class NonActions
{
    private readonly Dictionary<Guid, Guid> conversations;
    private readonly ILookup<Guid, Guid> barriers;

    private NonActions(InterviewFacts facts, IReadOnlyList<Item> items, ILookup<Guid, Guid> barriers)
    {
        conversations = facts.Interviews.ToDictionary(it => it.Id, it => it.ConversationId);
        this.barriers = barriers;
        Items = items;
    }

    /// <param name="CommitmentId">Null where it is the conversation as a whole.</param>
    /// <param name="ConversationId">Null for a commitment to the programme itself.</param>
    /// <param name="On">When it fell due, or when the conversation was held.</param>
    internal sealed record Item(Guid? CommitmentId, Guid? ConversationId, DateOnly? On, bool Opens)
    {
        internal Guid Id => CommitmentId ?? ConversationId!.Value;
    }

    public sealed record HeldRow(Guid Id, string Confidentiality, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent);

    public sealed record CommitmentRow(Guid Id, Guid? InterviewId, Guid CreatedBy, DateOnly? DueOn, string Status);

    public sealed record EvidenceRow(Guid BarrierId, Guid? InterviewId, Guid? CommitmentId);

    [PortableSql(typeof(HeldRow))]
    public const string HeldSql = """
        SELECT Id, Confidentiality, CreatedBy, CreatedAt, SuccessionConsent
        FROM Interviews
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Confidentiality <> 'sealed'
        """;

    [PortableSql(typeof(CommitmentRow))]
    public const string CommitmentsSql = """
        SELECT Id, InterviewId, CreatedBy, DueOn, Status
        FROM Commitments
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND (Status <> 'notYetDue' OR DueOn < @Today) AND Status <> 'kept'
        """;

    [PortableSql(typeof(EvidenceRow))]
    public const string EvidenceSql = """
        SELECT BarrierId, InterviewId, CommitmentId
        FROM BarrierEvidence
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Stand = 'supports' AND QuoteId IS NULL
        """;

    /// <summary>Oldest first; those without a day last.</summary>
    internal IReadOnlyList<Item> Items { get; }

    internal static async Task<NonActions> ReadAsync(Db db, CurrentUser user, Guid programmeId, DateOnly today, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Today = today };
        var facts = await InterviewFacts.ReadAsync(db, user.WorkspaceId, programmeId, today, ct);
        var conversationOf = facts.Interviews.ToDictionary(it => it.Id, it => it.ConversationId);
        var held = (await db.QueryAsync<HeldRow>(HeldSql, args, ct)).ToDictionary(it => it.Id);
        bool Opens(Guid interviewId) => held.TryGetValue(interviewId, out var row) && Confidentiality.OpensTo(user, new Held(row.Confidentiality, row.CreatedBy, row.CreatedAt, row.SuccessionConsent));

        var items = new List<Item>();
        foreach (var row in await db.QueryAsync<CommitmentRow>(CommitmentsSql, args, ct))
        {
            if (row.InterviewId is null)
            {
                items.Add(new Item(row.Id, ConversationId: null, row.DueOn, Opens: true));
            }
            else if (conversationOf.TryGetValue(row.InterviewId.Value, out var conversationId))
            {
                items.Add(new Item(row.Id, conversationId, row.DueOn, Opens: row.CreatedBy == user.Id || Opens(row.InterviewId.Value)));
            }
        }

        items.AddRange(facts.Conversations
            .Where(it => it.Asked == AskedToAct.Asked && it.Commitments.Count == 0 && it.Stances.Any(stance => SayDoGap.Endorses(stance.Endorsement)))
            .Select(it => new Item(CommitmentId: null, it.Id, DateOnly.FromDateTime(it.HeldAt), Opens(it.Id))));

        var evidence = await db.QueryAsync<EvidenceRow>(EvidenceSql, args, ct);
        var barriers = evidence
            .Select(it => (it.BarrierId, Of: it.CommitmentId ?? (it.InterviewId is { } interviewId && conversationOf.TryGetValue(interviewId, out var talk) ? talk : (Guid?)null)))
            .Where(it => it.Of is not null)
            .Distinct()
            .ToLookup(it => it.Of!.Value, it => it.BarrierId);
        return new NonActions(facts, [.. items.OrderBy(it => it.On ?? DateOnly.MaxValue).ThenBy(it => it.Id)], barriers);
    }

    /// <summary>The barriers that it was put to.</summary>
    internal IEnumerable<Guid> BarriersOf(Item item) => barriers[item.Id];

    /// <summary>The conversation that an interview belongs to; null where it does not count.</summary>
    internal Guid? ConversationOf(Guid interviewId) => conversations.TryGetValue(interviewId, out var id) ? id : null;
}
