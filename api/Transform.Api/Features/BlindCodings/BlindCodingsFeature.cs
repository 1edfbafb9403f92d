using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.BlindCodings;

/// <summary>
/// Second codings: somebody codes an interview again without seeing the first coding, both are laid side by side, and then settled. How far
/// they agree says what the codes are worth.
/// </summary>
public static class BlindCodingsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        ListBlindCodings.Map(api.MapGroup("/programmes/{programmeId:guid}/blind-codings").WithTags("BlindCodings").WithinProgramme());
        var one = api.MapGroup("/programmes/{programmeId:guid}/interviews/{interviewId:guid}/blind-codings/{userId:guid}").WithTags("BlindCodings").WithinProgramme();
        AskBlindCoding.Map(one);
        WithdrawBlindCoding.Map(one);
        FinishBlindCoding.Map(one);
        GetCodingComparison.Map(one);
        SettleCoding.Map(one);
    }
}

/// <summary>How far a second coding has come.</summary>
public static class BlindCodingStatus
{
    public const string Open = "open";
    public const string Finished = "finished";
    public const string Settled = "settled";
}

/// <summary>A second coding of one interview by one person.</summary>
public sealed record BlindCoding(
    Guid InterviewId, NamedCoder Coder, string Status, NamedCoder AskedBy, DateTime AskedAt, DateTime? FinishedAt, NamedCoder? SettledBy, DateTime? SettledAt, int Version);

public sealed record NamedCoder(Guid Id, string Name);

public sealed record BlindCodingRow(
    Guid InterviewId, Guid CoderId, string CoderName, string Status, Guid AskedBy, string? AskedByName, DateTime AskedAt, DateTime? FinishedAt, Guid? SettledBy, string? SettledByName, DateTime? SettledAt,
    int Version, string Confidentiality)
{
    /// <summary>Second codings of the programme; one of a sealed interview is there for that interview's author alone.</summary>
    [PortableSql(typeof(BlindCodingRow))]
    internal const string Shown = """
        SELECT b.InterviewId, b.CoderId, u.Name AS CoderName, b.Status, b.AskedBy, COALESCE(a.Name, k.Name) AS AskedByName, b.AskedAt, b.FinishedAt,
            b.SettledBy, COALESCE(s.Name, l.Name) AS SettledByName, b.SettledAt, b.Version, i.Confidentiality
        FROM BlindCodings b
        JOIN Interviews i ON i.WorkspaceId = b.WorkspaceId AND i.Id = b.InterviewId
        JOIN Users u ON u.WorkspaceId = b.WorkspaceId AND u.Id = b.CoderId
        LEFT JOIN Users a ON a.WorkspaceId = b.WorkspaceId AND a.Id = b.AskedBy
        LEFT JOIN ApiKeys k ON k.WorkspaceId = b.WorkspaceId AND k.Id = b.AskedBy
        LEFT JOIN Users s ON s.WorkspaceId = b.WorkspaceId AND s.Id = b.SettledBy
        LEFT JOIN ApiKeys l ON l.WorkspaceId = b.WorkspaceId AND l.Id = b.SettledBy
        WHERE b.WorkspaceId = @WorkspaceId AND b.ProgrammeId = @ProgrammeId
            AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn'
        """;

    [PortableSql(typeof(BlindCodingRow))]
    public const string FindSql = Shown + """

            AND b.InterviewId = @InterviewId AND b.CoderId = @CoderId
        """;

    [PortableSql]
    public const string LevelSql = "SELECT Confidentiality FROM Interviews WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @InterviewId";

    /// <summary>What the spine says of a write; nothing to others where the interview was sealed since.</summary>
    internal static async Task<Change> AnnounceAsync(string operation, Guid programmeId, Guid interviewId, CurrentUser user, Db db, CancellationToken ct) => Trust.Confidentiality.Announce(
        operation, "blindCoding", interviewId, programmeId,
        await db.FindAsync<string>(LevelSql, new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId }, ct) ?? Trust.Confidentiality.Programme);

    internal BlindCoding Body => new(
        InterviewId, new NamedCoder(CoderId, CoderName), Status, new NamedCoder(AskedBy, AskedByName ?? ""), AskedAt, FinishedAt,
        SettledBy is { } settledBy ? new NamedCoder(settledBy, SettledByName ?? "") : null, SettledAt, Version);

    internal Versioned<BlindCoding> Ok() => Versioned.Ok(Body, Version, Versioned.VariantOf(CoderName, AskedByName, SettledByName));
}

/// <summary>An interview that has been coded, with what decides whether somebody may code it a second time.</summary>
public sealed record CodedInterview(
    Guid Id, DateTime HeldAt, string Confidentiality, Guid CreatedBy, DateTime CreatedAt, string SuccessionConsent, bool HasNotes, bool IsCoded, bool IsCodedByThem)
{
    /// <summary>
    /// Somebody coded an interview if a quote of it is theirs, or if they logged or revised it and it has mentions that no quote carries: a
    /// ticked mention does not say whose it is. What they sealed for themselves tells nobody else that they did.
    /// </summary>
    [PortableSql(typeof(CodedInterview))]
    internal const string Shown = """
        SELECT i.Id, i.HeldAt, i.Confidentiality, i.CreatedBy, i.CreatedAt, i.SuccessionConsent,
            CASE WHEN EXISTS (SELECT 1 FROM InterviewNotes n WHERE n.WorkspaceId = @WorkspaceId AND n.InterviewId = i.Id) THEN 1 ELSE 0 END AS HasNotes,
            CASE WHEN EXISTS (SELECT 1 FROM InterviewMentions m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = i.ProgrammeId AND m.InterviewId = i.Id) THEN 1 ELSE 0 END AS IsCoded,
            CASE WHEN EXISTS (SELECT 1 FROM Quotes q WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = i.ProgrammeId AND q.InterviewId = i.Id AND q.CreatedBy = @CoderId AND q.BlindCoderId IS NULL
                    AND (q.Confidentiality IS NULL OR q.Confidentiality <> 'sealed' OR q.CreatedBy = @UserId))
                OR (EXISTS (SELECT 1 FROM InterviewMentions t WHERE t.WorkspaceId = @WorkspaceId AND t.ProgrammeId = i.ProgrammeId AND t.InterviewId = i.Id AND t.FromQuotes = 0)
                    AND EXISTS (SELECT 1 FROM Changes c WHERE c.WorkspaceId = @WorkspaceId AND c.SubjectKind IN ('interview', 'sealedInterview') AND c.SubjectId = i.Id AND c.ActorId = @CoderId))
                THEN 1 ELSE 0 END AS IsCodedByThem
        FROM Interviews i
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId
            AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND i.ParticipationConsent <> 'refused' AND i.ParticipationConsent <> 'withdrawn'
        """;

    [PortableSql(typeof(CodedInterview))]
    public const string FindSql = Shown + """

            AND i.Id = @InterviewId
        """;

    internal Held Held => new(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent);
}
