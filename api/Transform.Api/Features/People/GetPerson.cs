using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.People;

/// <summary>One person.</summary>
public static class GetPerson
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/{id:guid}", HandleAsync).WithName("getPerson").WithSummary("Read a person").Requires(Scopes.ReadPeople);

    public static async Task<Results<Versioned<Person>, ProblemHttpResult>> HandleAsync(Guid id, CurrentUser user, Db db, CancellationToken ct) =>
        await db.FindAsync<Person>(Person.FindSql, new { user.WorkspaceId, Id = id }, ct) is { } person
            ? Versioned.Ok(person, person.Version, person.Variant)
            : Problems.NotFound("person");
}
