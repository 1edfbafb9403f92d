using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>Logs an activity. Who gives it a focus is its coder.</summary>
public static class CreateActivity
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Activities (WorkspaceId, Id, ProgrammeId, Title, TitleKey, Kind, StartsOn, EndsOn, Hours, MoneyPence, IsCapital, AgendaMinutes, IsMilestone, HorizonMonths, Status,
            CodedBy, CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @Title, @TitleKey, @Kind, @StartsOn, @EndsOn, @Hours, @MoneyPence, @IsCapital, @AgendaMinutes, @IsMilestone, @HorizonMonths, @Status,
            @CodedBy, @CreatedBy, @CreatedAt, @RevisedAt, @Version)
        """;

    [PortableSql]
    public const string InsertFocusSql = """
        INSERT INTO ActivityFocus (WorkspaceId, ProgrammeId, ActivityId, Dimension, Share)
        VALUES (@WorkspaceId, @ProgrammeId, @ActivityId, @Dimension, @Share)
        """;

    [PortableSql]
    public const string InsertGroupSql = """
        INSERT INTO ActivityGroups (WorkspaceId, ProgrammeId, ActivityId, ChangeGroupId)
        VALUES (@WorkspaceId, @ProgrammeId, @ActivityId, @ChangeGroupId)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createActivity").WithSummary("Log an activity").Requires(Scopes.WriteProgrammes);

    public static Task<Results<Versioned<Activity>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, ActivityRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        return db.WriteAsync<Results<Versioned<Activity>, ProblemHttpResult>>(user, Change.Created("activity", id, programmeId), async unit =>
        {
            var rules = await ActivityRules.OfAsync(unit, user, programmeId, body);
            if (rules.Errors(body) is { Count: > 0 } errors)
            {
                return Problems.Invalid(errors);
            }

            var made = await unit.OnceAsync(id, () => InsertAsync(unit, user, programmeId, id, body, clock.UtcNow()));
            return await GetActivity.FindAsync(unit, user, programmeId, made) is { } activity
                ? Versioned.Created(activity, activity.Version, Activity.Location(programmeId, made), activity.Variant)
                : Problems.NotFound("activity");
        }, ct);
    }

    internal static async Task InsertAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, ActivityRequest body, DateTime now)
    {
        var focus = ActivityRules.Kept(body.Focus);
        var row = body.ToRow(id, focus.Count > 0 ? user.Id : null, now, now, version: 1);
        await unit.ExecuteAsync(InsertSql, new
        {
            user.WorkspaceId, ProgrammeId = programmeId, CreatedBy = user.Id, TitleKey = row.Title.ToKey(), row.Id, row.Title, row.Kind, row.StartsOn, row.EndsOn, row.Hours, row.MoneyPence, row.IsCapital,
            row.AgendaMinutes, row.IsMilestone, row.HorizonMonths, row.Status, row.CodedBy, row.CreatedAt, row.RevisedAt, row.Version,
        });
        await InsertPartsAsync(unit, user, programmeId, id, body);
    }

    internal static async Task InsertPartsAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id, ActivityRequest body)
    {
        foreach (var part in ActivityRules.Kept(body.Focus))
        {
            await unit.ExecuteAsync(InsertFocusSql, new { user.WorkspaceId, ProgrammeId = programmeId, ActivityId = id, part.Dimension, part.Share });
        }

        foreach (var group in body.GroupsPresent.Distinct())
        {
            await unit.ExecuteAsync(InsertGroupSql, new { user.WorkspaceId, ProgrammeId = programmeId, ActivityId = id, ChangeGroupId = group });
        }
    }
}
