using Transform.Api.Jobs;

namespace Transform.Api.Scores;

/// <summary>The job that scores programmes. Each feature brings its measure.</summary>
public static class ScoresSetup
{
    public const string JobId = "scores";

    public static void Add(IServiceCollection services) =>
        services.AddSingleton<FailingProgrammes>()
            .AddJob<ScoresJob>(JobId, "Works out the figures of every programme that changed", "scores", TimeSpan.FromSeconds(30), followsWrites: true);
}
