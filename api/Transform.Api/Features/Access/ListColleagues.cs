using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Access;

/// <summary>Who can be chosen as an interviewer or a member: open accounts, without their addresses.</summary>
public static class ListColleagues
{
    public sealed record Row(Guid Id, string Name, string Role, string EmailKey);

    public sealed record Colleague(Guid Id, string Name, string Role);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT Id, Name, Role, EmailKey
        FROM Users
        WHERE WorkspaceId = @WorkspaceId AND IsDisabled = 0 AND EmailKey > @AfterEmail
        ORDER BY EmailKey
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/colleagues", HandleAsync).WithName("listColleagues").WithSummary("List who can be an interviewer or a member").Requires(Scopes.ReadProgrammes);

    public static async Task<Page<Colleague>> HandleAsync(Paging paging, CurrentUser user, Db db, CancellationToken ct)
    {
        var rows = paging.Page(await db.QueryAsync<Row>(db.Page(Sql), new { user.WorkspaceId, AfterEmail = paging.Text(0), paging.Take }, ct), last => [last.EmailKey]);
        return new Page<Colleague>([.. rows.Items.Select(row => new Colleague(row.Id, row.Name, row.Role))], rows.Next);
    }
}
