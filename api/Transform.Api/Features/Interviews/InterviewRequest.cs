using System.ComponentModel.DataAnnotations;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Interviews;

/// <summary>An interview as it is written, whole: with its stances and mentions it has one version.</summary>
public record InterviewRequest
{
    [Required, SensibleDate]
    public required DateTime HeldAt { get; init; }

    [Range(1, 1440)]
    public int? Minutes { get; init; }

    /// <summary><c>oneToOne</c> unless told.</summary>
    [OneOf(typeof(InterviewKinds))]
    public string? Kind { get; init; }

    [Required, MinLength(1, ErrorMessage = "Name at least one person."), MaxLength(50)]
    public required IReadOnlyList<ParticipantRequest> Participants { get; init; }

    /// <summary>Whoever asks, unless told.</summary>
    [MaxLength(20)]
    public IReadOnlyList<Guid>? InterviewerIds { get; init; }

    /// <summary><c>notAsked</c> unless told.</summary>
    [OneOf(typeof(Consents))]
    public string? ParticipationConsent { get; init; }

    /// <summary><c>notAsked</c> unless told: nobody is quoted who was not asked.</summary>
    [OneOf(typeof(Consents))]
    public string? QuotationConsent { get; init; }

    /// <summary>Whether whoever leads the programme later may open what was said under today's leads; <c>notAsked</c> unless told.</summary>
    [OneOf(typeof(Consents))]
    public string? SuccessionConsent { get; init; }

    /// <summary><c>leadsOnly</c> unless told.</summary>
    [OneOf(typeof(Confidentiality))]
    public string? Confidentiality { get; init; }

    /// <summary>Why the level changed; needed where more people may read it than before.</summary>
    [StringLength(1000)]
    public string? ConfidentialityReason { get; init; }

    /// <summary>The earlier interview of the same programme that this one follows.</summary>
    public Guid? FollowsId { get; init; }

    /// <summary>Markdown.</summary>
    [StringLength(50_000)]
    public string? Notes { get; init; }

    [MaxLength(100)]
    public IReadOnlyList<StanceRequest>? Stances { get; init; }

    /// <summary><c>unknown</c> unless told.</summary>
    [OneOf(typeof(CommitmentAsked))]
    public string? CommitmentAsked { get; init; }

    [MaxLength(100)]
    public IReadOnlyList<MentionRequest>? Mentions { get; init; }

    internal string Level => Confidentiality ?? Trust.Confidentiality.LeadsOnly;

    internal Terms Terms => new(ParticipationConsent ?? Consents.NotAsked, QuotationConsent ?? Consents.NotAsked, SuccessionConsent ?? Consents.NotAsked, Level);
}

/// <summary>Somebody who is here already, by <c>personId</c>; or a new person, by <c>name</c>.</summary>
public sealed record ParticipantRequest
{
    public Guid? PersonId { get; init; }

    [NotBlank, StringLength(200)]
    public string? Name { get; init; }

    public Guid? OrganisationId { get; init; }

    [NotBlank, StringLength(200)]
    public string? JobTitle { get; init; }
}

public sealed record StanceRequest
{
    [Required]
    public required Guid PropositionId { get; init; }

    /// <summary>1 (against) to 5 (wholly for).</summary>
    [Range(1, 5)]
    public required int Endorsement { get; init; }

    /// <summary>True where the question led to the answer.</summary>
    public bool Elicited { get; init; }
}

public sealed record MentionRequest
{
    [Required]
    public required Guid ThemeId { get; init; }

    /// <summary>The theme's own dimension, unless told.</summary>
    [NotBlank, StringLength(10)]
    public string? Dimension { get; init; }
}
