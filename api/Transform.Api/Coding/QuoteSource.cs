using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Coding;

/// <summary>The text that a passage is cut from, opened for its coder: an interview's notes, a further interviewer's, or a contribution.</summary>
internal sealed class QuoteSource
{
    private readonly string sql;
    private readonly object args;
    private readonly Row row;

    private QuoteSource(string sql, object args, Row row, string? text)
    {
        this.sql = sql;
        this.args = args;
        this.row = row;
        Text = text;
    }

    public sealed record Row(
        string? Confidentiality, Guid? CreatedBy, DateTime? CreatedAt, string? SuccessionConsent, string? ParticipationConsent, string? QuotationConsent, bool IsCodedBlind, Guid? KeyId, byte[]? Text);

    [PortableSql(typeof(Row))]
    public const string NotesSql = """
        SELECT i.Confidentiality, i.CreatedBy, i.CreatedAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent,
            CASE WHEN
        """ + " " + QuoteRule.CodedBlindSql + """
             THEN 1 ELSE 0 END AS IsCodedBlind, n.KeyId, n.Notes AS Text
        FROM Interviews i
        LEFT JOIN InterviewNotes n ON n.WorkspaceId = i.WorkspaceId AND n.InterviewId = i.Id
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Id = @Id AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql(typeof(Row))]
    public const string FurtherNotesSql = """
        SELECT i.Confidentiality, i.CreatedBy, i.CreatedAt, i.SuccessionConsent, i.ParticipationConsent, i.QuotationConsent,
            CASE WHEN
        """ + " " + QuoteRule.CodedBlindSql + """
             THEN 1 ELSE 0 END AS IsCodedBlind, n.KeyId, n.Notes AS Text
        FROM Interviews i
        LEFT JOIN InterviewerNotes n ON n.WorkspaceId = i.WorkspaceId AND n.InterviewId = i.Id AND n.UserId = @NotesBy
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Id = @Id AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql(typeof(Row))]
    public const string ContributionSql = """
        SELECT NULL AS Confidentiality, NULL AS CreatedBy, NULL AS CreatedAt, NULL AS SuccessionConsent, NULL AS ParticipationConsent, NULL AS QuotationConsent, 0 AS IsCodedBlind, KeyId, Text
        FROM Contributions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id
        """;

    /// <summary>Null where it was erased.</summary>
    public string? Text { get; }

    /// <summary>What decides who reads the interview; null for a contribution.</summary>
    public Held? Interview => row.Confidentiality is null ? null : new Held(row.Confidentiality, row.CreatedBy!.Value, row.CreatedAt!.Value, row.SuccessionConsent!);

    public bool MayBeQuoted => row.ParticipationConsent is { } participation && Confidentiality.MayBeQuoted(participation, row.QuotationConsent!);

    /// <summary>True where the caller is its second coder, and has not finished.</summary>
    public bool IsCodedBlind => row.IsCodedBlind;

    /// <exception cref="ProblemException">It is not there for the caller, they may not read it, or its people would not take part.</exception>
    public static async Task<QuoteSource> OpenAsync(
        CurrentUser user, Db db, KeyStore keys, Guid programmeId, Guid? interviewId, Guid? notesBy, Guid? contributionId, CancellationToken ct)
    {
        if (interviewId is null == contributionId is null)
        {
            throw new ProblemException(Problems.Invalid("/interviewId", "A passage is cut either from an interview or from a contribution: give one of the two."));
        }

        if (notesBy is not null && interviewId is null)
        {
            throw new ProblemException(Problems.Invalid("/notesBy", "Only an interview has notes of further interviewers."));
        }

        var id = interviewId ?? contributionId!.Value;
        var sql = interviewId is null ? ContributionSql : notesBy is null ? NotesSql : FurtherNotesSql;
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, NotesBy = notesBy, UserId = user.Id };
        var row = await db.FindAsync<Row>(sql, args, ct);
        if (WhyNot(row, user, interviewId, notesBy) is { } problem)
        {
            throw new ProblemException(problem);
        }

        string? text = null;
        if (row is { KeyId: { } key, Text: { } cipher } && (await keys.FindAsync([key], ct)).TryGetValue(key, out var secret))
        {
            text = FreeText.Open(secret, id, interviewId is null ? SealedFields.Contribution : notesBy is { } writer ? SealedFields.FurtherNotesOf(writer) : SealedFields.Notes, cipher);
        }

        return new QuoteSource(sql, args, row!, text);
    }

    /// <exception cref="ProblemException">The text, its level or its consents were changed since it was opened.</exception>
    public async Task DemandUnchangedAsync(Unit unit)
    {
        if (await unit.FindAsync<Row>(sql, args) is not { } now || (now with { Text = null }) != (row with { Text = null }))
        {
            throw new ProblemException(Problems.Conflict("Somebody changed these notes just now. Read them again and choose the passage again."));
        }
    }

    private static ProblemHttpResult? WhyNot(Row? row, CurrentUser user, Guid? interviewId, Guid? notesBy)
    {
        if (interviewId is null)
        {
            return row is null ? Problems.Invalid("/contributionId", "There is no such contribution.") : null;
        }

        if (row is null)
        {
            return Problems.Invalid("/interviewId", "There is no such interview.");
        }

        var held = new Held(row.Confidentiality!, row.CreatedBy!.Value, row.CreatedAt!.Value, row.SuccessionConsent!);
        if (!Confidentiality.OpensTo(user, held) && notesBy != user.Id)
        {
            return Problems.Forbidden("Only those who may open an interview's notes may code them.");
        }

        if (row.ParticipationConsent is Consents.Refused or Consents.Withdrawn)
        {
            return Problems.Invalid("/interviewId", "The people interviewed would not take part: nothing that they said is coded.");
        }

        return notesBy is not null && row.KeyId is null ? Problems.Invalid("/notesBy", "This person wrote no notes of this interview.") : null;
    }
}
