using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Transform.Api.Http;

/// <summary>Every failure as a problem that a person can act on. The types are stable; each is explained at <c>/docs/problems</c>.</summary>
public static class Problems
{
    public const string TypeBase = "/docs/problems/";

    /// <summary>Every code with the status it comes with and the words that explain it.</summary>
    public static readonly IReadOnlyDictionary<string, (int Status, string Title, string Meaning)> Catalogue = new Dictionary<string, (int, string, string)>(StringComparer.Ordinal)
    {
        ["malformed"] = (400, "The request could not be read", "The body is not JSON, or a part of the address is not what it should be. Mend the request and send it again."),
        ["validation"] = (400, "Some of what was sent needs mending", "`errors` names each field by its JSON pointer and says what to do."),
        ["bad-cursor"] = (400, "The page mark is not valid here", "Start the list again without `cursor`; a cursor belongs to one list, its filters and one workspace."),
        ["unauthenticated"] = (401, "Sign in first", "The request carries no valid session or API key."),
        ["anti-forgery"] = (400, "The page is out of date", "The `X-Anti-Forgery` header is missing or not of this session. Read `GET /api/v1/session` again and repeat the request."),
        ["forbidden"] = (403, "You may not do this", "Your role or the key's scopes do not include this operation. An administrator can change that."),
        ["not-found"] = (404, "Nothing is here", "It does not exist, or it is not yours to see."),
        ["method-not-allowed"] = (405, "This cannot be done here", "The address exists, but not with this method."),
        ["conflict"] = (409, "It conflicts with what is already there", "`detail` says with what."),
        ["stale"] = (412, "Someone saved since you read it", "Read the record again, put your change onto the newest version, and send its ETag in If-Match."),
        ["too-large"] = (413, "Too much was sent at once", "Send less: `detail` gives the limit."),
        ["unsupported-media-type"] = (415, "This kind of content is not taken here", "Send `application/json`, or for an import the kind of file that the contract names."),
        ["idempotency-mismatch"] = (422, "This Idempotency-Key came with another request", "Use a new key for a new request; repeat the same body with the same key."),
        ["precondition-required"] = (428, "Say which version you read", "Send the record's ETag in If-Match."),
        ["rate-limited"] = (429, "Too many requests", "Wait as long as `Retry-After` says."),
        ["unexpected"] = (500, "Something went wrong on our side", "It has been logged under `traceId`; nothing was half-written."),
        ["unavailable"] = (503, "The service cannot reach its data just now", "Nothing was written. Try again after `Retry-After` seconds."),
        ["storage-full"] = (507, "There is no room left to store this", "Reading still works. Tell the administrator that the disk is full."),
    };

    public static ProblemHttpResult Of(string code, string? detail = null, IDictionary<string, string[]>? errors = null)
    {
        var (status, title, _) = Catalogue[code];
        var details = new ProblemDetails { Status = status, Title = title, Detail = detail, Type = TypeBase + code };
        details.Extensions["code"] = code;
        if (errors is not null)
        {
            details.Extensions["errors"] = errors;
        }

        return TypedResults.Problem(details);
    }

    /// <summary>The problem inside a result, if it is one.</summary>
    public static ProblemHttpResult? Of(IResult result) => result switch
    {
        ProblemHttpResult problem => problem,
        INestedHttpResult { Result: ProblemHttpResult problem } => problem,
        _ => null,
    };

    public static ProblemHttpResult NotFound(string kind) => Of("not-found", $"There is no such {kind}, or it is not yours to see.");

    public static ProblemHttpResult Stale(int current) => Of("stale", $"The newest version is {current}.");

    public static ProblemHttpResult Conflict(string detail) => Of("conflict", detail);

    public static ProblemHttpResult Forbidden(string? detail = null) => Of("forbidden", detail);

    public static ProblemHttpResult IdempotencyMismatch() => Of("idempotency-mismatch");

    /// <param name="pointer">A JSON pointer into the body, for example <c>/focus/0/share</c>.</param>
    public static ProblemHttpResult Invalid(string pointer, string message) =>
        Of("validation", errors: new Dictionary<string, string[]>(StringComparer.Ordinal) { [pointer] = [message] });

    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => Of("validation", errors: errors);
}

/// <summary>Carries a problem out of a place that cannot return one; it rolls back the unit of work on its way.</summary>
public sealed class ProblemException(ProblemHttpResult problem) : Exception(problem.ProblemDetails.Title)
{
    public ProblemHttpResult Problem { get; } = problem;
}
