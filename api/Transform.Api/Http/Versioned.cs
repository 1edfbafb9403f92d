using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;

namespace Transform.Api.Http;

public interface IVersioned
{
    int Version { get; }
}

/// <summary>A single record with its version as a strong ETag, and the sequence of the write that made it so.</summary>
/// <param name="variant">What the reader's rights change about the body: two bodies of one version have two ETags.</param>
/// <param name="isConfidential">Confidential words are in the body, which then stands in no cache.</param>
public sealed class Versioned<T>(T body, int version, int status, string? location, string variant, bool isConfidential) : IResult, IVersioned, IEndpointMetadataProvider
{
    public T Body { get; } = body;

    public int Version { get; } = version;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        var created = builder.Metadata.OfType<HttpMethodMetadata>().Any(it => it.HttpMethods.Contains("POST"));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(created ? StatusCodes.Status201Created : StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(VersionedMetadata.Instance);
    }

    public Task ExecuteAsync(HttpContext context)
    {
        var etag = Versioned.ETag(Version, variant);
        var headers = context.Response.Headers;
        headers.ETag = etag;
        headers.Vary = "Cookie, Authorization";
        headers.CacheControl = isConfidential ? "no-store" : "private, no-cache";
        Versioned.WriteSequence(context);
        if (Versioned.IsHeldBy(context, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (location is not null)
        {
            headers.Location = location;
        }

        context.Response.StatusCode = status;
        return Json.WriteAsync(context, Body);
    }
}

public static class Versioned
{
    public static Versioned<T> Ok<T>(T body, int version, string variant = "", bool isConfidential = false) => new(body, version, StatusCodes.Status200OK, location: null, variant, isConfidential);

    public static Versioned<T> Created<T>(T body, int version, string location, string variant = "", bool isConfidential = false) => new(body, version, StatusCodes.Status201Created, location, variant, isConfidential);

    /// <summary>True where a GET says by If-None-Match that the caller holds the answer with this ETag.</summary>
    public static bool IsHeldBy(HttpContext context, string etag) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.IfNoneMatch.Any(it => it is not null && it.Contains(etag, StringComparison.Ordinal));

    /// <summary>The variant of a body that also shows other records' words, such as the name of an organisation, which change without it.</summary>
    public static string VariantOf(params IEnumerable<string?> words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))).AsSpan(0, 4));

    public static string ETag(int version, string variant) => variant.Length == 0 ? $"\"v{version}\"" : $"\"v{version}-{variant}\"";

    /// <summary>The version inside a result, or 0 where it has none (a deletion).</summary>
    public static int NumberOf(IResult result) => result switch
    {
        IVersioned it => it.Version,
        INestedHttpResult { Result: IVersioned it } => it.Version,
        _ => 0,
    };

    public static void WriteSequence(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<CurrentUser>().ChangeSequence is { } sequence)
        {
            context.Response.Headers["Change-Sequence"] = sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>204 after a deletion or another write that has nothing to say but its place on the spine.</summary>
public sealed class Done : IResult, IEndpointMetadataProvider
{
    public static readonly Done Result = new();

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
        builder.Metadata.Add(DoneMetadata.Instance);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        Versioned.WriteSequence(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
