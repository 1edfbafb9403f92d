using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Features.Activities;

/// <summary>Keeps the caller's own focus for an activity that somebody else coded, in place of the one they gave before. The first coding stays as it is.</summary>
public static class RateBlind
{
    public sealed record Request
    {
        [Required, MinLength(1), MaxLength(24)]
        public required IReadOnlyList<FocusShare> Focus { get; init; }
    }

    [PortableSql]
    public const string DeleteOwnSql = """
        DELETE FROM BlindRatings
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ActivityId = @ActivityId AND RatedBy = @RatedBy
        """;

    [PortableSql]
    public const string InsertSql = """
        INSERT INTO BlindRatings (WorkspaceId, ProgrammeId, ActivityId, RatedBy, Dimension, Share, RatedAt)
        VALUES (@WorkspaceId, @ProgrammeId, @ActivityId, @RatedBy, @Dimension, @Share, @RatedAt)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{activityId:guid}", HandleAsync).WithName("rateBlind").WithSummary("Give your own focus for an activity, blind").Requires(Scopes.WriteProgrammes);

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid activityId, Request body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, new Change("rated", "activity", activityId, programmeId), async unit =>
        {
            var of = new { user.WorkspaceId, ProgrammeId = programmeId, Id = activityId };
            var activity = await unit.FindAsync<ActivityRow>(ActivityRow.FindSql, of);
            if (activity is null)
            {
                return Problems.NotFound("activity");
            }

            var rules = new ActivityRules(await unit.QueryAsync<string>(TaxonomyDimension.CodesSql, of), []);
            if (rules.FocusErrors(body.Focus, "/focus") is { Count: > 0 } errors)
            {
                return Problems.Invalid(errors);
            }

            switch (activity)
            {
                case { CodedBy: null }:
                    return Problems.Conflict("Nobody has coded this activity yet. Give it a focus on the activity itself.");
                case { CodedBy: { } coder } when coder == user.Id:
                    return Problems.Conflict("You coded this activity yourself: somebody else re-rates it.");
                case var _ when !BlindSample.Holds(programmeId, activityId):
                    return Problems.Conflict("This activity is not in the random tenth that is re-rated.");
            }

            await unit.ExecuteAsync(DeleteOwnSql, new { user.WorkspaceId, ProgrammeId = programmeId, ActivityId = activityId, RatedBy = user.Id });
            foreach (var part in ActivityRules.Kept(body.Focus))
            {
                await unit.ExecuteAsync(InsertSql, new { user.WorkspaceId, ProgrammeId = programmeId, ActivityId = activityId, RatedBy = user.Id, part.Dimension, part.Share, RatedAt = clock.UtcNow() });
            }

            return Done.Result;
        }, ct);
}
