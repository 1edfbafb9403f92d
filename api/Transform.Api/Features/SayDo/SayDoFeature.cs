using Transform.Api.Scores;
using Transform.Api.Trust;

namespace Transform.Api.Features.SayDo;

/// <summary>
/// What is said beside what is done: of those who endorse, who was asked to act, who committed to an act, and who kept one. An interview with its follow-ups
/// counts once. Kept is only what has evidence at which somebody else has looked. Nobody is named or ranked.
/// </summary>
public static class SayDoFeature
{
    public static void Add(IServiceCollection services) => services.AddScoped<IMeasure, SayDoMeasure>();

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/programmes/{programmeId:guid}/say-do").WithTags("SayDo").WithinProgramme();
        GetSayDo.Map(group);
        GetSayDoHistory.Map(group);
        GetSayDoEvidence.Map(group);
    }
}
