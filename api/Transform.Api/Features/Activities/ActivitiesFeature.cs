using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Activities;

/// <summary>Everything that takes a programme's attention, and which dimensions it goes to.</summary>
public static class ActivitiesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var programme = api.MapGroup("/programmes/{programmeId:guid}").WithTags("Activities").WithinProgramme();
        var group = programme.MapGroup("/activities");
        ListActivities.Map(group);
        CreateActivity.Map(group);
        CreateActivities.Map(group);
        DraftActivities.Map(group);
        GetActivity.Map(group);
        ReviseActivity.Map(group);
        DeleteActivity.Map(group);

        var ratings = programme.MapGroup("/blind-ratings");
        ListBlindRatings.Map(ratings);
        RateBlind.Map(ratings);
    }
}

/// <param name="Hours">Hours of work by everybody together.</param>
/// <param name="HorizonMonths">Months until the result is expected.</param>
/// <param name="GroupsPresent">Which of the groups who must change took part.</param>
/// <param name="Focus">How its attention divides over the dimensions; empty where nobody has coded it, and then it enters no score.</param>
/// <param name="CodedBy">Who gave the focus.</param>
public sealed record Activity(
    Guid Id, string Title, string Kind, DateOnly StartsOn, DateOnly? EndsOn, double? Hours, long? MoneyPence, bool IsCapital, int? AgendaMinutes, bool IsMilestone, int? HorizonMonths, string Status,
    IReadOnlyList<Guid> GroupsPresent, IReadOnlyList<DimensionShare> Focus, Activity.Coder? CodedBy, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    public sealed record Coder(Guid Id, string Name);

    /// <summary>What the coder's name makes of the ETag: it changes without the activity.</summary>
    internal string Variant => CodedBy is null ? "" : Versioned.VariantOf(CodedBy.Name);

    public static string Location(Guid programmeId, Guid id) => $"{FeatureList.Base}/programmes/{programmeId}/activities/{id}";
}

/// <summary>An activity as it is stored, without its parts.</summary>
public sealed record ActivityRow(
    Guid Id, string Title, string Kind, DateOnly StartsOn, DateOnly? EndsOn, double? Hours, long? MoneyPence, bool IsCapital, int? AgendaMinutes, bool IsMilestone, int? HorizonMonths, string Status,
    Guid? CodedBy, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    [PortableSql(typeof(ActivityRow))]
    public const string FindSql = """
        SELECT Id, Title, Kind, StartsOn, EndsOn, Hours, MoneyPence, IsCapital, AgendaMinutes, IsMilestone, HorizonMonths, Status, CodedBy, CreatedAt, RevisedAt, Version
        FROM Activities
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id
        """;
}

/// <summary>What hangs on the activities of one page: read with one statement a kind, never one an activity.</summary>
public sealed class ActivityParts
{
    public sealed record FocusRow(Guid ActivityId, string Dimension, double Share);

    public sealed record GroupRow(Guid ActivityId, Guid ChangeGroupId);

    [PortableSql(typeof(FocusRow))]
    public const string FocusSql = """
        SELECT ActivityId, Dimension, Share
        FROM ActivityFocus
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId IN @Ids
        ORDER BY ActivityId, Dimension
        """;

    [PortableSql(typeof(GroupRow))]
    public const string GroupsSql = """
        SELECT ActivityId, ChangeGroupId
        FROM ActivityGroups
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId IN @Ids
        """;

    /// <summary>Who coded: a person, or the API key of a program.</summary>
    [PortableSql(typeof(Activity.Coder))]
    public const string CodersSql = """
        SELECT Id, Name
        FROM Users
        WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids
        UNION ALL
        SELECT Id, Name
        FROM ApiKeys
        WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids
        """;

    private readonly ILookup<Guid, DimensionShare> focus;
    private readonly ILookup<Guid, Guid> groups;
    private readonly Dictionary<Guid, Activity.Coder> coders;

    private ActivityParts(List<FocusRow> focus, List<GroupRow> groups, List<Activity.Coder> coders)
    {
        this.focus = focus.ToLookup(it => it.ActivityId, it => new DimensionShare(it.Dimension, it.Share));
        this.groups = groups.ToLookup(it => it.ActivityId, it => it.ChangeGroupId);
        this.coders = coders.ToDictionary(it => it.Id);
    }

    public static async Task<ActivityParts> OfAsync(Db db, CurrentUser user, Guid programmeId, IReadOnlyCollection<ActivityRow> rows, CancellationToken ct)
    {
        var (of, coders) = Args(user, programmeId, rows);
        return new ActivityParts(
            await db.QueryAsync<FocusRow>(FocusSql, of, ct), await db.QueryAsync<GroupRow>(GroupsSql, of, ct), coders is null ? [] : await db.QueryAsync<Activity.Coder>(CodersSql, coders, ct));
    }

    public static async Task<ActivityParts> OfAsync(Unit unit, CurrentUser user, Guid programmeId, IReadOnlyCollection<ActivityRow> rows)
    {
        var (of, coders) = Args(user, programmeId, rows);
        return new ActivityParts(
            await unit.QueryAsync<FocusRow>(FocusSql, of), await unit.QueryAsync<GroupRow>(GroupsSql, of), coders is null ? [] : await unit.QueryAsync<Activity.Coder>(CodersSql, coders));
    }

    public Activity Of(ActivityRow it) => new(
        it.Id, it.Title, it.Kind, it.StartsOn, it.EndsOn, it.Hours, it.MoneyPence, it.IsCapital, it.AgendaMinutes, it.IsMilestone, it.HorizonMonths, it.Status,
        [.. groups[it.Id].Order()], [.. focus[it.Id]], it.CodedBy is { } coder ? coders.GetValueOrDefault(coder) : null, it.CreatedAt, it.RevisedAt, it.Version);

    private static (object Of, object? Coders) Args(CurrentUser user, Guid programmeId, IReadOnlyCollection<ActivityRow> rows)
    {
        var coders = rows.Select(it => it.CodedBy).OfType<Guid>().Distinct().ToList();
        return (new { user.WorkspaceId, ProgrammeId = programmeId, Ids = rows.Select(it => it.Id).ToList() }, coders.Count == 0 ? null : new { user.WorkspaceId, Ids = coders });
    }
}
