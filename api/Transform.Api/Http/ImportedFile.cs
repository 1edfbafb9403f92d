using System.Text;
using Microsoft.AspNetCore.Http.Metadata;

namespace Transform.Api.Http;

/// <summary>A file that stands alone in the body of an import: read whole, as UTF-8, and never written to disk.</summary>
public static class ImportedFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The route takes a file of one of these kinds, up to 2 MB.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder builder, string contentType, params string[] others) =>
        builder.Accepts<string>(contentType, others).WithMetadata(new SizeLimit(TransformApplication.MostBytesInImport), new FileKinds([contentType, .. others]));

    /// <exception cref="ProblemException">It is no text of a kind that the route takes.</exception>
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var kinds = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<FileKinds>()?.ContentTypes ?? [];
        var kind = request.ContentType?.Split(';')[0].Trim();
        if (!kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.Of("unsupported-media-type", $"Send the file as {string.Join(" or ", kinds)}."));
        }

        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        try
        {
            var text = Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
            return text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            throw new ProblemException(Problems.Invalid("", "This file is not UTF-8. In Excel, choose “CSV UTF-8” when you save it."));
        }
    }

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;

    private sealed record FileKinds(IReadOnlyList<string> ContentTypes);
}
