using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Barriers;

/// <summary>Saves how far it has come with a barrier, unless someone else saved since the caller read it.</summary>
public static class ReviseBarrier
{
    [PortableSql]
    public const string UpdateSql = """
        UPDATE Barriers
        SET Name = @Name, NameKey = @NameKey, Definition = @Definition, SystemName = @SystemName, SystemKey = @SystemKey, OrganisationId = @OrganisationId, OwnerPersonId = @OwnerPersonId,
            Status = @Status, AskedOn = @AskedOn, AnsweredOn = @AnsweredOn, RemovedOn = @RemovedOn, KeyId = @KeyId, Answer = @Answer, RevisedAt = @Now, Version = Version + 1
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id AND Version = @Version
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPut("/{id:guid}", HandleAsync).WithName("reviseBarrier").WithSummary("Revise a barrier").Requires(Scopes.WriteInterviews).RequiresIfMatch();

    public static async Task<Results<Versioned<Barrier>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid id, IfMatch version, BarrierRequest body, CurrentUser user, Db db, KeyStore keys, TimeProvider clock, CancellationToken ct)
    {
        var args = body.Args(user, programmeId, id, await body.KeyAsync(keys, ct), clock.UtcNow(), version.Number);
        try
        {
            var written = await db.WriteAsync<IResult>(user, Change.Revised("barrier", id, programmeId), async unit =>
            {
                var current = await unit.FindAsync<BarrierRow>(BarrierRow.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = id });
                if (BarrierRow.WhyNot(current, version) is { } problem)
                {
                    return problem;
                }

                await body.CheckAsync(unit, user, clock.UtcToday());
                await unit.ExecuteAsync(UpdateSql, args);
                unit.Erase(current!.KeyId is { } old ? [old] : []);
                return Versioned.Ok(id, version.Number + 1);
            }, ct);
            if (Problems.Of(written) is { } refused)
            {
                return refused;
            }
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("This programme has a barrier of this name.");
        }

        return await GetBarrier.FindAsync(programmeId, id, user, db, keys, ct) is var (barrier, variant) ? Versioned.Ok(barrier, barrier.Version, variant) : Problems.NotFound("barrier");
    }
}
