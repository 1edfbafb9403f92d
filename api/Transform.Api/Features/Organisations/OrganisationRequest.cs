using System.ComponentModel.DataAnnotations;
using Transform.Api.Http;
using Transform.Domain;

namespace Transform.Api.Features.Organisations;

/// <summary>An organisation as it is written, whole.</summary>
public sealed record OrganisationRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    /// <summary>The Organisation Data Service code, three to ten letters and digits.</summary>
    [RegularExpression("^[A-Za-z0-9]{3,10}$", ErrorMessage = "An ODS code has three to ten letters and digits.")]
    public string? OdsCode { get; init; }

    [Required, OneOf(typeof(Sectors))]
    public required string Sector { get; init; }

    [SensibleDate]
    public DateOnly? ValidFrom { get; init; }

    [SensibleDate]
    public DateOnly? ValidTo { get; init; }

    /// <summary>The organisation that took over from this one.</summary>
    public Guid? SuccessorId { get; init; }
}
