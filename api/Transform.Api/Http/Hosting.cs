using System.Net;
using System.Net.Mime;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Transform.Api.Data;

namespace Transform.Api.Http;

/// <summary>What every answer says to a browser about what the page may do.</summary>
public sealed class SecurityHeaders(RequestDelegate next, TransformOptions options)
{
    private const string Policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    private const string DocsPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? DocsPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (options.OverHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}

public sealed class DatabaseHealth(Db db) : IHealthCheck
{
    [PortableSql]
    public const string Sql = "SELECT COUNT(*) FROM Jobs";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await db.FindAsync<int>(Sql, new { }, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

public static class Hosting
{
    /// <summary>Whom a limit counts as one: an IPv4 address, or the 64 bits of IPv6 that one customer is given.</summary>
    public static string CallerOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        var address => address.ToString(),
    };

    /// <summary>Takes the caller's address from our own proxies, and only from them; over HTTPS every request came by HTTPS, wherever it was unwrapped.</summary>
    public static void UseCallersAddress(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<TransformOptions>();
        if (settings.Proxies.Count > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                options.KnownIPNetworks.Add(proxy.Contains('/', StringComparison.Ordinal) ? System.Net.IPNetwork.Parse(proxy) : new System.Net.IPNetwork(IPAddress.Parse(proxy), proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32));
            }

            app.UseForwardedHeaders(options);
        }

        if (settings.OverHttps)
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = it => it.Tags.Contains("ready") }).AllowAnonymous();
    }

    public static void MapContract(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.yaml").AllowAnonymous();
        app.MapProblemPages();
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.SwaggerEndpoint("/openapi/v1.yaml", "Transform");
        });
    }

    /// <summary>Serves the web page from <c>page</c> beside the program; every address that is not the API's opens it.</summary>
    public static void UsePage(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "page");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            var isPage = HttpMethods.IsGet(context.Request.Method) && !path.StartsWithSegments("/api", StringComparison.Ordinal) && !path.StartsWithSegments("/health", StringComparison.Ordinal)
                && !path.StartsWithSegments("/openapi", StringComparison.Ordinal) && !path.StartsWithSegments("/docs", StringComparison.Ordinal) && !path.StartsWithSegments("/hangfire", StringComparison.Ordinal);
            if (isPage && !Path.HasExtension(path.Value))
            {
                context.Request.Path = "/index.html";
            }

            if (isPage && Codings.FirstOrDefault(it => Accepts(context.Request, it.Coding) && files.GetFileInfo(context.Request.Path.Value + it.Ending).Exists).Ending is { } ending)
            {
                context.Request.Path = context.Request.Path.Value + ending;
            }

            return next(context);
        });

        var types = new FileExtensionContentTypeProvider();
        foreach (var (_, ending) in Codings)
        {
            types.Mappings[ending] = MediaTypeNames.Application.Octet;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = types,
            OnPrepareResponse = context =>
            {
                var headers = context.Context.Response.Headers;
                headers.CacheControl = context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
                headers.Vary = HeaderNames.AcceptEncoding;
                var (coding, ending) = Codings.FirstOrDefault(it => context.File.Name.EndsWith(it.Ending, StringComparison.Ordinal));
                if (coding is not null && types.TryGetContentType(context.File.Name[..^ending.Length], out var type))
                {
                    headers.ContentEncoding = coding;
                    headers.ContentType = type;
                }
            },
        });
    }

    /// <summary>As which a file of the page stands beside itself, the smallest first.</summary>
    private static readonly (string Coding, string Ending)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private static bool Accepts(HttpRequest request, string coding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(it => it.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && it.Quality is not 0);
}

/// <summary>Stops a demonstration that would be reachable from elsewhere: its passwords are printed.</summary>
public sealed class LoopbackOnly(IServer server, IHostApplicationLifetime lifetime, ILogger<LoopbackOnly> log) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Any(address => !BindingAddress.Parse(address).Host.Equals("localhost", StringComparison.Ordinal) && !(IPAddress.TryParse(BindingAddress.Parse(address).Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))))
        {
            log.LogCritical("--demo serves this machine only: give a loopback address to --urls.");
            lifetime.StopApplication();
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
