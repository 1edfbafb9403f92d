using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Commitments;

/// <summary>A commitment as it is written, whole.</summary>
public sealed record CommitmentRequest
{
    /// <summary>The interview in which it was made; it stays with that interview.</summary>
    public Guid? InterviewId { get; init; }

    /// <summary>Who promised.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What the person said they would do, so that anybody could see whether it was done.</summary>
    [Required, NotBlank, StringLength(2000)]
    public required string Act { get; init; }

    [SensibleDate]
    public DateOnly? DueOn { get; init; }

    /// <summary><c>notYetDue</c> unless told.</summary>
    [OneOf(typeof(CommitmentStatus))]
    public string? Status { get; init; }

    /// <summary>Why it stands so; a withdrawn commitment needs one.</summary>
    [StringLength(2000)]
    public string? StatusReason { get; init; }

    /// <summary>What shows that it was done; a kept commitment needs this or a link.</summary>
    [StringLength(5000)]
    public string? Evidence { get; init; }

    /// <summary>Where the evidence stands: http or https.</summary>
    [WebLink, StringLength(1000)]
    public string? EvidenceLink { get; init; }

    /// <summary>The user who looked at the evidence: somebody else than the one who promised.</summary>
    public Guid? VerifiedBy { get; init; }

    public sealed record PersonRow(Guid Id, string? Email);

    public sealed record UserRow(Guid Id, string EmailKey);

    [PortableSql(typeof(PersonRow))]
    public const string PersonSql = "SELECT Id, Email FROM People WHERE WorkspaceId = @WorkspaceId AND Id = @PersonId";

    [PortableSql(typeof(UserRow))]
    public const string UserSql = "SELECT Id, EmailKey FROM Users WHERE WorkspaceId = @WorkspaceId AND Id = @VerifiedBy";

    internal string StatusOrDefault => Status ?? CommitmentStatus.NotYetDue;

    /// <summary>Looks up whom the request names, and whether its status says enough.</summary>
    /// <exception cref="ProblemException">It cannot stand so.</exception>
    /// <param name="isClaimed">True where it stood as kept without evidence before: then it may go on so, unchecked.</param>
    internal async Task CheckAsync(Unit unit, CurrentUser user, bool isClaimed = false)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var args = new { user.WorkspaceId, PersonId, VerifiedBy };
        var person = PersonId is null ? null : await unit.FindAsync<PersonRow>(PersonSql, args);
        var verifier = VerifiedBy is null ? null : await unit.FindAsync<UserRow>(UserSql, args);
        if (PersonId is not null && person is null)
        {
            errors["/personId"] = ["There is no such person."];
        }

        if (VerifiedBy is not null && verifier is null)
        {
            errors["/verifiedBy"] = ["There is no such user."];
        }
        else if (verifier is not null && person?.Email?.ToKey() == verifier.EmailKey)
        {
            errors["/verifiedBy"] = ["Somebody else than the one who promised looks at the evidence."];
        }

        if (StatusOrDefault == CommitmentStatus.Withdrawn && string.IsNullOrWhiteSpace(StatusReason))
        {
            errors["/statusReason"] = ["Say why it was withdrawn."];
        }

        if (StatusOrDefault == CommitmentStatus.Kept && !isClaimed && string.IsNullOrWhiteSpace(Evidence) && EvidenceLink is null)
        {
            errors["/evidence"] = ["Say what shows that it was kept, or give a link."];
        }

        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.Invalid(errors));
        }
    }

    /// <summary>The row's columns, its words sealed under this key.</summary>
    internal object Args(CurrentUser user, Guid programmeId, Guid id, KeyStore.RecordKey key, DateTime now, int version = 1)
    {
        byte[]? Seal(string field, string? text) => string.IsNullOrWhiteSpace(text) ? null : FreeText.Seal(key.Secret!, id, field, text);
        return new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Id = id, InterviewId, PersonId, KeyId = key.Id, Act = Seal(SealedFields.Act, Act), Evidence = Seal(SealedFields.Evidence, Evidence),
            EvidenceLink, DueOn, Status = StatusOrDefault, StatusReason = Seal(SealedFields.StatusReason, StatusReason), VerifiedBy, UserId = user.Id, Now = now, Version = version,
        };
    }
}
