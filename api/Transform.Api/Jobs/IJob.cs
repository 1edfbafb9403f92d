namespace Transform.Api.Jobs;

/// <summary>
/// Work that looks at what is stale and makes it fresh. Running it twice changes nothing, and a lost nudge costs only time.
/// </summary>
public interface IJob
{
    Task RunAsync(CancellationToken ct);
}

/// <summary>Some of the work could not be done, and has been logged; the rest was. The administrator sees it, but the job does not back off: that would hold up the rest.</summary>
public sealed class PartlyFailedException(string message) : Exception(message);

/// <summary>One job of the catalogue.</summary>
/// <param name="Id">A stable name, for example <c>scores</c>.</param>
/// <param name="Description">What it keeps fresh, in words for an administrator.</param>
/// <param name="Queue">The kind of work: jobs of one queue do not wait for those of another.</param>
/// <param name="Every">How often it runs without being nudged.</param>
/// <param name="FollowsWrites">A write on this node nudges it.</param>
public sealed record JobDescription(string Id, string Description, string Queue, TimeSpan Every, bool FollowsWrites, Type Type);

/// <summary>Runs the catalogue: on its schedule, and soon after a nudge.</summary>
public interface IJobEngine
{
    /// <summary>Asks for a run soon; many nudges may become one run.</summary>
    void Nudge(string jobId);
}

public static class JobCatalogue
{
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string id, string description, string queue, TimeSpan every, bool followsWrites = false)
        where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobDescription(id, description, queue, every, followsWrites, typeof(T)));
}
