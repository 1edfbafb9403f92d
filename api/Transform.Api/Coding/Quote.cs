using System.Globalization;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Coding;

/// <summary>A passage under its themes, as this reader may see it.</summary>
/// <param name="NotesBy">The further interviewer whose notes it is cut from; absent where it is cut from the interview's own.</param>
/// <param name="Start">Where it starts in the notes, in UTF-16 units; absent with <c>end</c> where the notes no longer hold it.</param>
/// <param name="Text">Absent where the reader may not read it, or where it was erased.</param>
/// <param name="TextHeld">True where the reader may not read the words: the themes are told, the words are not.</param>
/// <param name="Confidentiality">Its own level; absent where it is as confidential as its interview.</param>
/// <param name="EffectiveConfidentiality">The level that counts.</param>
/// <param name="MayBeQuoted">True where the words may leave the house: whoever spoke took part, and agreed to be quoted.</param>
/// <param name="IsBlind">True for a second coder's own, until both codings are settled.</param>
public sealed record Quote(
    Guid Id, Guid? InterviewId, Guid? NotesBy, Guid? ContributionId, int? Start, int? End, string? Text, bool TextHeld, IReadOnlyList<Guid> ThemeIds, string? Confidentiality,
    string EffectiveConfidentiality, bool MayBeQuoted, bool IsBlind, QuoteCoder CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    /// <summary>What can change in the answer while the version does not: rights, consent, themes that were merged, and where the words stand.</summary>
    internal string Variant => Versioned.VariantOf(ThemeIds.Select(it => it.ToString()).Append(string.Create(CultureInfo.InvariantCulture, $"{TextHeld} {EffectiveConfidentiality} {MayBeQuoted} {IsBlind} {Start} {End} {CreatedBy.Name}")));
}

/// <summary>Whoever made a quote.</summary>
public sealed record QuoteCoder(Guid Id, string Name);

/// <summary>A quote's row with its words as they are kept, and what decides who may read them.</summary>
public sealed record QuoteRow(
    Guid Id, Guid? InterviewId, Guid? NotesBy, Guid? ContributionId, int? StartsAt, int? EndsAt, Guid KeyId, byte[] Text, string? Confidentiality, Guid? BlindCoderId,
    Guid CreatedBy, string? CoderName, DateTime CreatedAt, DateTime RevisedAt, int Version,
    string? InterviewLevel, Guid? InterviewBy, DateTime? LoggedAt, string? SuccessionConsent, string? ParticipationConsent, string? QuotationConsent, int? InterviewVersion, string? ContributionConsent)
{
    internal const string Columns = """
        q.Id, q.InterviewId, q.NotesBy, q.ContributionId, q.StartsAt, q.EndsAt, q.KeyId, q.Text, q.Confidentiality, q.BlindCoderId,
            q.CreatedBy, COALESCE(u.Name, k.Name) AS CoderName, q.CreatedAt, q.RevisedAt, q.Version,
            i.Confidentiality AS InterviewLevel, i.CreatedBy AS InterviewBy, i.CreatedAt AS LoggedAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent, i.Version AS InterviewVersion,
            c.Consent AS ContributionConsent
        FROM Quotes q
        LEFT JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
        LEFT JOIN Contributions c ON c.WorkspaceId = q.WorkspaceId AND c.Id = q.ContributionId
        LEFT JOIN Users u ON u.WorkspaceId = q.WorkspaceId AND u.Id = q.CreatedBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = q.WorkspaceId AND k.Id = q.CreatedBy
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId
        """;

    /// <summary>What a query of quotes starts with: those of the programme that are there for this reader.</summary>
    [PortableSql(typeof(QuoteRow))]
    internal const string Shown = "SELECT " + Columns + " AND " + QuoteRule.ThereSql;

    [PortableSql(typeof(QuoteRow))]
    public const string FindSql = Shown + """

            AND q.Id = @Id
        """;

    [PortableSql(typeof(QuoteRow))]
    public const string OfIdsSql = Shown + """

            AND q.Id IN @Ids
        ORDER BY q.CreatedAt, q.Id
        """;

    /// <summary>Every ordinary quote of an interview, whoever asks, and this coder's blind ones: for both codings side by side.</summary>
    [PortableSql(typeof(QuoteRow))]
    public const string OfBothCodingsSql = "SELECT " + Columns + """

            AND q.InterviewId = @InterviewId AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed' OR q.CreatedBy = @UserId)
            AND (q.BlindCoderId IS NULL OR q.BlindCoderId = @CoderId)
        ORDER BY q.StartsAt, q.CreatedAt, q.Id
        """;

    internal QuoteHeld Held => new(
        Confidentiality, CreatedBy, NotesBy, InterviewId is null ? null : new Held(InterviewLevel!, InterviewBy!.Value, LoggedAt!.Value, SuccessionConsent!), MayBeQuoted);

    /// <summary>The level under which a write that leaves the quote at this level of its own is announced: what is sealed or blind is hidden.</summary>
    internal string Announced(string? level) =>
        BlindCoderId is not null || InterviewLevel == Trust.Confidentiality.Sealed || (level == Trust.Confidentiality.Sealed && Confidentiality == Trust.Confidentiality.Sealed)
            ? Trust.Confidentiality.Sealed
            : Trust.Confidentiality.Programme;

    internal bool MayBeQuoted => ContributionId is null
        ? Trust.Confidentiality.MayBeQuoted(ParticipationConsent!, QuotationConsent!)
        : ContributionConsent == Consents.Given;
}

/// <summary>Reads quotes for a caller, and notes the opening of what was said in confidence before the words go out.</summary>
public sealed class QuoteReader(Db db, KeyStore keys, AccessLog accessLog, CurrentUser user)
{
    private const int MostIds = 500;

    public sealed record ThemeRow(Guid QuoteId, Guid ThemeId);

    [PortableSql(typeof(ThemeRow))]
    public const string ThemesSql = """
        SELECT t.QuoteId, t.ThemeId
        FROM QuoteThemes t
        JOIN Themes h ON h.WorkspaceId = t.WorkspaceId AND h.Id = t.ThemeId
        WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = @ProgrammeId AND t.QuoteId IN @Ids
        ORDER BY h.NameKey
        """;

    /// <summary>The quotes of these ids that are there for the caller, in the order in which they were made.</summary>
    public async Task<List<Quote>> FindAsync(Guid programmeId, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var rows = new List<QuoteRow>();
        foreach (var some in ids.Distinct().Chunk(MostIds))
        {
            rows.AddRange(await db.QueryAsync<QuoteRow>(QuoteRow.OfIdsSql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Ids = some }, ct));
        }

        return await OpenAsync(programmeId, rows, ct);
    }

    public async Task<Quote?> FindAsync(Guid programmeId, Guid id, CancellationToken ct) =>
        await db.FindAsync<QuoteRow>(QuoteRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, Id = id }, ct) is { } row
            ? (await OpenAsync(programmeId, [row], ct))[0]
            : null;

    public async Task<List<Quote>> OpenAsync(Guid programmeId, IReadOnlyCollection<QuoteRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var open = rows.Where(it => QuoteRule.OpensTo(user, it.Held)).ToList();
        var themes = new List<ThemeRow>();
        foreach (var some in rows.Select(it => it.Id).Chunk(MostIds))
        {
            themes.AddRange(await db.QueryAsync<ThemeRow>(ThemesSql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = some }, ct));
        }

        await accessLog.RecordAsync(user, "interview", open.Where(it => QuoteRule.IsOpening(user, it.Held)).Select(it => (it.InterviewId!.Value, it.InterviewVersion!.Value)), ct);

        var secrets = open.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(open.ConvertAll(it => it.KeyId), ct);
        var isOpen = open.Select(it => it.Id).ToHashSet();
        var byQuote = themes.ToLookup(it => it.QuoteId, it => it.ThemeId);
        return [.. rows.Select(it => For(it, isOpen.Contains(it.Id), secrets, [.. byQuote[it.Id]]))];
    }

    private static Quote For(QuoteRow row, bool opens, IReadOnlyDictionary<Guid, byte[]> secrets, IReadOnlyList<Guid> themeIds)
    {
        var text = opens && secrets.TryGetValue(row.KeyId, out var secret) ? FreeText.Open(secret, row.Id, SealedFields.Quote, row.Text) : null;
        return new Quote(
            row.Id, row.InterviewId, opens ? row.NotesBy : null, row.ContributionId, opens ? row.StartsAt : null, opens ? row.EndsAt : null, text, TextHeld: !opens, themeIds, row.Confidentiality,
            QuoteRule.EffectiveLevel(row.Held), row.MayBeQuoted, row.BlindCoderId is not null, new QuoteCoder(row.CreatedBy, row.CoderName ?? ""), row.CreatedAt, row.RevisedAt, row.Version);
    }
}
