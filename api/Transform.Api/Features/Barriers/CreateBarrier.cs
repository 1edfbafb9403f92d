using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>Adds a barrier to a programme.</summary>
public static class CreateBarrier
{
    [PortableSql]
    public const string InsertSql = """
        INSERT INTO Barriers (WorkspaceId, Id, ProgrammeId, Name, NameKey, Definition, SystemName, SystemKey, OrganisationId, OwnerPersonId, Status, AskedOn, AnsweredOn, RemovedOn, KeyId, Answer,
            CreatedBy, CreatedAt, RevisedAt, Version)
        VALUES (@WorkspaceId, @Id, @ProgrammeId, @Name, @NameKey, @Definition, @SystemName, @SystemKey, @OrganisationId, @OwnerPersonId, @Status, @AskedOn, @AnsweredOn, @RemovedOn, @KeyId, @Answer,
            @UserId, @Now, @Now, 1)
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("", HandleAsync).WithName("createBarrier").WithSummary("Add a barrier").Requires(Scopes.WriteInterviews);

    public static async Task<Results<Versioned<Barrier>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, BarrierRequest body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var id = NewId.Next();
        var args = body.Args(user, programmeId, id, await body.KeyAsync(keys, ct), clock.UtcNow());
        IResult written;
        try
        {
            written = await db.WriteAsync<IResult>(user, Change.Created("barrier", id, programmeId), async unit =>
            {
                var made = await unit.OnceAsync(id, async () =>
                {
                    await body.CheckAsync(unit, user, clock.UtcToday());
                    await unit.ExecuteAsync(InsertSql, args);
                });
                return Versioned.Ok(made, version: 1);
            }, ct);
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("This programme has a barrier of this name.");
        }

        return await GetBarrier.FindAsync(programmeId, ((Versioned<Guid>)written).Body, user, db, keys, ct) is var (barrier, variant)
            ? Versioned.Created(barrier, barrier.Version, BarriersFeature.Path(programmeId, barrier.Id), variant)
            : Problems.NotFound("barrier");
    }
}
