namespace Transform.Api.Http;

/// <summary>A file to keep. A route that answers with it says <c>.GivesDownload(…)</c> with its media types.</summary>
public sealed class Download(byte[] bytes, string mediaType, string fileName) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = mediaType + "; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Cookie, Authorization";
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}

public static class DownloadExtensions
{
    public static RouteHandlerBuilder GivesDownload(this RouteHandlerBuilder builder, string mediaType, params string[] others)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Produces<string>(StatusCodes.Status200OK, mediaType, others);
    }
}
