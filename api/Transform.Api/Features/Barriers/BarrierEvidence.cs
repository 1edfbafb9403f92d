using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>What stands behind a barrier, or speaks against it: an interview, a commitment or a quote.</summary>
/// <param name="InterviewId">The interview itself, or where the commitment or the quote comes from; absent where a commitment's words are held.</param>
/// <param name="Text">What was promised, or the words of a quote, where this reader may open them. A quote's words stand here only with the consent of those who said them.</param>
/// <param name="TextHeld">True where there are words that are not shown to this reader here.</param>
/// <param name="CommitmentStatus">What became of a commitment.</param>
public sealed record BarrierEvidence(
    Guid Id, string Stand, Guid? InterviewId, Guid? CommitmentId, Guid? QuoteId, DateTime? HeldAt, string? Text, bool TextHeld, string? CommitmentStatus, DateOnly? DueOn, Guid CreatedBy,
    DateTime CreatedAt, int Version)
{
    /// <summary>What the rows are taken from: nothing of people who would not take part, and what is sealed, or hidden from a blind coder, for nobody else.</summary>
    internal const string From = """
        FROM BarrierEvidence e
        LEFT JOIN Commitments c ON c.WorkspaceId = e.WorkspaceId AND c.Id = e.CommitmentId
        LEFT JOIN Quotes q ON q.WorkspaceId = e.WorkspaceId AND q.Id = e.QuoteId
        LEFT JOIN Contributions t ON t.WorkspaceId = e.WorkspaceId AND t.Id = q.ContributionId
        LEFT JOIN Interviews i ON i.WorkspaceId = e.WorkspaceId AND i.Id = COALESCE(e.InterviewId, c.InterviewId, q.InterviewId)
        WHERE e.WorkspaceId = @WorkspaceId AND e.ProgrammeId = @ProgrammeId
            AND (i.Id IS NULL OR (i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn' AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)))
            AND (e.QuoteId IS NULL OR (
        """ + QuoteRule.ThereSql + """
        ))
        """;
}

/// <summary>A row of evidence with what decides who may open its words.</summary>
public sealed record EvidenceRow(
    Guid Id, Guid? InterviewId, Guid? CommitmentId, Guid? QuoteId, string Stand, Guid CreatedBy, DateTime CreatedAt, Guid? SourceId, int? SourceVersion, DateTime? HeldAt, string? Confidentiality,
    Guid? InterviewBy, DateTime? InterviewAt, string? SuccessionConsent, string? ParticipationConsent, string? QuotationConsent, Guid? ActKeyId, byte[]? Act, string? CommitmentStatus, DateOnly? DueOn,
    Guid? CommitmentBy, Guid? TextKeyId, byte[]? Text, string? QuoteLevel, Guid? QuoteBy, Guid? NotesBy, string? ContributionConsent)
{
    [PortableSql(typeof(EvidenceRow))]
    internal const string Shown = """
        SELECT e.Id, e.InterviewId, e.CommitmentId, e.QuoteId, e.Stand, e.CreatedBy, e.CreatedAt, i.Id AS SourceId, i.Version AS SourceVersion, i.HeldAt, i.Confidentiality,
            i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent, c.KeyId AS ActKeyId, c.Act, c.Status AS CommitmentStatus, c.DueOn,
            c.CreatedBy AS CommitmentBy, q.KeyId AS TextKeyId, q.Text, q.Confidentiality AS QuoteLevel, q.CreatedBy AS QuoteBy, q.NotesBy, t.Consent AS ContributionConsent

        """ + BarrierEvidence.From;

    private Held? Interview => SourceId is null ? null : new Held(Confidentiality!, InterviewBy!.Value, InterviewAt!.Value, SuccessionConsent!);

    private bool MayBeQuoted => SourceId is null ? ContributionConsent == Consents.Given : Trust.Confidentiality.MayBeQuoted(ParticipationConsent!, QuotationConsent!);

    private QuoteHeld Quote => new(QuoteLevel, QuoteBy!.Value, NotesBy, Interview, MayBeQuoted);

    /// <summary>True where this reader may have the words on this path.</summary>
    internal bool OpensTo(CurrentUser user) => this switch
    {
        { QuoteId: not null } => MayBeQuoted && QuoteRule.OpensTo(user, Quote),
        { CommitmentId: not null } => CommitmentBy == user.Id || Interview is not { } held || Trust.Confidentiality.OpensTo(user, held),
        _ => Trust.Confidentiality.OpensTo(user, Interview!),
    };

    /// <summary>True where to read it is to open somebody else's confidence.</summary>
    internal bool IsOpening(CurrentUser user) => SourceId is not null && OpensTo(user) && this switch
    {
        { QuoteId: not null } => QuoteRule.IsOpening(user, Quote),
        { CommitmentId: not null } => Confidentiality != Trust.Confidentiality.Programme && CommitmentBy != user.Id && InterviewBy != user.Id,
        _ => false,
    };

    internal Guid? KeyFor(CurrentUser user) => OpensTo(user) ? TextKeyId ?? ActKeyId : null;

    internal BarrierEvidence For(CurrentUser user, IReadOnlyDictionary<Guid, byte[]> secrets)
    {
        var opens = OpensTo(user);
        var secret = KeyFor(user) is { } key ? secrets.GetValueOrDefault(key) : null;
        var text = this switch
        {
            _ when secret is null => null,
            { QuoteId: { } quoteId, Text: { } words } => FreeText.Open(secret, quoteId, SealedFields.Quote, words),
            { CommitmentId: { } commitmentId, Act: { } act } => FreeText.Open(secret, commitmentId, SealedFields.Act, act),
            _ => null,
        };
        var leads = opens || CommitmentId is null;            // a commitment whose words are held must not lead to who promised
        return new BarrierEvidence(
            Id, Stand, leads ? SourceId : null, CommitmentId, QuoteId, leads ? HeldAt : null, text, TextHeld: !opens && (QuoteId ?? CommitmentId) is not null, CommitmentStatus, DueOn, CreatedBy, CreatedAt, Version: 1);
    }
}
