using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Jobs;

namespace Transform.Api.Features.Workspaces;

/// <summary>What each job last did, and when it tries again if it failed. Jobs serve every workspace, and tell of none.</summary>
public static class ListJobs
{
    /// <param name="LastError">The kind of failure; the log has its words.</param>
    public sealed record Job(string Id, string Description, DateTime? LastStartedAt, DateTime? LastSucceededAt, int ConsecutiveFailures, string? LastError, DateTime? NotBefore);

    public static void Map(RouteGroupBuilder group) => group.MapGet("/jobs", HandleAsync).WithName("listJobs").WithSummary("List the background jobs");

    public static async Task<Page<Job>> HandleAsync(IEnumerable<JobDescription> catalogue, Db db, CancellationToken ct)
    {
        var rows = (await db.QueryAsync<JobRunner.Row>(JobRunner.ListSql, new { }, ct)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        return new Page<Job>(
            [.. catalogue.OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => rows.GetValueOrDefault(job.Id) is { } row
                ? new Job(job.Id, job.Description, row.LastStartedAt, row.LastSucceededAt, row.ConsecutiveFailures, row.LastError, row.NotBefore)
                : new Job(job.Id, job.Description, LastStartedAt: null, LastSucceededAt: null, ConsecutiveFailures: 0, LastError: null, NotBefore: null))],
            Next: null);
    }
}
