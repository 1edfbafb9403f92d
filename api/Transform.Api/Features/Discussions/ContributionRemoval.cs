using Transform.Api.Coding;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Discussions;

/// <summary>Takes contributions out of the database with what was coded in them; the keys of their words are erased.</summary>
internal static class ContributionRemoval
{
    [PortableSql]
    public const string QuotesSql = "SELECT Id FROM Quotes WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND ContributionId IN @Ids";

    [PortableSql]
    public const string KeysSql = "SELECT KeyId FROM Contributions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids";

    [PortableSql]
    public const string DeleteSql = "DELETE FROM Contributions WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id IN @Ids";

    internal static async Task RunAsync(Unit unit, CurrentUser user, Guid programmeId, IEnumerable<Guid> ids)
    {
        foreach (var some in ids.Chunk(500))
        {
            var args = new { user.WorkspaceId, ProgrammeId = programmeId, Ids = some };
            await QuoteRows.DeleteAsync(unit, user, programmeId, await unit.QueryAsync<Guid>(QuotesSql, args));
            unit.Erase(await unit.QueryAsync<Guid>(KeysSql, args));
            await unit.ExecuteAsync(DeleteSql, args);
        }
    }
}
