using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>
/// A programme's activities, the newest first unless <c>?sort=</c> says otherwise. <c>?kind=</c>, <c>?status=</c>, <c>?dimension=</c>, <c>?uncoded=</c>,
/// <c>?missing=</c> and <c>?search=</c> (in titles) narrow the list.
/// </summary>
public static class ListActivities
{
    private const string Filters = """

            AND (@Kind IS NULL OR a.Kind = @Kind)
            AND (@Status IS NULL OR a.Status = @Status)
            AND (@Uncoded IS NULL OR (@Uncoded = 1 AND a.CodedBy IS NULL) OR (@Uncoded = 0 AND a.CodedBy IS NOT NULL))
            AND (@Missing IS NULL OR (@Missing = 'hours' AND a.Hours IS NULL) OR (@Missing = 'money' AND a.MoneyPence IS NULL) OR (@Missing = 'focus' AND a.CodedBy IS NULL))
            AND (@Pattern IS NULL OR a.TitleKey LIKE @Pattern)
            AND (@Dimension IS NULL OR EXISTS (SELECT 1 FROM ActivityFocus f
                WHERE f.WorkspaceId = @WorkspaceId AND f.ProgrammeId = @ProgrammeId AND f.ActivityId = a.Id AND f.Dimension = @Dimension))

        """;

    [PortableSql(typeof(ActivityRow), Paged = true)]
    public const string NewestSql = """
        SELECT a.Id, a.Title, a.Kind, a.StartsOn, a.EndsOn, a.Hours, a.MoneyPence, a.IsCapital, a.AgendaMinutes, a.IsMilestone, a.HorizonMonths, a.Status, a.CodedBy, a.CreatedAt, a.RevisedAt, a.Version
        FROM Activities a
        WHERE a.WorkspaceId = @WorkspaceId AND a.ProgrammeId = @ProgrammeId
            AND a.StartsOn <= @AfterDay AND (a.StartsOn < @AfterDay OR a.Id < @AfterId)
        """ + Filters + "ORDER BY a.StartsOn DESC, a.Id DESC";

    [PortableSql(typeof(ActivityRow), Paged = true)]
    public const string OldestSql = """
        SELECT a.Id, a.Title, a.Kind, a.StartsOn, a.EndsOn, a.Hours, a.MoneyPence, a.IsCapital, a.AgendaMinutes, a.IsMilestone, a.HorizonMonths, a.Status, a.CodedBy, a.CreatedAt, a.RevisedAt, a.Version
        FROM Activities a
        WHERE a.WorkspaceId = @WorkspaceId AND a.ProgrammeId = @ProgrammeId
            AND a.StartsOn >= @AfterDay AND (a.StartsOn > @AfterDay OR a.Id > @AfterId)
        """ + Filters + "ORDER BY a.StartsOn, a.Id";

    [PortableSql(typeof(ActivityRow), Paged = true)]
    public const string TitleSql = """
        SELECT a.Id, a.Title, a.Kind, a.StartsOn, a.EndsOn, a.Hours, a.MoneyPence, a.IsCapital, a.AgendaMinutes, a.IsMilestone, a.HorizonMonths, a.Status, a.CodedBy, a.CreatedAt, a.RevisedAt, a.Version
        FROM Activities a
        WHERE a.WorkspaceId = @WorkspaceId AND a.ProgrammeId = @ProgrammeId
            AND (a.TitleKey > @AfterTitle OR (a.TitleKey = @AfterTitle AND a.Id > @AfterId))
        """ + Filters + "ORDER BY a.TitleKey, a.Id";

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listActivities").WithSummary("List activities").Requires(Scopes.ReadProgrammes);

    public static Task<Page<Activity>> HandleAsync(
        Guid programmeId, [OneOf(typeof(ActivityKinds))] string? kind, [OneOf(typeof(ActivityStatuses))] string? status, [StringLength(10)] string? dimension, bool? uncoded,
        [OneOf(typeof(MissingParts))] string? missing, [StringLength(200)] string? search, [OneOf(typeof(ActivitySorts))] string? sort, Paging paging, CurrentUser user, Db db, CancellationToken ct)
    {
        var (sql, firstDay) = sort switch
        {
            ActivitySorts.Oldest => (OldestSql, DateOnly.MinValue),
            ActivitySorts.Title => (TitleSql, DateOnly.MinValue),
            _ => (NewestSql, DateOnly.MaxValue),
        };
        var byTitle = sort == ActivitySorts.Title;
        var args = new
        {
            user.WorkspaceId, ProgrammeId = programmeId, Kind = kind, Status = status, Dimension = dimension, Uncoded = uncoded, Missing = missing, Pattern = search.ToPattern(),
            AfterDay = byTitle ? firstDay : paging.Day(0, firstDay), AfterTitle = byTitle ? paging.Text(0) : "", AfterId = paging.Id(1, Guid.Empty), paging.Take,
        };
        return paging.UnlessUnchangedAsync(db, async () =>
        {
            var page = paging.Page(await db.QueryAsync<ActivityRow>(db.Page(sql), args, ct), last => byTitle ? [last.Title.ToKey(), last.Id] : [last.StartsOn, last.Id]);
            var parts = await ActivityParts.OfAsync(db, user, programmeId, page.Items, ct);
            return new Page<Activity>([.. page.Items.Select(parts.Of)], page.Next);
        }, ct);
    }
}

/// <summary>What an activity may lack.</summary>
public static class MissingParts
{
    public const string Hours = "hours";
    public const string Focus = "focus";
    public const string Money = "money";
}

public static class ActivitySorts
{
    public const string Newest = "newest";
    public const string Oldest = "oldest";
    public const string Title = "title";
}
