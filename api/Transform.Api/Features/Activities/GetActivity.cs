using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>One activity with its focus and the groups who were present.</summary>
public static class GetActivity
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getActivity").WithSummary("Read an activity").Requires(Scopes.ReadProgrammes);

    public static async Task<Results<Versioned<Activity>, ProblemHttpResult>> HandleAsync(Guid programmeId, Guid id, CurrentUser user, Db db, CancellationToken ct)
    {
        var row = await db.FindAsync<ActivityRow>(ActivityRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id }, ct);
        if (row is null)
        {
            return Problems.NotFound("activity");
        }

        var activity = (await ActivityParts.OfAsync(db, user, programmeId, [row], ct)).Of(row);
        return Versioned.Ok(activity, activity.Version, activity.Variant);
    }

    internal static async Task<Activity?> FindAsync(Unit unit, CurrentUser user, Guid programmeId, Guid id) =>
        await unit.FindAsync<ActivityRow>(ActivityRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id }) is { } row
            ? (await ActivityParts.OfAsync(unit, user, programmeId, [row])).Of(row)
            : null;
}
