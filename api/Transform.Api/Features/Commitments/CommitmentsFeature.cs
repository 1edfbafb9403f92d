using System.Security.Cryptography;
using System.Text;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Commitments;

/// <summary>What people said they would do, and what came of it. Each has a version of its own, and is as confidential as its interview.</summary>
public static class CommitmentsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/commitments").WithTags("Commitments").WithinProgramme();
        ListCommitments.Map(group);
        CreateCommitment.Map(group);
        GetCommitment.Map(group);
        ReviseCommitment.Map(group);
        RemoveEvidence.Map(group);
        DeleteCommitment.Map(group);
        ListDueCommitments.Map(api.MapGroup("/commitments").WithTags("Commitments"));
        var reminders = api.MapGroup("/me/reminders").WithTags("Commitments");
        ListReminders.Map(reminders);
        DismissReminder.Map(reminders);
    }

    public static void Add(IServiceCollection services) =>
        services.AddScoped<CommitmentReader>()
            .AddSingleton<RemindersJob.Seen>()
            .AddJob<RemindersJob>("reminders", "Reminds people of commitments that fall due or are overdue", "reminders", TimeSpan.FromHours(1), followsWrites: true);

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/commitments/{id}";
}

/// <summary>A commitment as this reader may see it.</summary>
/// <param name="InterviewId">Absent also where the words are held: it would tell who promised.</param>
/// <param name="Act">Absent where the words are held, or were erased.</param>
/// <param name="WordsHeld">True where the reader may not open the interview: what is left is status and due date.</param>
/// <param name="IsOverdue">True where it is not yet due by its status, but by the calendar it was.</param>
/// <param name="IsChecked">True where there is evidence, and somebody looked at it: a kept commitment counts as kept only then.</param>
/// <param name="ProgrammeName">In lists across programmes only.</param>
public sealed record Commitment(
    Guid Id, Guid ProgrammeId, string? ProgrammeName, Guid? InterviewId, Guid? PersonId, string? PersonName, string? Act, bool WordsHeld, DateOnly? DueOn, string Status, bool IsOverdue,
    bool IsChecked, string? StatusReason, string? Evidence, string? EvidenceLink, Guid? VerifiedBy, Guid? CreatedBy, DateTime? CreatedAt, DateTime? RevisedAt, int Version);

/// <summary>A commitment's row, with its words as they are kept, and what decides who may open them.</summary>
public sealed record CommitmentRow(
    Guid Id, Guid ProgrammeId, string ProgrammeName, Guid? InterviewId, Guid? PersonId, string? PersonName, Guid KeyId, byte[] Act, byte[]? Evidence, string? EvidenceLink, DateOnly? DueOn,
    string Status, byte[]? StatusReason, Guid? VerifiedBy, Guid CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version, string? Confidentiality, Guid? InterviewBy, DateTime? InterviewAt,
    int? InterviewVersion, string? SuccessionConsent, DateTime? LeadsSince)
{
    /// <summary>What a query of commitments starts with. One of a sealed interview exists for that interview's author alone.</summary>
    [PortableSql(typeof(CommitmentRow))]
    internal const string Shown = """
        SELECT c.Id, c.ProgrammeId, g.Name AS ProgrammeName, c.InterviewId, c.PersonId, p.Name AS PersonName, c.KeyId, c.Act, c.Evidence, c.EvidenceLink, c.DueOn,
            c.Status, c.StatusReason, c.VerifiedBy, c.CreatedBy, c.CreatedAt, c.RevisedAt, c.Version, i.Confidentiality, i.CreatedBy AS InterviewBy, i.CreatedAt AS InterviewAt,
            i.Version AS InterviewVersion, i.SuccessionConsent,
            (SELECT l.Since FROM ProgrammeMembers l WHERE l.WorkspaceId = @WorkspaceId AND l.ProgrammeId = c.ProgrammeId AND l.UserId = @UserId AND l.Part = 'lead') AS LeadsSince
        FROM Commitments c
        JOIN Programmes g ON g.WorkspaceId = c.WorkspaceId AND g.Id = c.ProgrammeId
        LEFT JOIN People p ON p.WorkspaceId = c.WorkspaceId AND p.Id = c.PersonId
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE c.WorkspaceId = @WorkspaceId
            AND (i.Id IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    [PortableSql(typeof(CommitmentRow))]
    public const string FindSql = Shown + """

            AND c.ProgrammeId = @ProgrammeId AND c.Id = @Id
        """;

    /// <summary>True where this reader may open the words: as the interview's notes, and whoever wrote them.</summary>
    internal bool OpensTo(CurrentUser user) =>
        Confidentiality is null || CreatedBy == user.Id
        || Trust.Confidentiality.OpensTo(user.Id, LeadsSince, new Held(Confidentiality, InterviewBy!.Value, InterviewAt!.Value, SuccessionConsent!));

    /// <summary>True where the words are somebody else's confidence: to read them is an opening of the interview, and is noted.</summary>
    internal bool IsOpening(CurrentUser user) =>
        Confidentiality is not (null or Trust.Confidentiality.Programme) && CreatedBy != user.Id && InterviewBy != user.Id && OpensTo(user);

    internal bool HasEvidence => Evidence is not null || EvidenceLink is not null;

    internal Commitment For(CurrentUser user, IReadOnlyDictionary<Guid, byte[]> secrets, DateOnly today, bool namesProgramme = false)
    {
        var opens = OpensTo(user);
        var secret = opens ? secrets.GetValueOrDefault(KeyId) : null;
        string? Open(byte[]? text, string field) => secret is null || text is null ? null : FreeText.Open(secret, Id, field, text);
        return new Commitment(
            Id, ProgrammeId, namesProgramme ? ProgrammeName : null, opens ? InterviewId : null, opens ? PersonId : null, opens ? PersonName : null, Open(Act, SealedFields.Act), WordsHeld: !opens,
            DueOn, Status, IsOverdue(today), IsChecked: HasEvidence && VerifiedBy is not null, Open(StatusReason, SealedFields.StatusReason), Open(Evidence, SealedFields.Evidence),
            opens ? EvidenceLink : null, opens ? VerifiedBy : null, opens ? CreatedBy : null, opens ? CreatedAt : null, opens ? RevisedAt : null, Version);
    }

    /// <summary>What can change in the answer while the version does not.</summary>
    internal string VariantFor(CurrentUser user, DateOnly today) =>
        (OpensTo(user) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{PersonName} {Confidentiality is null}")).AsSpan(0, 6)) : "held") + (IsOverdue(today) ? "-overdue" : "");

    private bool IsOverdue(DateOnly today) => Status == CommitmentStatus.NotYetDue && DueOn < today;

}

/// <summary>Reads commitments for a caller, and notes the opening of what was promised in confidence before the words go out.</summary>
public sealed class CommitmentReader(Db db, KeyStore keys, AccessLog accessLog, CurrentUser user, TimeProvider clock)
{
    /// <param name="isHeld">Given the answer's version and variant: true where the caller holds it already, so that nothing is opened.</param>
    internal async Task<(Commitment Body, string Variant)?> FindAsync(Guid programmeId, Guid id, CancellationToken ct, Func<int, string, bool>? isHeld = null)
    {
        if (await db.FindAsync<CommitmentRow>(CommitmentRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id, UserId = user.Id }, ct) is not { } row)
        {
            return null;
        }

        var variant = row.VariantFor(user, clock.UtcToday());
        return ((await OpenAsync([row], namesProgramme: false, ct, isNoted: isHeld?.Invoke(row.Version, variant) != true))[0], variant);
    }

    internal async Task<List<Commitment>> OpenAsync(List<CommitmentRow> rows, bool namesProgramme, CancellationToken ct, bool isNoted = true)
    {
        if (isNoted)
        {
            await accessLog.RecordAsync(user, "interview", rows.Where(it => it.IsOpening(user)).Select(it => (it.InterviewId!.Value, it.InterviewVersion!.Value)), ct);
        }

        var keyIds = rows.FindAll(it => it.OpensTo(user)).ConvertAll(it => it.KeyId);
        var secrets = keyIds.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(keyIds, ct);
        return rows.ConvertAll(it => it.For(user, secrets, clock.UtcToday(), namesProgramme));
    }
}
