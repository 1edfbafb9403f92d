using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.CodingAgreements;

/// <summary>How far those agree who code the same interviews without seeing each other's codes, as both codings stood when the second was finished.</summary>
public static class CodingAgreementsFeature
{
    public static void Add(IServiceCollection services) => services.AddScoped<IMeasure, CodingAgreementMeasure>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/coding-agreement").WithTags("CodingAgreement").WithinProgramme();
        GetCodingAgreement.Map(group);
    }
}
