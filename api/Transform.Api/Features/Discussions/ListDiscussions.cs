using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>A programme's discussions, newest first; <c>?kind=</c> and <c>?search=</c> narrow the list.</summary>
public static class ListDiscussions
{
    [PortableSql(typeof(Discussion), Paged = true)]
    public const string Sql = Discussion.Shown + """

            AND (@Kind IS NULL OR d.Kind = @Kind)
            AND (@Pattern IS NULL OR d.TitleKey LIKE @Pattern)
            AND d.HeldOn <= @Day AND (d.HeldOn < @Day OR d.Id < @Id)
        ORDER BY d.HeldOn DESC, d.Id DESC
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listDiscussions").WithSummary("List a programme's discussions").Requires(Scopes.ReadInterviews);

    public static Task<Page<Discussion>> HandleAsync(
        Guid programmeId, [OneOf(typeof(DiscussionKinds))] string? kind, [StringLength(200)] string? search, Paging paging, CurrentUser user, Db db, CancellationToken ct) =>
        paging.UnlessUnchangedAsync(db, async () => paging.Page(
            await db.QueryAsync<Discussion>(db.Page(Sql), new
            {
                user.WorkspaceId, ProgrammeId = programmeId, Kind = kind, Pattern = search.ToPattern(), Day = paging.Day(0, DateOnly.MaxValue), Id = paging.Id(1, Guid.AllBitsSet), paging.Take,
            }, ct),
            last => [last.HeldOn, last.Id]), ct);
}
