using System.ComponentModel.DataAnnotations;
using Transform.Api.Http;

namespace Transform.Api.Features.Discussions;

/// <summary>A discussion as it is written, whole.</summary>
public sealed record DiscussionRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Title { get; init; }

    [Required, OneOf(typeof(DiscussionKinds))]
    public required string Kind { get; init; }

    [Required, SensibleDate]
    public required DateOnly HeldOn { get; init; }

    /// <summary>Where it can be read in the open: http or https.</summary>
    [WebLink, StringLength(1000)]
    public string? SourceLink { get; init; }

    /// <summary>What people were asked, and what they were told of how their words would be used.</summary>
    [StringLength(2000)]
    public string? Invitation { get; init; }

    internal object Args(CurrentUser user, Guid programmeId, Guid id, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, ProgrammeId = programmeId, Id = id, Title = Title.Trim(), TitleKey = Title.ToKey(), Kind, HeldOn, SourceLink,
        Invitation = string.IsNullOrWhiteSpace(Invitation) ? null : Invitation.Trim(), UserId = user.Id, Now = now, Version = version,
    };
}
