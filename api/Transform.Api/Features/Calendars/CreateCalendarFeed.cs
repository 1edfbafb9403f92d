using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Calendars;

/// <summary>Makes the caller's calendar address. It is in this answer and nowhere else; only its hash is kept. An address made before ends.</summary>
public static class CreateCalendarFeed
{
    private const int TokenBytes = 32;

    /// <param name="Url">Present in the first answer only: a repeat of the request cannot show it again.</param>
    public sealed record Response(Guid Id, string? Url, DateTime CreatedAt, int Version);

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO CalendarFeeds (WorkspaceId, Id, UserId, TokenHash, CreatedAt, LastReadAt, RevokedAt, Version)
        VALUES (@WorkspaceId, @Id, @UserId, @TokenHash, @Now, NULL, NULL, @Version)
        """;

    /// <summary>A person's addresses share one count, so that whoever read an earlier one does not end a later one by it.</summary>
    [PortableSql]
    public const string LastVersionSql = "SELECT COALESCE(MAX(Version), 0) FROM CalendarFeeds WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId";

    [PortableSql(typeof(CalendarFeed))]
    public const string MadeSql = "SELECT Id, CreatedAt, LastReadAt, Version FROM CalendarFeeds WHERE WorkspaceId = @WorkspaceId AND UserId = @UserId AND Id = @Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createCalendarFeed").WithSummary("Make my calendar address").Requires(Scopes.ReadInterviews);

    public static async Task<Results<Versioned<Response>, ProblemHttpResult>> HandleAsync(HttpRequest request, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (user.Role == Roles.Integrator)
        {
            return Problems.Forbidden("A calendar belongs to a person, not to a key. Sign in to make one.");
        }

        var id = NewId.Next();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return await db.WriteAsync<Results<Versioned<Response>, ProblemHttpResult>>(user, Change.Created("calendarFeed", id), async unit =>
        {
            var now = clock.UtcNow();
            var made = await unit.OnceAsync(id, async () =>
            {
                await unit.ExecuteAsync(RevokeCalendarFeed.Sql, new { user.WorkspaceId, UserId = user.Id, Now = now });
                var version = await unit.FindAsync<int>(LastVersionSql, new { user.WorkspaceId, UserId = user.Id }) + 1;
                await unit.ExecuteAsync(InsertSql, new { user.WorkspaceId, Id = id, UserId = user.Id, TokenHash = ApiKeySecret.Hash(token), Now = now, Version = version });
            });
            return await unit.FindAsync<CalendarFeed>(MadeSql, new { user.WorkspaceId, UserId = user.Id, Id = made }) is { } feed
                ? Versioned.Created(
                    new Response(feed.Id, unit.IsRepeat ? null : $"{request.Scheme}://{request.Host}{GetCalendar.Path(token)}", feed.CreatedAt, feed.Version), feed.Version,
                    $"{FeatureList.Base}/me/calendar-feed", isConfidential: true)
                : Problems.NotFound("calendar address");
        }, ct);
    }
}
