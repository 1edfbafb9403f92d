using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Transform.Api.Http;

/// <summary>
/// A computed resource. What a reader gets depends on the workspace's sequence, the query, their rights, the method and the date, all of which are
/// in the body: so its ETag is the body's hash, and two readers who see the same have the same.
/// </summary>
public sealed class Computed<T>(T body) : IResult, IEndpointMetadataProvider
{
    public T Body { get; } = body;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(VersionedMetadata.Instance);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Body, Json.Options);
        var etag = $"\"c{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\"";
        var headers = httpContext.Response.Headers;
        headers.ETag = etag;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Cookie, Authorization";
        if (httpContext.Request.Headers.IfNoneMatch.Any(it => it is not null && it.Contains(etag, StringComparison.Ordinal)))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}

public static class Computed
{
    public static Computed<T> Ok<T>(T body) => new(body);
}

/// <summary>202: the figures have not reached what was asked for; ask again after <c>Retry-After</c> seconds.</summary>
public sealed class StillComputing : IResult, IEndpointMetadataProvider
{
    public static readonly StillComputing Result = new();

    public sealed record Response(string Status);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(Response), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status202Accepted;
        httpContext.Response.Headers.RetryAfter = "1";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(new Response("computing"), Json.Options, httpContext.RequestAborted);
    }
}
