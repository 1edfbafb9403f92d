using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Activities;

/// <summary>
/// What the caller is asked to code a second time: a random tenth of the coded activities, without those that they coded themselves. The
/// first coding is not shown here. Reading the same activity elsewhere does show it and is not prevented: the agreement is worth as much as
/// the rater's word that they did not look.
/// </summary>
public static class ListBlindRatings
{
    private const int MostShown = 200;

    public sealed record Row(Guid Id, string Title, string Kind, DateOnly StartsOn);

    public sealed record Rated(Guid ActivityId, DateTime RatedAt);

    /// <param name="Asked">How many activities the caller may re-rate.</param>
    /// <param name="Rated">How many of these they have re-rated.</param>
    /// <param name="Items">Those not rated yet first; 200 at most.</param>
    public sealed record Response(int Asked, int Rated, IReadOnlyList<Item> Items);

    /// <param name="RatedAt">When the caller rated it, if they have.</param>
    public sealed record Item(Guid ActivityId, string Title, string Kind, DateOnly StartsOn, DateTime? RatedAt);

    [PortableSql(typeof(Row))]
    public const string CodedByOthersSql = """
        SELECT Id, Title, Kind, StartsOn
        FROM Activities
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND CodedBy IS NOT NULL AND CodedBy <> @UserId
        ORDER BY StartsOn DESC, Id DESC
        """;

    [PortableSql(typeof(Rated))]
    public const string RatedSql = """
        SELECT ActivityId, MAX(RatedAt) AS RatedAt
        FROM BlindRatings
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND RatedBy = @UserId
        GROUP BY ActivityId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listBlindRatings").WithSummary("List what you are asked to re-rate blind").Requires(Scopes.WriteProgrammes)
            .WithDescription("A random tenth of the coded activities, without those you coded yourself. The first coding is not shown here. Reading the same activity elsewhere shows it and is not prevented: rate before you look.");

    public static async Task<Response> HandleAsync(Guid programmeId, CurrentUser user, Db db, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id };
        var rated = (await db.QueryAsync<Rated>(RatedSql, args, ct)).ToDictionary(it => it.ActivityId, it => it.RatedAt);
        var items = (await db.QueryAsync<Row>(CodedByOthersSql, args, ct))
            .Where(it => BlindSample.Holds(programmeId, it.Id))
            .Select(it => new Item(it.Id, it.Title, it.Kind, it.StartsOn, rated.TryGetValue(it.Id, out var at) ? at : null))
            .OrderBy(it => it.RatedAt is not null)
            .ToList();
        return new Response(items.Count, items.Count(it => it.RatedAt is not null), [.. items.Take(MostShown)]);
    }
}
