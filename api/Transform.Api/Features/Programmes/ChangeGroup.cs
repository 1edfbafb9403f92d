using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Programmes;

/// <summary>One of the groups who must change how they work.</summary>
/// <param name="HoursAsked">Hours that the programme asks of the whole group.</param>
/// <param name="HoursBackfilled">Hours of those in which somebody else does their work.</param>
public sealed record ChangeGroup(
    Guid Id, string Name, Guid? OrganisationId, string ProfessionalGroup, int HeadCount, int Vacancies, double HoursAsked, double HoursBackfilled,
    DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(ChangeGroup))]
    public const string FindSql = """
        SELECT Id, Name, OrganisationId, ProfessionalGroup, HeadCount, Vacancies, HoursAsked, HoursBackfilled, CreatedAt, RevisedAt, Version
        FROM ChangeGroups
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id
        """;

    public static void MapAll(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/change-groups").WithTags("Change groups").WithinProgramme();
        ListChangeGroups.Map(group);
        CreateChangeGroup.Map(group);
        GetChangeGroup.Map(group);
        ReviseChangeGroup.Map(group);
        DeleteChangeGroup.Map(group);
    }
}

/// <summary>A group as it is written, whole.</summary>
public sealed record ChangeGroupRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    public Guid? OrganisationId { get; init; }

    [OneOf(typeof(ProfessionalGroups))]
    public string ProfessionalGroup { get; init; } = ProfessionalGroups.NotStated;

    [Range(0, 1_000_000)]
    public int HeadCount { get; init; }

    [Range(0, 1_000_000)]
    public int Vacancies { get; init; }

    [Range(0.0, 10_000_000.0)]
    public double HoursAsked { get; init; }

    [Range(0.0, 10_000_000.0)]
    public double HoursBackfilled { get; init; }

    [PortableSql(typeof(Guid))]
    public const string OrganisationSql = "SELECT Id FROM Organisations WHERE WorkspaceId = @WorkspaceId AND Id = @OrganisationId";

    internal object Args(CurrentUser user, Guid programmeId, Guid id, DateTime now, int version = 1) => new
    {
        user.WorkspaceId, ProgrammeId = programmeId, Id = id, Name = Name.Trim(), OrganisationId, ProfessionalGroup, HeadCount, Vacancies, HoursAsked, HoursBackfilled, Now = now, Version = version,
    };

    internal async Task<bool> NamesUnknownOrganisationAsync(Unit unit, Guid workspaceId) =>
        OrganisationId is not null && await unit.FindAsync<Guid?>(OrganisationSql, new { WorkspaceId = workspaceId, OrganisationId }) is null;
}
