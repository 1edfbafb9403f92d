using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Memos;

/// <summary>What somebody thinks while they code: about a theme, an interview, a quote, or the programme as a whole. A memo is as confidential as what it is about.</summary>
public static class MemosFeature
{
    public const int LongestText = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/memos").WithTags("Memos").WithinProgramme();
        ListMemos.Map(group);
        CreateMemo.Map(group);
        GetMemo.Map(group);
        ReviseMemo.Map(group);
        DeleteMemo.Map(group);
    }

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/memos/{id}";
}

/// <summary>A memo as this reader may see it: about one thing, or about the programme where it names none.</summary>
/// <param name="Text">Absent where the reader may not read it, or where it was erased.</param>
/// <param name="TextHeld">True where the reader may not read it.</param>
/// <param name="Confidentiality">That of what it is about.</param>
public sealed record Memo(
    Guid Id, Guid? ThemeId, Guid? InterviewId, Guid? QuoteId, string? Text, bool TextHeld, [property: OneOf(typeof(Confidentiality))] string Confidentiality, MemoWriter CreatedBy,
    DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    /// <summary>What can change in the answer while the version does not: rights, and the level of what it is about.</summary>
    internal string Variant => Versioned.VariantOf($"{TextHeld} {Confidentiality} {ThemeId} {CreatedBy.Name}");

    internal Versioned<Memo> Ok() => Versioned.Ok(this, Version, Variant, isConfidential: Text is not null);
}

/// <summary>Whoever wrote a memo.</summary>
public sealed record MemoWriter(Guid Id, string Name);

/// <summary>A memo's row with its words as they are kept, and what decides who may read them.</summary>
public sealed record MemoRow(
    Guid Id, Guid? ThemeId, Guid? InterviewId, Guid? QuoteId, Guid KeyId, byte[] Text, Guid CreatedBy, string? WriterName, DateTime CreatedAt, DateTime RevisedAt, int Version,
    Guid? OfInterviewId, string? InterviewLevel, Guid? InterviewBy, DateTime? LoggedAt, string? SuccessionConsent, string? ParticipationConsent, string? QuotationConsent, int? InterviewVersion,
    string? QuoteLevel, Guid? QuoteBy, Guid? NotesBy)
{
    /// <summary>What a query of memos starts with: those of the programme that are there for this reader. A blind coder is shown nobody else's about what they code.</summary>
    [PortableSql(typeof(MemoRow))]
    internal const string Shown = """
        SELECT m.Id, m.ThemeId, m.InterviewId, m.QuoteId, m.KeyId, m.Text, m.CreatedBy, COALESCE(u.Name, k.Name) AS WriterName, m.CreatedAt, m.RevisedAt, m.Version,
            i.Id AS OfInterviewId, i.Confidentiality AS InterviewLevel, i.CreatedBy AS InterviewBy, i.CreatedAt AS LoggedAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent,
            i.Version AS InterviewVersion, q.Confidentiality AS QuoteLevel, q.CreatedBy AS QuoteBy, q.NotesBy
        FROM Memos m
        LEFT JOIN Quotes q ON q.WorkspaceId = m.WorkspaceId AND q.ProgrammeId = m.ProgrammeId AND q.Id = m.QuoteId
        LEFT JOIN Interviews i ON i.WorkspaceId = m.WorkspaceId AND i.Id = COALESCE(m.InterviewId, q.InterviewId)
        LEFT JOIN Users u ON u.WorkspaceId = m.WorkspaceId AND u.Id = m.CreatedBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = m.WorkspaceId AND k.Id = m.CreatedBy
        WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId
            AND (m.InterviewId IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (m.CreatedBy = @UserId OR NOT
        """ + " " + QuoteRule.CodedBlindSql + """
        )
            AND (m.QuoteId IS NULL OR (
        """ + QuoteRule.ThereSql + "))";

    [PortableSql(typeof(MemoRow))]
    public const string FindSql = Shown + """

            AND m.Id = @Id
        """;

    internal bool IsOwn(CurrentUser user) => CreatedBy == user.Id;

    private Held? Interview => OfInterviewId is null ? null : new Held(InterviewLevel!, InterviewBy!.Value, LoggedAt!.Value, SuccessionConsent!);

    private QuoteHeld? Quote => QuoteId is null ? null : new QuoteHeld(
        QuoteLevel, QuoteBy!.Value, NotesBy, Interview, ParticipationConsent is { } participation && Trust.Confidentiality.MayBeQuoted(participation, QuotationConsent!));

    internal string Level => Quote is { } quote ? QuoteRule.EffectiveLevel(quote) : Interview?.Level ?? Trust.Confidentiality.Programme;

    /// <summary>The level under which a write is announced: of what is sealed, the history tells nobody else.</summary>
    internal string Announced => InterviewLevel == Trust.Confidentiality.Sealed || QuoteLevel == Trust.Confidentiality.Sealed ? Trust.Confidentiality.Sealed : Trust.Confidentiality.Programme;

    internal bool OpensTo(CurrentUser user) => IsOwn(user) || (Quote is { } quote ? QuoteRule.OpensTo(user, quote) : Interview is not { } interview || Trust.Confidentiality.OpensTo(user, interview));

    /// <summary>True where somebody else's confidence is in it: to read it is an opening of the interview, and is noted.</summary>
    internal bool IsOpening(CurrentUser user) => !IsOwn(user) && Level != Trust.Confidentiality.Programme && InterviewBy != user.Id && NotesBy != user.Id;
}

/// <summary>Reads memos for a caller, and notes the opening of what stands in them in confidence before the words go out.</summary>
internal static class MemoReader
{
    public static async Task<Memo?> FindAsync(Guid programmeId, Guid id, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct) =>
        await db.FindAsync<MemoRow>(MemoRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Id = id }, ct) is { } row
            ? (await OpenAsync([row], user, keys, accessLog, ct))[0]
            : null;

    public static async Task<List<Memo>> OpenAsync(List<MemoRow> rows, CurrentUser user, KeyStore keys, AccessLog accessLog, CancellationToken ct)
    {
        var open = rows.FindAll(it => it.OpensTo(user));
        await accessLog.RecordAsync(user, "interview", open.Where(it => it.IsOpening(user)).Select(it => (it.OfInterviewId!.Value, it.InterviewVersion!.Value)), ct);

        var secrets = open.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(open.ConvertAll(it => it.KeyId), ct);
        return rows.ConvertAll(it =>
        {
            var opens = it.OpensTo(user);
            var text = opens && secrets.TryGetValue(it.KeyId, out var secret) ? FreeText.Open(secret, it.Id, SealedFields.Memo, it.Text) : null;
            return new Memo(it.Id, it.ThemeId, it.InterviewId, it.QuoteId, text, TextHeld: !opens, it.Level, new MemoWriter(it.CreatedBy, it.WriterName ?? ""), it.CreatedAt, it.RevisedAt, it.Version);
        });
    }
}
