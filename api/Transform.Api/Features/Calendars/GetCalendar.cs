using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Calendars;

/// <summary>
/// The calendar at a secret address, for a calendar program that cannot sign in: the open, dated commitments that its owner sees as things stand
/// now. It leaves the house, so an act and a name are in it only where everybody who reads the programme's interviews may see them; of anything
/// more confidential it says that a commitment falls due, and where to look. There is nothing for an owner whose account was closed.
/// </summary>
public static class GetCalendar
{
    private const int MostEvents = 2000;
    private static readonly TimeSpan ReadsApart = TimeSpan.FromMinutes(10);

    public sealed record FeedRow(Guid WorkspaceId, Guid Id, Guid UserId, string Role, DateTime? LastReadAt);

    public sealed record Row(
        Guid Id, Guid ProgrammeId, string ProgrammeName, Guid? InterviewId, string? PersonName, Guid KeyId, byte[] Act, DateOnly? DueOn, DateTime RevisedAt, int Version,
        string? Confidentiality, string? ParticipationConsent)
    {
        internal bool MayLeave => InterviewId is null || (Confidentiality == Trust.Confidentiality.Programme && ParticipationConsent is not (Consents.Refused or Consents.Withdrawn));
    }

    [PortableSql(typeof(FeedRow), AcrossWorkspaces = "The address itself says whose calendar it is.")]
    public const string FeedSql = """
        SELECT f.WorkspaceId, f.Id, f.UserId, u.Role, f.LastReadAt
        FROM CalendarFeeds f
        JOIN Users u ON u.WorkspaceId = f.WorkspaceId AND u.Id = f.UserId
        WHERE f.TokenHash = @TokenHash AND f.RevokedAt IS NULL AND u.IsDisabled = 0
        """;

    [PortableSql]
    public const string ReadSql = "UPDATE CalendarFeeds SET LastReadAt = @Now WHERE WorkspaceId = @WorkspaceId AND Id = @Id";

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT c.Id, c.ProgrammeId, g.Name AS ProgrammeName, c.InterviewId, p.Name AS PersonName, c.KeyId, c.Act, c.DueOn, c.RevisedAt, c.Version, i.Confidentiality, i.ParticipationConsent
        FROM Commitments c
        JOIN Programmes g ON g.WorkspaceId = c.WorkspaceId AND g.Id = c.ProgrammeId
        LEFT JOIN People p ON p.WorkspaceId = c.WorkspaceId AND p.Id = c.PersonId
        LEFT JOIN Interviews i ON i.WorkspaceId = c.WorkspaceId AND i.Id = c.InterviewId
        WHERE c.WorkspaceId = @WorkspaceId AND c.Status = 'notYetDue' AND c.DueOn IS NOT NULL
            AND (i.Id IS NULL OR i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = c.ProgrammeId AND m.UserId = @UserId))
        ORDER BY c.DueOn DESC, c.Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{token}.ics", HandleAsync).WithName("getCalendar").WithSummary("Read a calendar at its secret address").AllowAnonymous();

    public static async Task<Results<CalendarFile, ProblemHttpResult>> HandleAsync(string token, HttpRequest request, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAsync<FeedRow>(FeedSql, new { TokenHash = ApiKeySecret.Hash(token) }, ct) is not { } feed)
        {
            return Problems.NotFound("calendar");
        }

        var now = clock.UtcNow();
        if (feed.LastReadAt is null || now - feed.LastReadAt > ReadsApart)
        {
            await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync(ReadSql, new { feed.WorkspaceId, feed.Id, Now = now }), ct);
        }

        var owner = CurrentUser.Of(feed.WorkspaceId, feed.UserId, feed.Role);
        var rows = owner.Has(Scopes.ReadInterviews)
            ? await db.QueryAsync<Row>(db.Page(Sql), new { owner.WorkspaceId, UserId = owner.Id, SeesEvery = owner.SeesEveryProgramme, Take = MostEvents }, ct)
            : [];
        var secrets = await keys.FindAsync(rows.FindAll(it => it.MayLeave).ConvertAll(it => it.KeyId), ct);
        var calendar = new CalendarText("Commitments in Transform");
        foreach (var row in rows)
        {
            var act = row.MayLeave && secrets.TryGetValue(row.KeyId, out var secret) ? FreeText.Open(secret, row.Id, SealedFields.Act, row.Act) : null;
            var link = new Uri($"{request.Scheme}://{request.Host}/programmes/{row.ProgrammeId:D}/commitments/{row.Id:D}");
            calendar.Add(new CalendarText.DayEvent(
                row.Id, row.DueOn!.Value, act is null ? "A commitment falls due" : row.PersonName is { } name ? $"{name}: {act}" : act, $"Programme: {row.ProgrammeName}", link, row.Version, row.RevisedAt));
        }

        return new CalendarFile(calendar.ToString());
    }

    internal static string Path(string token) => $"{FeatureList.Base}/public/calendars/{token}.ics";
}

/// <summary>A calendar as an answer, with the hash of its text as ETag, so that a program that holds it is told so.</summary>
public sealed class CalendarFile(string text) : IResult, Microsoft.AspNetCore.Http.Metadata.IEndpointMetadataProvider
{
    private const string ContentType = "text/calendar";

    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        var response = httpContext.Response;
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentDisposition = "inline; filename=\"commitments.ics\"";
        if (Versioned.IsHeldBy(httpContext, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = ContentType + "; charset=utf-8";
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
