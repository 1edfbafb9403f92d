using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Programmes;

/// <summary>Starts a programme. A person who starts one leads it; a contributor cannot.</summary>
public static class CreateProgramme
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Programmes (WorkspaceId, Id, Name, NameKey, Pathway, Summary, StartsOn, EndsOn, Status, DataController, TaxonomyId, TargetPeopleShare,
            QuickWinMonths, KnownBudgetPence, KnownAgendaMinutes, RetentionMonths, IsMadeUp, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @Name, @NameKey, @Pathway, @Summary, @StartsOn, @EndsOn, @Status, @DataController, @TaxonomyId, @TargetPeopleShare,
            @QuickWinMonths, @KnownBudgetPence, @KnownAgendaMinutes, @RetentionMonths, @IsMadeUp, @Now, @Now, 1)
        """;

    [PortableSql(typeof(Guid))]
    public const string TaxonomySql = """
        SELECT Id
        FROM FocusTaxonomies
        WHERE WorkspaceId = @WorkspaceId AND (@TaxonomyId IS NULL OR Id = @TaxonomyId)
        ORDER BY CreatedAt, NameKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createProgramme").WithSummary("Start a programme").Requires(Scopes.WriteProgrammes);

    public static async Task<Results<Versioned<Programme>, ProblemHttpResult>> HandleAsync(ProgrammeRequest body, CurrentUser user, Db db, TransformOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (user.Role == Roles.Contributor)
        {
            return Problems.Forbidden("A programme is started by a programme lead or an administrator.");
        }

        var id = NewId.Next();
        var isPerson = user.Role != Roles.Integrator;
        var asked = isPerson
            ? body with { Members = [new ProgrammeMemberRequest { UserId = user.Id, Part = MemberParts.Lead }, .. body.Members.Where(it => it.UserId != user.Id)] }
            : body;
        try
        {
            return await db.WriteAsync<Results<Versioned<Programme>, ProblemHttpResult>>(user, Change.Created("programme", id, id), async unit =>
            {
                if (await body.WhyNotAsync(unit, user.WorkspaceId) is { } problem)
                {
                    return problem;
                }

                if (await unit.FindAsync<Guid?>(TaxonomySql, new { user.WorkspaceId, body.TaxonomyId }) is not { } taxonomyId)
                {
                    return Problems.Invalid("/taxonomyId", "There is no such taxonomy.");
                }

                var made = await unit.OnceAsync(id, async () =>
                {
                    await unit.ExecuteAsync(InsertSql, asked.Args(user.WorkspaceId, id, taxonomyId, isMadeUp: options.Demo, clock.UtcNow()));
                    await asked.StoreListsAsync(unit, user.WorkspaceId, id, clock.UtcNow());
                });
                return await Programme.FindAsync(unit, user.WorkspaceId, made) is { } programme
                    ? Versioned.Created(programme, programme.Version, $"{FeatureList.Base}/programmes/{made}", programme.Variant)
                    : Problems.NotFound("programme");
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("A programme of this name is here already.");
        }
    }
}
