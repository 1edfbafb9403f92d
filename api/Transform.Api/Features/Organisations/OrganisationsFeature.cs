using Transform.Api.Data;

namespace Transform.Api.Features.Organisations;

/// <summary>The organisations that take part, with their ODS codes and sectors.</summary>
public static class OrganisationsFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/organisations").WithTags("Organisations");
        ListOrganisations.Map(group);
        CreateOrganisation.Map(group);
        GetOrganisation.Map(group);
        ReviseOrganisation.Map(group);
        DeleteOrganisation.Map(group);
    }
}

public sealed record Organisation(
    Guid Id, string Name, string? OdsCode, string Sector, DateOnly? ValidFrom, DateOnly? ValidTo, Guid? SuccessorId, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(Organisation))]
    public const string FindSql = """
        SELECT Id, Name, OdsCode, Sector, ValidFrom, ValidTo, SuccessorId, CreatedAt, RevisedAt, Version
        FROM Organisations
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id
        """;
}
