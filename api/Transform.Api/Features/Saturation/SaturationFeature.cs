using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.Saturation;

/// <summary>When conversations stopped bringing new themes. It says that themes ran dry, and nothing of whether the right people were heard.</summary>
public static class SaturationFeature
{
    public static void Add(IServiceCollection services) => services.AddScoped<IMeasure, SaturationMeasure>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/saturation").WithTags("Saturation").WithinProgramme();
        GetSaturation.Map(group);
    }
}
