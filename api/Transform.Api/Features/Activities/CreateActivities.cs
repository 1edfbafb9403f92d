using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Activities;

/// <summary>Logs up to 200 activities in one unit of work: all of them or none. The history names them all in one row.</summary>
public static class CreateActivities
{
    private const string Kind = "activityBatch";

    public sealed record Request
    {
        [Required, MinLength(1), MaxLength(PastedList.MostLines)]
        public required IReadOnlyList<ActivityRequest> Activities { get; init; }
    }

    public sealed record Response(IReadOnlyList<Activity> Items);

    /// <summary>Which activities an earlier, equal request made.</summary>
    [PortableSql]
    public const string ManifestSql = """
        SELECT Manifest
        FROM Changes
        WHERE WorkspaceId = @WorkspaceId AND SubjectKind = @Kind AND SubjectId = @Id
        """;

    [PortableSql(typeof(ActivityRow))]
    public const string FindAllSql = """
        SELECT Id, Title, Kind, StartsOn, EndsOn, Hours, MoneyPence, IsCapital, AgendaMinutes, IsMilestone, HorizonMonths, Status, CodedBy, CreatedAt, RevisedAt, Version
        FROM Activities
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/batch", HandleAsync).WithName("createActivities").WithSummary("Log many activities, all or none").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Request body, HttpContext http, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        var batch = NewId.Next();
        var result = await db.WriteAsync<Results<Created<Response>, ProblemHttpResult>>(user, Change.Created(Kind, batch, programmeId), async unit =>
        {
            var rules = await ActivityRules.OfAsync(unit, user, programmeId, body.Activities);
            var errors = body.Activities.Index().SelectMany(it => rules.Errors(it.Item, $"/activities/{it.Index}")).ToDictionary(StringComparer.Ordinal);
            if (errors.Count > 0)
            {
                return Problems.Invalid(errors);
            }

            var ids = body.Activities.Select(_ => NewId.Next()).ToList();
            var made = await unit.OnceAsync(batch, async () =>
            {
                foreach (var (activity, id) in body.Activities.Zip(ids))
                {
                    await CreateActivity.InsertAsync(unit, user, programmeId, id, activity, clock.UtcNow());
                }
            });
            if (unit.IsRepeat)
            {
                ids = Manifest.Read(await unit.FindAsync<string>(ManifestSql, new { user.WorkspaceId, Kind, Id = made }));
            }

            unit.Manifest = Manifest.Write(ids);
            var rows = (await unit.QueryAsync<ActivityRow>(FindAllSql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = ids })).ToDictionary(it => it.Id);
            var parts = await ActivityParts.OfAsync(unit, user, programmeId, rows.Values);
            return TypedResults.Created($"{FeatureList.Base}/programmes/{programmeId}/activities", new Response([.. ids.Where(rows.ContainsKey).Select(id => parts.Of(rows[id]))]));
        }, ct);
        Versioned.WriteSequence(http);
        return result;
    }
}
