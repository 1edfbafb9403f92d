using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.People;

/// <summary>
/// Removes a person whom no record names as far as the caller may know. Whoever took part is marked as having left; whoever is remembered is kept.
/// The answer is the same whatever somebody else sealed: the person is taken out of that too.
/// </summary>
public static class DeletePerson
{
    [PortableSql(typeof(int))]
    public const string UsesSql = """
        SELECT
            (SELECT COUNT(*) FROM InterviewParticipants q JOIN Interviews i ON i.WorkspaceId = q.WorkspaceId AND i.Id = q.InterviewId
                WHERE q.WorkspaceId = @WorkspaceId AND q.PersonId = @Id AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId))
            + (SELECT COUNT(*) FROM Commitments c LEFT JOIN Interviews j ON j.WorkspaceId = c.WorkspaceId AND j.Id = c.InterviewId
                WHERE c.WorkspaceId = @WorkspaceId AND c.PersonId = @Id AND (j.Id IS NULL OR j.Confidentiality <> 'sealed' OR j.CreatedBy = @UserId))
            + (SELECT COUNT(*) FROM Barriers WHERE WorkspaceId = @WorkspaceId AND OwnerPersonId = @Id)
        """;

    /// <summary>What is left then is sealed by others: they are not to be told of, nor kept from letting somebody go.</summary>
    [PortableSql]
    public const string DetachParticipantSql = "DELETE FROM InterviewParticipants WHERE WorkspaceId = @WorkspaceId AND PersonId = @Id";

    [PortableSql]
    public const string DetachCommitmentsSql = "UPDATE Commitments SET PersonId = NULL WHERE WorkspaceId = @WorkspaceId AND PersonId = @Id";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM People WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND Version = @Version";

    public static void Map(RouteGroupBuilder group) =>
        group.MapDelete("/{id:guid}", HandleAsync).WithName("deletePerson").WithSummary("Remove a person").Requires(Scopes.WritePeople).RequiresIfMatch();

    public static Task<Results<Done, ProblemHttpResult>> HandleAsync(Guid id, IfMatch version, CurrentUser user, Db db, CancellationToken ct) =>
        db.WriteAsync<Results<Done, ProblemHttpResult>>(user, Change.Deleted("person", id), async unit =>
        {
            var args = new { user.WorkspaceId, Id = id, Version = version.Number, UserId = user.Id };
            var current = await unit.FindAsync<Person>(Person.FindSql, args);
            if (current is null)
            {
                return Problems.NotFound("person");
            }

            if (current.Version != version.Number)
            {
                return Problems.Stale(current.Version);
            }

            if (current.Status == PersonStatuses.Remembered)
            {
                return Problems.Conflict("This person is remembered, and so is kept.");
            }

            if (await unit.FindAsync<int>(UsesSql, args) > 0)
            {
                return Problems.Conflict("This person took part in an interview, holds a commitment or can do something about a barrier. Set their status to left instead.");
            }

            await unit.ExecuteAsync(DetachParticipantSql, args);
            await unit.ExecuteAsync(DetachCommitmentsSql, args);
            await unit.ExecuteAsync(DeleteSql, args);
            return Done.Result;
        }, ct);
}
