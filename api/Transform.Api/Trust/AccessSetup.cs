using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Transform.Api.Http;

namespace Transform.Api.Trust;

/// <summary>Who may come in: session cookies for people, keys for integrators, and nothing without a policy.</summary>
public static class AccessSetup
{
    public const string AntiForgeryHeader = "X-Anti-Forgery";

    private const string Either = "SessionOrKey";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<SessionStore>();
        services.AddSingleton<DataProtectionKeys>();
        services.AddDataProtection().SetApplicationName("Transform");
        services.AddOptions<KeyManagementOptions>().Configure<DataProtectionKeys>((options, keys) => options.XmlRepository = keys);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddSingleton<IPasswordHasher<SignedInUser>, PasswordHasher<SignedInUser>>();
        services.AddSingleton<PasswordHashing>();

        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, options =>
                options.ForwardDefaultSelector = context => context.Request.Headers.ContainsKey("Authorization") ? ApiKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null)
            .AddCookie(options =>
            {
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.Path = "/";
                options.ExpireTimeSpan = SessionStore.Idle;
                options.SlidingExpiration = true;
                options.Events.OnRedirectToLogin = context => ProblemHandling.WriteAsync(context.HttpContext, Problems.Of("unauthenticated"));
                options.Events.OnRedirectToAccessDenied = context => ProblemHandling.WriteAsync(context.HttpContext, Problems.Forbidden());
            });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore, TimeProvider, TransformOptions>((options, sessions, clock, settings) =>
            {
                options.Cookie.Name = settings.OverHttps ? "__Host-transform" : "transform";
                options.Cookie.SecurePolicy = settings.OverHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                options.SessionStore = sessions;
                options.TimeProvider = clock;
            });
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<TransformOptions>((options, settings) =>
        {
            options.HeaderName = AntiForgeryHeader;
            options.Cookie.Name = settings.OverHttps ? "__Host-transform-form" : "transform-form";
            options.Cookie.SecurePolicy = settings.OverHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<CurrentUser>();
    }

    /// <summary>Fills <see cref="CurrentUser"/>, and asks a browser's writes for the anti-forgery header.</summary>
    public static void UseCurrentUser(this WebApplication app) => app.Use(async (context, next) =>
    {
        Identities.Apply(context.User, context.RequestServices.GetRequiredService<CurrentUser>());
        if (context.User.Identity?.AuthenticationType == CookieAuthenticationDefaults.AuthenticationScheme
            && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await ProblemHandling.WriteAsync(context, Problems.Of("anti-forgery"));
            return;
        }

        await next(context);
    });
}

/// <summary>What the password hasher is told of a user: nothing, the hash needs no more than the password.</summary>
public sealed class SignedInUser
{
    public static readonly SignedInUser Instance = new();
}
