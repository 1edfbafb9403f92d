using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Activities;

/// <summary>An activity as it is written, whole.</summary>
public sealed record ActivityRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Title { get; init; }

    [Required, OneOf(typeof(ActivityKinds))]
    public required string Kind { get; init; }

    [SensibleDate]
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day, where it lasts longer than one.</summary>
    [SensibleDate]
    public DateOnly? EndsOn { get; init; }

    /// <summary>Hours of work by everybody together.</summary>
    [Range(0.0, 1_000_000.0)]
    public double? Hours { get; init; }

    [Range(0, 1e12)]
    public long? MoneyPence { get; init; }

    /// <summary>True where the money is capital; it is drawn apart from running cost.</summary>
    public bool IsCapital { get; init; }

    /// <summary>Minutes on the agenda of a meeting.</summary>
    [Range(0, 100_000)]
    public int? AgendaMinutes { get; init; }

    public bool IsMilestone { get; init; }

    /// <summary>Months until the result is expected: few for a quick win, many for something sustained.</summary>
    [Range(0, 600)]
    public int? HorizonMonths { get; init; }

    /// <summary>Planned, unless said otherwise.</summary>
    [OneOf(typeof(ActivityStatuses))]
    public string Status { get; init; } = ActivityStatuses.Planned;

    /// <summary>Which of the programme's groups who must change took part.</summary>
    [MaxLength(100)]
    public IReadOnlyList<Guid> GroupsPresent { get; init; } = [];

    /// <summary>How its attention divides over the dimensions: shares that sum to 1, or nothing where it is not coded yet.</summary>
    [MaxLength(24)]
    public IReadOnlyList<FocusShare> Focus { get; init; } = [];

    internal ActivityRow ToRow(Guid id, Guid? codedBy, DateTime createdAt, DateTime now, int version) => new(
        id, Title.Trim(), Kind, StartsOn, EndsOn, Hours, MoneyPence, IsCapital, AgendaMinutes, IsMilestone, HorizonMonths, Status, codedBy, createdAt, now, version);
}

/// <summary>A dimension's part of an activity's attention.</summary>
public sealed record FocusShare
{
    /// <summary>A code of the programme's taxonomy, such as <c>P1</c>.</summary>
    [Required, StringLength(10)]
    public required string Dimension { get; init; }

    [Range(0.0, 1.0)]
    public required double Share { get; init; }
}

/// <summary>What a programme's activities may refer to: its taxonomy's current dimensions and its groups. Read inside the unit that writes.</summary>
public sealed class ActivityRules
{
    /// <summary>How far a sum of shares may be from 1: people type thirds.</summary>
    public const double Tolerance = 1e-6;

    [PortableSql]
    public const string GroupsSql = "SELECT Id FROM ChangeGroups WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId";

    private readonly HashSet<string> dimensions;
    private readonly HashSet<Guid> groups;

    public ActivityRules(IEnumerable<string> dimensions, IEnumerable<Guid> groups)
    {
        this.dimensions = new HashSet<string>(dimensions, StringComparer.Ordinal);
        this.groups = [.. groups];
    }

    public static async Task<ActivityRules> OfAsync(Unit unit, CurrentUser user, Guid programmeId, params IReadOnlyList<ActivityRequest> requests)
    {
        var of = new { user.WorkspaceId, ProgrammeId = programmeId };
        var codes = requests.Any(it => it.Focus.Count > 0) ? await unit.QueryAsync<string>(TaxonomyDimension.CodesSql, of) : [];
        return new ActivityRules(codes, requests.Any(it => it.GroupsPresent.Count > 0) ? await unit.QueryAsync<Guid>(GroupsSql, of) : []);
    }

    /// <summary>What is wrong with the activity, by JSON pointer; empty where all is well.</summary>
    /// <param name="at">The activity's place in the body.</param>
    public Dictionary<string, string[]> Errors(ActivityRequest body, string at = "")
    {
        var errors = FocusErrors(body.Focus, $"{at}/focus");
        if (body.EndsOn < body.StartsOn)
        {
            errors[$"{at}/endsOn"] = ["It cannot end before it starts."];
        }

        foreach (var (place, group) in body.GroupsPresent.Index())
        {
            if (!groups.Contains(group))
            {
                errors[$"{at}/groupsPresent/{place}"] = ["This programme has no such group."];
            }
        }

        return errors;
    }

    public Dictionary<string, string[]> FocusErrors(IReadOnlyList<FocusShare> focus, string at)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, part) in focus.Index())
        {
            if (!dimensions.Contains(part.Dimension))
            {
                errors[$"{at}/{place}/dimension"] = [$"The programme’s taxonomy has no dimension “{part.Dimension}”."];
            }
            else if (!seen.Add(part.Dimension))
            {
                errors[$"{at}/{place}/dimension"] = [$"{part.Dimension} stands twice. Give each dimension once."];
            }
        }

        if (errors.Count == 0 && focus.Count > 0 && focus.Sum(it => it.Share) is var sum && !(Math.Abs(sum - 1) <= Tolerance))
        {
            errors[at] = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The shares sum to {sum:0.######}; they should sum to 1.")];
        }

        return errors;
    }

    /// <summary>The focus as it is kept: a dimension with nothing in it is left out.</summary>
    public static IReadOnlyList<DimensionShare> Kept(IReadOnlyList<FocusShare> focus) =>
        [.. focus.Where(it => it.Share > 0).OrderBy(it => it.Dimension, StringComparer.Ordinal).Select(it => new DimensionShare(it.Dimension, it.Share))];
}
