using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Transform.Api.Data;
using Transform.Api.Trust;

namespace Transform.Api.Http;

/// <summary>A page of a list; <c>next</c> is absent on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next) : IResult, IEndpointMetadataProvider
{
    /// <summary>The ETag, where the list has one: see <see cref="Paging.UnlessUnchangedAsync"/>.</summary>
    internal string? ETag { get; init; }

    /// <summary>True where the caller holds this answer already: nothing was read, and 304 is said.</summary>
    internal bool IsUnchanged { get; init; }

    /// <summary>True where confidential words are in the answer, which then stands in no cache.</summary>
    internal bool IsConfidential { get; init; }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(PageBody<T>), ["application/json"]));
        builder.Metadata.Add(PageMetadata.Instance);
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = IsConfidential ? "no-store" : "private, no-cache";
        headers.Vary = "Cookie, Authorization";
        headers.ETag = ETag;
        if (IsUnchanged)
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (Next is not null)
        {
            var query = QueryString.Create(httpContext.Request.Query.Where(it => it.Key != "cursor").Append(new("cursor", Next)));
            headers.Link = $"<{httpContext.Request.Path}{query}>; rel=\"next\"";
        }

        return Json.WriteAsync(httpContext, new PageBody<T>(Items, Next));
    }
}

/// <summary>A page as it is written; the contract cannot describe a type that is itself a result.</summary>
public sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a page of a list starts and how long it is: <c>?limit=</c> (1 to 200, 50 unless told) and an opaque, signed <c>?cursor=</c>.</summary>
public sealed class Paging
{
    private const int MostRows = 200;
    private readonly HttpContext context;
    private readonly string[] after;
    private readonly byte[] binding;
    private readonly byte[] key;

    private Paging(HttpContext context, int limit, string[] after, byte[] binding, byte[] key)
    {
        this.context = context;
        Limit = limit;
        this.after = after;
        this.binding = binding;
        this.key = key;
    }

    public int Limit { get; }

    /// <summary>How many rows to read: one more than is shown tells whether there is a next page.</summary>
    public int Take => Limit + 1;

    public static ValueTask<Paging> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = context.Request.Query;
        var limit = 50;
        if (query.TryGetValue("limit", out var asked) && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostRows))
        {
            throw new ProblemException(Problems.Of("malformed", $"“limit” is a number from 1 to {MostRows}."));
        }

        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        var key = context.RequestServices.GetRequiredService<Secrets>().For("cursors");
        var filters = string.Join('&', query.Where(it => it.Key is not ("cursor" or "limit")).OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}={it.Value}"));
        var binding = Encoding.UTF8.GetBytes($"{user.WorkspaceId:N} {context.Request.Path} {filters}");
        var after = query.TryGetValue("cursor", out var cursor) ? Open(cursor.ToString(), binding, key) : [];
        return ValueTask.FromResult(new Paging(context, limit, after, binding, key));
    }

    public string Text(int index, string otherwise = "") => index < after.Length ? after[index] : otherwise;

    public DateTime Time(int index, DateTime otherwise) =>
        index < after.Length ? DateTime.Parse(after[index], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : otherwise;

    public DateOnly Day(int index, DateOnly otherwise) => index < after.Length ? DateOnly.ParseExact(after[index], "O", CultureInfo.InvariantCulture) : otherwise;

    public Guid Id(int index, Guid otherwise) => index < after.Length ? Guid.ParseExact(after[index], "N") : otherwise;

    public double Number(int index, double otherwise) => index < after.Length ? double.Parse(after[index], CultureInfo.InvariantCulture) : otherwise;

    public long Whole(int index, long otherwise) => index < after.Length ? long.Parse(after[index], CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Cuts the extra row off and marks where the next page starts.</summary>
    /// <param name="place">The columns that the list is ordered by, of its last row.</param>
    public Page<T> Page<T>(IReadOnlyList<T> rows, Func<T, object[]> place)
    {
        if (rows.Count <= Limit)
        {
            return new Page<T>(rows, Next: null);
        }

        var shown = rows.Take(Limit).ToList();
        return new Page<T>(shown, Seal(place(shown[^1])));
    }

    /// <summary>
    /// Gives the list an ETag of workspace sequence, query, reader and day, and answers 304 without reading where the caller holds it already.
    /// The sequence is taken before the rows are read: a write between the two costs one reading more, and never hides a change.
    /// </summary>
    public async Task<Page<T>> UnlessUnchangedAsync<T>(Db db, Func<Task<Page<T>>> read, CancellationToken ct)
    {
        var services = context.RequestServices;
        var user = services.GetRequiredService<CurrentUser>();
        var sequence = await db.FindAsync<long>(ChangeSpine.CurrentSql, new { user.WorkspaceId }, ct);
        var today = services.GetRequiredService<TimeProvider>().UtcToday();
        var of = $"{user.WorkspaceId:N} {user.Rights} {sequence} {today:O} {typeof(Paging).Module.ModuleVersionId:N} {context.Request.Path}{context.Request.QueryString}";
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 12))}\"";
        return Versioned.IsHeldBy(context, etag)
            ? new Page<T>([], Next: null) { ETag = etag, IsUnchanged = true }
            : await read() with { ETag = etag };
    }

    private string Seal(object[] place)
    {
        var values = place.Select(value => value switch
        {
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            Guid id => id.ToString("N"),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        }).ToArray();
        var text = JsonSerializer.SerializeToUtf8Bytes(values);
        return Base64Url(Mac(text, binding, key)) + "." + Base64Url(text);
    }

    private static string[] Open(string cursor, byte[] binding, byte[] key)
    {
        try
        {
            if (cursor.Split('.') is [var mac, var body])
            {
                var text = FromBase64Url(body);
                if (CryptographicOperations.FixedTimeEquals(FromBase64Url(mac), Mac(text, binding, key)))
                {
                    return JsonSerializer.Deserialize<string[]>(text)!;
                }
            }
        }
        catch (FormatException)
        {
            // Told below like any other mark that is not ours.
        }

        throw new ProblemException(Problems.Of("bad-cursor"));
    }

    private static byte[] Mac(byte[] text, byte[] binding, byte[] key) => HMACSHA256.HashData(key, (byte[])[.. binding, 0, .. text])[..16];

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] FromBase64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
