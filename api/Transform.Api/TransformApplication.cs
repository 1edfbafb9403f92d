using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Demonstration;
using Transform.Api.Features;
using Transform.Api.Http;
using Transform.Api.Jobs;
using Transform.Api.Trust;

namespace Transform.Api;

/// <summary>The one application, composed alike by both hosts; only the engines differ.</summary>
public static class TransformApplication
{
    /// <summary>What one request may hold: 1 MB.</summary>
    public const int MostBytesInBody = 1024 * 1024;

    /// <summary>What an import may hold: the most that any operation takes.</summary>
    public const int MostBytesInImport = 2 * 1024 * 1024;

    /// <summary>Where the service listens unless <c>--urls</c> says otherwise.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(it => it != "--demo")], ContentRootPath = AppContext.BaseDirectory, WebRootPath = "page" });
        builder.Services.AddSingleton(provider => TransformOptions.From(provider.GetRequiredService<IConfiguration>(), args));
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        if (args.Contains("--demo", StringComparer.Ordinal))
        {
            builder.Services.AddHostedService<LoopbackOnly>();
        }

        return builder;
    }

    public static void AddTransform(this WebApplicationBuilder builder)
    {
        var services = builder.Services;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytesInBody;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);  // says at every start that the cookie keys stand in the database: the README says so once
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);     // ProblemHandling logs what went wrong, once
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ChangeSpine>();
        services.AddSingleton<WriteSignal>();
        services.AddSingleton<DatabaseMetrics>();
        services.AddSingleton<IKeyEraser>(provider => provider.GetRequiredService<KeyStore>());
        services.AddSingleton<Db>();
        services.AddSingleton<AccessLog>();
        services.AddScoped<QuoteReader>();
        services.AddSingleton<JobRunner>();
        services.AddJob<Housekeeping>("housekeeping", "Forgets ended sessions and old repeatable requests, and erases the keys of what was deleted", "upkeep", TimeSpan.FromHours(1));
        services.AddHostedService<Telemetry>();
        services.AddMemoryCache();
        services.AddAccess();
        services.AddContract();
        services.AddValidation();
        services.ConfigureHttpJsonOptions(options => Json.ConfigureRequests(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => ProblemHandling.Complete(context.ProblemDetails, context.HttpContext));
        services.AddExceptionHandler<ProblemHandling>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, ["ready"]);
        services.AddRequestLimits();
        services.AddFeatures();
        services.AddSingleton<JobPause>();
        services.AddSingleton<DemonstrationLoader>();
        services.AddHostedService<Announcement>();
    }

    /// <summary>The embedded edition: one SQLite file, one key store beside it, jobs in this process.</summary>
    public static void AddEmbeddedEngines(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider =>
        {
            var folder = provider.GetRequiredService<TransformOptions>().DataFolder;
            Directory.CreateDirectory(folder);
            return Secrets.OfFolder(folder);
        });
        services.AddSingleton<IDatabaseEngine>(provider => new SqliteEngine(File(provider, "transform.db")));
        services.AddSingleton(provider => new KeyStore(new SqliteEngine(File(provider, "keys.db")), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EmbeddedJobEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<EmbeddedJobEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedJobEngine>());

        static string File(IServiceProvider provider, string name)
        {
            var folder = provider.GetRequiredService<TransformOptions>().DataFolder;
            Directory.CreateDirectory(folder);
            return Path.Combine(folder, name);
        }
    }

    public static void UseTransform(this WebApplication app)
    {
        app.UseCallersAddress();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ProblemHandling.WriteBareAsync(context.HttpContext));
        app.UseMiddleware<SecurityHeaders>();
        app.UsePage();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCurrentUser();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<QueryGuard>();
        app.UseMiddleware<IdempotencyMiddleware>();
        app.MapHealth();
        app.MapContract();
        app.MapFeatures();
    }

    /// <summary>Brings both stores up to date before the first request or job.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var services = app.Services;
        var clock = services.GetRequiredService<TimeProvider>();
        var applied = await new Migrator(services.GetRequiredService<IDatabaseEngine>(), clock).ApplyAsync("", CancellationToken.None);
        if (applied.Contains(AccessLog.HeadsSince))
        {
            await services.GetRequiredService<AccessLog>().SealAsync(CancellationToken.None);
        }

        await services.GetRequiredService<KeyStore>().MigrateAsync(CancellationToken.None);
    }

    private static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<TransformOptions>((options, limits) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            {
                var user = context.RequestServices.GetRequiredService<CurrentUser>();
                return RateLimitPartition.GetTokenBucketLimiter(
                    user.IsKnown ? user.Id.ToString("N") : Hosting.CallerOf(context),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = limits.RequestsPerMinute,
                        TokensPerPeriod = Math.Max(1, limits.RequestsPerMinute / 60),
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    });
            });
            options.AddPolicy(SignInPolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                Hosting.CallerOf(context),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
            options.OnRejected = async (context, _) =>
            {
                // A bucket is refilled by a timer that may come a moment late: who waits as told must not be refused again.
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds + 0.5) : 1;
                var headers = context.HttpContext.Response.Headers;
                headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
                headers["RateLimit-Policy"] = $"\"default\";q={limits.RequestsPerMinute};w=60";
                headers["RateLimit"] = $"\"default\";r=0;t={wait}";
                await ProblemHandling.WriteAsync(context.HttpContext, Problems.Of("rate-limited", $"Try again in {wait} seconds."));
            };
        });
    }

    /// <summary>The stricter limit on guessing a password.</summary>
    public const string SignInPolicy = "sign-in";
}
