using System.Globalization;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Trust;

namespace Transform.Server;

/// <summary>Hangfire on SQL Server: storage, workers by queue, the schedule, and the dashboard for administrators.</summary>
public static class HangfireSetup
{
    public const string DashboardPath = "/hangfire";

    public static void AddHangfireEngine(this IServiceCollection services, ServerOptions options)
    {
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseSqlServerStorage(options.Database, new SqlServerStorageOptions
            {
                SqlClientFactory = SqlClientFactory.Instance,
                CommandBatchMaxTimeout = TimeSpan.FromMinutes(5),
                SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5),       // a killed worker's job is taken up again after this
                QueuePollInterval = TimeSpan.Zero,                          // long polling inside the storage
                UseRecommendedIsolationLevel = true,
                DisableGlobalLocks = true,
            }));
        services.AddScoped<HangfireJob>();
        services.AddSingleton<HangfireJobEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<HangfireJobEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<HangfireJobEngine>());

        if (options.RunsJobs)
        {
            services.AddHostedService<Schedule>();

            // A server a queue: work of one kind never waits for another's.
            var queues = services.Where(it => it.ImplementationInstance is JobDescription).Select(it => ((JobDescription)it.ImplementationInstance!).Queue).Distinct(StringComparer.Ordinal).ToList();
            foreach (var queue in queues)
            {
                services.AddHangfireServer((_, server) =>
                {
                    server.ServerName = $"{Environment.MachineName}:{queue}";
                    server.Queues = [queue];
                    server.WorkerCount = 2;
                    server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
                    server.StopTimeout = TimeSpan.FromSeconds(10);
                    server.ShutdownTimeout = TimeSpan.FromSeconds(15);
                });
            }
        }
    }

    public static void MapJobDashboard(this WebApplication app) =>
        app.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            Authorization = [new AdministratorsOnly()],
            AppPath = "/",
            DashboardTitle = "Transform jobs",
            DisplayStorageConnectionString = false,
        });

    /// <summary>Hangfire's own six-field notation for “every so often”.</summary>
    public static string ToCron(TimeSpan every) => every switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"*/{Math.Max(1, (int)every.TotalSeconds)} * * * * *"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"0 */{(int)every.TotalMinutes} * * * *"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"0 0 */{(int)every.TotalHours} * * *"),
        _ => "0 0 2 * * *",
    };

    private sealed class AdministratorsOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().RequestServices.GetRequiredService<CurrentUser>().Has(Scopes.Administer);
    }

    /// <summary>Writes the catalogue's schedule into Hangfire at the start of a worker, and takes out jobs that no longer exist.</summary>
    private sealed class Schedule(IEnumerable<JobDescription> catalogue, IRecurringJobManager recurring, JobStorage storage) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var known = catalogue.ToDictionary(job => job.Id, StringComparer.Ordinal);
            using var connection = storage.GetConnection();
            foreach (var stale in Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection).Where(job => !known.ContainsKey(job.Id)))
            {
                recurring.RemoveIfExists(stale.Id);
            }

            foreach (var job in known.Values)
            {
                recurring.AddOrUpdate<HangfireJob>(job.Id, job.Queue, it => it.RunAsync(job.Id, CancellationToken.None), ToCron(job.Every));
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
