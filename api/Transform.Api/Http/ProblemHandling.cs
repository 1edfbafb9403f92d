using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Transform.Api.Data;

namespace Transform.Api.Http;

/// <summary>Turns whatever the framework or the database throws into one of our problems, with pointers to the fields.</summary>
public sealed partial class ProblemHandling(IDatabaseEngine engine, ILogger<ProblemHandling> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = From(context, exception);
        if (problem.StatusCode >= 500)
        {
            log.LogError(exception, "Request {Method} {Route} failed as {Status}", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, problem.StatusCode);
        }

        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        await WriteAsync(context, problem);
        return true;
    }

    /// <summary>Adds what every problem carries and writes it.</summary>
    public static Task WriteAsync(HttpContext context, ProblemHttpResult problem)
    {
        Complete(problem.ProblemDetails, context);
        context.Response.Headers.CacheControl = "no-store";
        return problem.ExecuteAsync(context);
    }

    /// <summary>Gives a bare status, such as an unknown address, the words of a problem.</summary>
    public static Task WriteBareAsync(HttpContext context) => WriteAsync(context, Problems.Of(CodeOf(context.Response.StatusCode)));

    /// <summary>Completes problems that the framework makes itself: validation and bare status codes.</summary>
    public static void Complete(ProblemDetails details, HttpContext context)
    {
        details.Extensions["traceId"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        if (details is HttpValidationProblemDetails validation)
        {
            validation.Errors = validation.Errors.ToDictionary(it => Pointer(it.Key), it => it.Value, StringComparer.Ordinal);
            Fill(details, "validation");
        }
        else if (!details.Extensions.ContainsKey("code"))
        {
            Fill(details, CodeOf(details.Status ?? context.Response.StatusCode));
        }
    }

    private static void Fill(ProblemDetails details, string code)
    {
        var (status, title, _) = Problems.Catalogue[code];
        details.Status = status;
        details.Title = title;
        details.Type = Problems.TypeBase + code;
        details.Extensions["code"] = code;
    }

    private static string CodeOf(int status) => status switch
    {
        400 => "malformed",
        401 => "unauthenticated",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        409 => "conflict",
        413 => "too-large",
        415 => "unsupported-media-type",
        429 => "rate-limited",
        503 => "unavailable",
        _ => "unexpected",
    };

    private ProblemHttpResult From(HttpContext context, Exception exception) => exception switch
    {
        ProblemException thrown => thrown.Problem,
        BadHttpRequestException { StatusCode: 413 } => Problems.Of("too-large", $"This request may hold up to {(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? TransformApplication.MostBytesInBody) / 1024} KB."),
        BadHttpRequestException { StatusCode: 415 } => Problems.Of("unsupported-media-type"),
        BadHttpRequestException { InnerException: JsonException json } => FromJson(json),
        JsonException json => FromJson(json),
        BadHttpRequestException bad => Problems.Of("malformed", Parameter().Match(bad.Message) is { Success: true } it ? $"“{it.Groups[1].Value}” is not of the form it should have." : null),
        BrokenCircuitException or TimeoutRejectedException or OperationCanceledException => Problems.Of("unavailable"),
        _ when engine.IsFull(exception) => Problems.Of("storage-full"),
        _ when engine.IsTransient(exception) => Problems.Of("unavailable"),
        _ => Problems.Of("unexpected"),
    };

    /// <summary>The serializer's own words name our types; ours name the field.</summary>
    private static ProblemHttpResult FromJson(JsonException exception)
    {
        if (exception is TextException text)
        {
            return Problems.Invalid(FromJsonPath(exception.Path) + text.Within, text.Message);
        }

        var message = exception.Message;
        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var names = Quoted().Matches(message[message.LastIndexOf("including:", StringComparison.Ordinal)..]).Select(it => it.Groups[1].Value);
            var at = FromJsonPath(exception.Path);
            return Problems.Invalid(names.ToDictionary(name => $"{at}/{name}", _ => new[] { "Give this field: it is required." }, StringComparer.Ordinal));
        }

        if (message.Contains("could not be mapped", StringComparison.Ordinal) && Quoted().Match(message) is { Success: true } unknown)
        {
            var at = FromJsonPath(exception.Path);
            var name = unknown.Groups[1].Value;
            return Problems.Invalid(at.EndsWith("/" + name, StringComparison.Ordinal) ? at : $"{at}/{name}", "This field is not known here. Take it out, or check its spelling.");
        }

        return exception.Path is null || exception.InnerException is JsonException
            ? Problems.Of("malformed", exception.LineNumber is { } line ? $"The JSON stops making sense in line {line + 1}, near byte {exception.BytePositionInLine}." : "The body is not JSON.")
            : Problems.Invalid(FromJsonPath(exception.Path), "This value is not of the type it should have.");
    }

    /// <summary><c>$.focus[0].share</c> becomes <c>/focus/0/share</c>.</summary>
    private static string FromJsonPath(string? path)
    {
        if (path is null or "$")
        {
            return "";
        }

        var pointer = new StringBuilder();
        foreach (Match part in PathPart().Matches(path))
        {
            pointer.Append('/').Append((part.Groups[1].Success ? part.Groups[1] : part.Groups[2].Success ? part.Groups[2] : part.Groups[3]).Value.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    /// <summary><c>Focus[0].Share</c>, as validation names it, becomes <c>/focus/0/share</c>.</summary>
    private static string Pointer(string key) =>
        key.StartsWith('/') || key.Length == 0 ? key : "/" + string.Join('/', key.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Split('.', StringSplitOptions.RemoveEmptyEntries).Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex(@"'([^']+)'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"parameter ""\w+ (\w+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.([^.\[\]]+)|\[(\d+)\]|\['([^']*)'\]", RegexOptions.NonBacktracking)]
    private static partial Regex PathPart();
}
