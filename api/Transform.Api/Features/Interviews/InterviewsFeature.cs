using Transform.Api.Data;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>What people said: who met whom, with what consent, and what they thought, spoke of and promised.</summary>
public static class InterviewsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/interviews").WithTags("Interviews").WithinProgramme();
        ListInterviews.Map(group);
        CreateInterview.Map(group);
        SearchInterviews.Map(group);
        GetInterview.Map(group);
        ReviseInterview.Map(group);
        DeleteInterview.Map(group);
        WriteFurtherNotes.Map(group);
        WithdrawConsent.Map(group);
        ListInterviewTerms.Map(group);
        ListInterviewReaders.Map(group);
    }

    internal static string Path(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/interviews/{id}";
}

/// <summary>An interview as this reader may see it.</summary>
/// <param name="ParticipantsHeld">True where the reader is not told who took part; <c>participants</c> is then empty.</param>
/// <param name="SuccessionConsent">Whether the people interviewed agreed that a later lead of the programme may read it.</param>
/// <param name="Notes">Markdown. Absent where there are none, and where the reader may not open them.</param>
/// <param name="NotesHeld">True where there are notes that the reader may not open.</param>
/// <param name="FurtherNotes">What further interviewers wrote down, each their own.</param>
/// <param name="FollowsId">The earlier interview that this one follows: in every figure the two are one conversation. Absent where the reader may not know who took part in both.</param>
/// <param name="FollowedBy">The interviews that follow this one, as far as the reader may know of them.</param>
/// <param name="Commitments">Empty for a reader who may not open the notes: it would tell who promised what.</param>
public sealed record Interview(
    Guid Id, DateTime HeldAt, int? Minutes, string Kind, IReadOnlyList<Participant> Participants, bool ParticipantsHeld, IReadOnlyList<Interviewer> Interviewers,
    string ParticipationConsent, string QuotationConsent, string SuccessionConsent, string Confidentiality, string? Notes, bool NotesHeld,
    IReadOnlyList<FurtherNotes> FurtherNotes, IReadOnlyList<Stance> Stances, string CommitmentAsked, IReadOnlyList<Mention> Mentions, IReadOnlyList<InterviewCommitment> Commitments,
    Guid? FollowsId, IReadOnlyList<Guid> FollowedBy, Guid CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version);

public sealed record Participant(Guid PersonId, string Name, Guid? OrganisationId, string? OrganisationName, string? Sector);

public sealed record Interviewer(Guid UserId, string Name);

/// <summary>How far somebody agreed with a proposition.</summary>
/// <param name="Endorsement">1 (against) to 5 (wholly for); 4 and 5 endorse.</param>
/// <param name="Elicited">True where the question led to the answer; false where it came of itself.</param>
/// <param name="CodedBy">Who judged it so, last.</param>
public sealed record Stance(Guid PropositionId, int Endorsement, bool Elicited, InterviewActor? CodedBy);

/// <summary>A user, or an API key.</summary>
/// <param name="Name">Absent where the account is no longer here.</param>
public sealed record InterviewActor(Guid Id, string? Name);

/// <summary>What a further interviewer wrote down.</summary>
/// <param name="Notes">Markdown. Absent where the reader may not open them.</param>
/// <param name="NotesHeld">True where there are notes that the reader may not open.</param>
/// <param name="Version">Their own version, for If-Match; 0 where there are none.</param>
public sealed record FurtherNotes(Guid UserId, string? Name, string? Notes, bool NotesHeld, int Version, DateTime RevisedAt);

/// <param name="Dimension">What the theme was about this time.</param>
public sealed record Mention(Guid ThemeId, string Dimension);

/// <param name="Act">Absent where the commitment's words were erased.</param>
public sealed record InterviewCommitment(Guid Id, string? Act, DateOnly? DueOn, string Status);

/// <summary>An interview's own row, with its notes as they are kept.</summary>
internal sealed record InterviewRow(
    Guid Id, DateTime HeldAt, int? Minutes, string Kind, string ParticipationConsent, string QuotationConsent, string Confidentiality, string CommitmentAsked,
    string SuccessionConsent, Guid CreatedBy, DateTime CreatedAt, DateTime RevisedAt, int Version, Guid? KeyId, byte[]? Notes)
{
    [PortableSql(typeof(InterviewRow))]
    public const string FindSql = """
        SELECT i.Id, i.HeldAt, i.Minutes, i.Kind, i.ParticipationConsent, i.QuotationConsent, i.Confidentiality, i.CommitmentAsked,
            i.SuccessionConsent, i.CreatedBy, i.CreatedAt, i.RevisedAt, i.Version, n.KeyId, n.Notes
        FROM Interviews i
        LEFT JOIN InterviewNotes n ON n.WorkspaceId = i.WorkspaceId AND n.InterviewId = i.Id
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Id = @Id
            AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
        """;

    public Terms Terms => new(ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality);

    public Held Held => new(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent);
}

public static class InterviewKinds
{
    public const string OneToOne = "oneToOne";
    public const string Group = "group";
    public const string Telephone = "telephone";
    public const string Video = "video";
    public const string Other = "other";
}

/// <summary>Whether somebody was asked to act: not asked is not the same as not acting.</summary>
public static class CommitmentAsked
{
    public const string Asked = "asked";
    public const string NotAsked = "notAsked";
    public const string Unknown = "unknown";
}
