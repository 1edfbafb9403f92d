using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Coverage;

/// <summary>Who has been heard, on what: nobody may say “all agree” while a sector has nobody.</summary>
public static class CoverageFeature
{
    public static void Add(IServiceCollection services) => services.AddScoped<IMeasure, CoverageMeasure>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/coverage").WithTags("Coverage").WithinProgramme();
        GetCoverage.Map(group);
        GetCoverageEvidence.Map(group);
    }
}
