using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>Saves an edit, unless someone else saved since the caller read it. Who changes the focus becomes its coder.</summary>
public static class ReviseActivity
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Activities
        SET Title = @Title, TitleKey = @TitleKey, Kind = @Kind, StartsOn = @StartsOn, EndsOn = @EndsOn, Hours = @Hours, MoneyPence = @MoneyPence, IsCapital = @IsCapital,
            AgendaMinutes = @AgendaMinutes, IsMilestone = @IsMilestone, HorizonMonths = @HorizonMonths, Status = @Status, CodedBy = @CodedBy, RevisedAt = @RevisedAt, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    /// <summary>A person's blind rating of what they now code themselves would be compared with itself.</summary>
    [PortableSql]
    public const string DeleteOwnRatingSql = """
        DELETE FROM BlindRatings
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId = @Id AND RatedBy = @CodedBy
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseActivity").WithSummary("Revise an activity").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static Task<Results<Versioned<Activity>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, ActivityRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Versioned<Activity>, ProblemHttpResult>>(user, Change.Revised("activity", id, programmeId), async unit =>
        {
            var before = await GetActivity.FindAsync(unit, user, programmeId, id);
            if (before is null)
            {
                return Problems.NotFound("activity");
            }

            var rules = await ActivityRules.OfAsync(unit, user, programmeId, body);
            if (rules.Errors(body) is { Count: > 0 } errors)
            {
                return Problems.Invalid(errors);
            }

            var focus = ActivityRules.Kept(body.Focus);
            var recoded = !focus.SequenceEqual(before.Focus);
            var row = body.ToRow(id, focus.Count == 0 ? null : recoded ? user.Id : before.CodedBy?.Id ?? user.Id, before.CreatedAt, clock.UtcNow(), version.Number);
            var args = new
            {
                user.WorkspaceId, ProgrammeId = programmeId, TitleKey = row.Title.ToKey(), row.Id, row.Title, row.Kind, row.StartsOn, row.EndsOn, row.Hours, row.MoneyPence, row.IsCapital,
                row.AgendaMinutes, row.IsMilestone, row.HorizonMonths, row.Status, row.CodedBy, row.RevisedAt, row.Version,
            };
            if (await unit.ExecuteAsync(UpdateSql, args) == 0)
            {
                return Problems.Stale(before.Version);
            }

            await unit.ExecuteAsync(DeleteActivity.DeleteFocusSql, args);
            await unit.ExecuteAsync(DeleteActivity.DeleteGroupsSql, args);
            await CreateActivity.InsertPartsAsync(unit, user, programmeId, id, body);
            if (recoded)
            {
                await unit.ExecuteAsync(DeleteOwnRatingSql, args);
            }

            return await GetActivity.FindAsync(unit, user, programmeId, id) is { } activity
                ? Versioned.Ok(activity, activity.Version, activity.Variant)
                : Problems.NotFound("activity");
        }, ct);
}
