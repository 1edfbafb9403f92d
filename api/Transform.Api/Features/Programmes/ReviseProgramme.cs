using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Saves an edit by a lead of the programme or an administrator, unless someone else saved since the caller read it.</summary>
public static class ReviseProgramme
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Programmes
        SET Name = @Name, NameKey = @NameKey, Pathway = @Pathway, Summary = @Summary, StartsOn = @StartsOn, EndsOn = @EndsOn, Status = @Status,
            DataController = @DataController, TaxonomyId = @TaxonomyId, TargetPeopleShare = @TargetPeopleShare, QuickWinMonths = @QuickWinMonths,
            KnownBudgetPence = @KnownBudgetPence, KnownAgendaMinutes = @KnownAgendaMinutes, RetentionMonths = @RetentionMonths, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version
        """;

    /// <summary>How many of the programme's codings name a dimension that another taxonomy has not.</summary>
    [PortableSql(typeof(int))]
    public const string HomelessSql = """
        SELECT
            (SELECT COUNT(*) FROM ActivityFocus f
                WHERE f.WorkspaceId = @WorkspaceId AND f.ProgrammeId = @Id AND NOT EXISTS (SELECT 1 FROM FocusDimensions d
                    JOIN FocusTaxonomies t ON t.WorkspaceId = d.WorkspaceId AND t.Id = d.TaxonomyId AND t.Version = d.Edition
                    WHERE d.WorkspaceId = @WorkspaceId AND d.TaxonomyId = @TaxonomyId AND d.Code = f.Dimension))
            + (SELECT COUNT(*) FROM InterviewMentions i JOIN Interviews v ON v.WorkspaceId = i.WorkspaceId AND v.Id = i.InterviewId
                WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @Id AND (v.Confidentiality <> 'sealed' OR v.CreatedBy = @UserId) AND NOT EXISTS (SELECT 1 FROM FocusDimensions e
                    JOIN FocusTaxonomies s ON s.WorkspaceId = e.WorkspaceId AND s.Id = e.TaxonomyId AND s.Version = e.Edition
                    WHERE e.WorkspaceId = @WorkspaceId AND e.TaxonomyId = @TaxonomyId AND e.Code = i.Dimension))
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseProgramme").WithSummary("Revise a programme").Requires(Scopes.WriteProgrammes).RequiresIfMatch();

    public static async Task<Results<Versioned<Programme>, ProblemHttpResult>> HandleAsync(
        Guid id, IfMatch version, ProgrammeRequest body, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (await WhyNotAsync(id, user, db, ct) is { } refused)
        {
            return refused;
        }

        try
        {
            return await db.WriteAsync<Results<Versioned<Programme>, ProblemHttpResult>>(user, Change.Revised("programme", id, id), async unit =>
            {
                var before = await unit.FindAsync<Programme.Row>(Programme.FindSql, new { user.WorkspaceId, Id = id });
                if (before is null)
                {
                    return Problems.NotFound("programme");
                }

                if (before.Version != version.Number)
                {
                    return Problems.Stale(before.Version);
                }

                if (await body.WhyNotAsync(unit, user.WorkspaceId) is { } problem)
                {
                    return problem;
                }

                var taxonomyId = body.TaxonomyId ?? before.TaxonomyId;
                if (taxonomyId != before.TaxonomyId)
                {
                    if (await unit.FindAsync<Guid?>(CreateProgramme.TaxonomySql, new { user.WorkspaceId, TaxonomyId = taxonomyId }) is null)
                    {
                        return Problems.Invalid("/taxonomyId", "There is no such taxonomy.");
                    }

                    if (await unit.FindAsync<int>(HomelessSql, new { user.WorkspaceId, Id = id, TaxonomyId = taxonomyId, UserId = user.Id }) > 0)
                    {
                        return Problems.Conflict("Records of this programme are coded with dimensions that the other taxonomy has not. Add them there first.");
                    }
                }

                await unit.ExecuteAsync(UpdateSql, body.Args(user.WorkspaceId, id, taxonomyId, before.IsMadeUp, clock.UtcNow(), version.Number));
                await body.StoreListsAsync(unit, user.WorkspaceId, id, clock.UtcNow());
                var current = (await Programme.FindAsync(unit, user.WorkspaceId, id))!;
                return Versioned.Ok(current, current.Version, current.Variant);
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A programme of this name is here already.");
        }
    }

    /// <summary>Why the caller may not set the programme up, or null: contributors log, leads decide.</summary>
    internal static async Task<ProblemHttpResult?> WhyNotAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        !await new ProgrammeAccess(db, user).AllowsAsync(id, ct) ? Problems.NotFound("programme")
        : user.SeesEveryProgramme || user.LeadsProgramme ? null
        : Problems.Forbidden("Only a lead of this programme or an administrator can change it.");
}
