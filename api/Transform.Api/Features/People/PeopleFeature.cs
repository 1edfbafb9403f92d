using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Domain;

namespace Transform.Api.Features.People;

/// <summary>The people whom a programme meets. Ethnicity, health and age are never held on a named person.</summary>
public static class PeopleFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/people").WithTags("People");
        ListPeople.Map(group);
        CreatePerson.Map(group);
        GetPerson.Map(group);
        RevisePerson.Map(group);
        DeletePerson.Map(group);
    }
}

public sealed record Person(
    Guid Id, string Name, string? Email, Guid? OrganisationId, string? OrganisationName, string? JobTitle, string ProfessionalGroup, string CareerStage, string Status,
    DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(Person))]
    public const string FindSql = """
        SELECT p.Id, p.Name, p.Email, p.OrganisationId, o.Name AS OrganisationName, p.JobTitle, p.ProfessionalGroup, p.CareerStage, p.Status, p.CreatedAt, p.RevisedAt, p.Version
        FROM People p
        LEFT JOIN Organisations o ON o.WorkspaceId = p.WorkspaceId AND o.Id = p.OrganisationId
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @Id
        """;

    /// <summary>What the name of their organisation makes of the ETag.</summary>
    internal string Variant => Versioned.VariantOf(OrganisationName);
}

/// <summary>A person as they are written, whole.</summary>
public sealed record PersonRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    [EmailAddress, StringLength(320)]
    public string? Email { get; init; }

    public Guid? OrganisationId { get; init; }

    [StringLength(200)]
    public string? JobTitle { get; init; }

    /// <summary>What kind of work they do. Nobody is a patient here unless they chose to be named so.</summary>
    [OneOf(typeof(ProfessionalGroups))]
    public string ProfessionalGroup { get; init; } = ProfessionalGroups.NotStated;

    [OneOf(typeof(CareerStages))]
    public string CareerStage { get; init; } = CareerStages.NotStated;

    [OneOf(typeof(PersonStatuses))]
    public string Status { get; init; } = PersonStatuses.Active;

    [PortableSql(typeof(Guid))]
    public const string OrganisationSql = "SELECT Id FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id = @OrganisationId";

    internal async Task<bool> NamesUnknownOrganisationAsync(Unit unit, Guid workspaceId) =>
        OrganisationId is not null && await unit.FindAsync<Guid?>(OrganisationSql, new { WorkspaceId = workspaceId, OrganisationId }) is null;

    internal object Args(CurrentUser user, Guid id, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, Id = id, Name = Name.Trim(), NameKey = Name.ToKey(), Email = Email?.Trim(), OrganisationId, JobTitle, ProfessionalGroup, CareerStage, Status, Now = now, Version = version,
    };
}

public static class CareerStages
{
    public const string Student = "student";
    public const string Early = "early";
    public const string Mid = "mid";
    public const string Senior = "senior";
    public const string Executive = "executive";
    public const string Retired = "retired";
    public const string NotStated = "notStated";
}

public static class PersonStatuses
{
    public const string Active = "active";
    public const string Left = "left";

    /// <summary>Somebody who has died: never invited, paired or mailed, and what they gave is kept.</summary>
    public const string Remembered = "remembered";
}
