using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Transform.Api.Tests.Service;

namespace Transform.Web.Tests;

/// <summary>How the page reaches a browser: as small as both sides can.</summary>
public sealed class PageDeliveryTests
{
    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task The_page_and_its_scripts_come_as_compressed_as_the_browser_reads_them(string accepted, string? coding)
    {
        var workspace = await TestWorkspace.CreateAsync();
        using var client = new HttpClient { BaseAddress = workspace.Service.Address };
        var plain = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        var script = Regex.Match(plain, "src=\"(/assets/[^\"]+\\.js)\"", RegexOptions.NonBacktracking).Groups[1].Value;
        foreach (var (path, type, kept) in ((string, string, string)[])[("/sign-in", "text/html", "no-cache"), (script, "text/javascript", "public, max-age=31536000, immutable")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            using var response = await client.SendAsync(request);
            var body = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal((type, coding), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentEncoding.SingleOrDefault()));
            Assert.Equal(("Accept-Encoding", kept), (response.Headers.Vary.Single(), response.Headers.CacheControl?.ToString()));
            Assert.Equal(await client.GetStringAsync(new Uri(path, UriKind.Relative)), Encoding.UTF8.GetString(Decoded(body, coding)));
            Assert.True(coding is null || path == "/sign-in" || body.Length < 200_000, $"{path} is {body.Length} bytes as {coding}.");

            using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            again.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            again.Headers.TryAddWithoutValidation("If-None-Match", response.Headers.ETag!.ToString());
            using var unchanged = await client.SendAsync(again);
            Assert.Equal(System.Net.HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    private static byte[] Decoded(byte[] body, string? coding)
    {
        using var source = new MemoryStream(body);
        using Stream reading = coding switch { "br" => new BrotliStream(source, CompressionMode.Decompress), "gzip" => new GZipStream(source, CompressionMode.Decompress), _ => source };
        using var decoded = new MemoryStream();
        reading.CopyTo(decoded);
        return decoded.ToArray();
    }
}
