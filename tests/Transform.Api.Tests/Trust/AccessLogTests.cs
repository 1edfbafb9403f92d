using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Tests.Service;
using Transform.Api.Trust;

namespace Transform.Api.Tests.Trust;

public sealed class AccessLogTests
{
    [Fact]
    public async Task Opening_somebody_elses_confidential_notes_is_written_down_and_nothing_else_is()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var open = await programme.LogAsync(programme.Contributor.Client, "programme");
        var held = await programme.LogAsync(programme.Contributor.Client, "leadsOnly");
        var quiet = await programme.LogAsync(programme.Contributor.Client, "nonAttributable");
        var path = $"{programme.Interviews}/{held["id"]}";

        await programme.Lead.GetAsync($"{programme.Interviews}/{open["id"]}").ExpectAsync(HttpStatusCode.OK);       // not confidential
        await programme.Contributor.GetAsync(path).ExpectAsync(HttpStatusCode.OK);                                  // one's own
        await programme.Colleague.GetAsync(path).ExpectAsync(HttpStatusCode.OK);                                    // held: nothing was opened
        await programme.Lead.GetAsync(programme.Interviews).ExpectAsync(HttpStatusCode.OK);                         // a list has no notes
        Assert.Empty(await RowsAsync(programme));

        var etag = await programme.Lead.Client.ETagAsync(path);
        await programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK);                                         // again within a minute
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        using var unchanged = await programme.Lead.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        await programme.Lead.GetAsync($"{programme.Interviews}/{quiet["id"]}").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(
            [(1L, programme.Lead.UserId, held["id"]!.GetValue<Guid>()), (2L, programme.Lead.UserId, quiet["id"]!.GetValue<Guid>())],
            await RowsAsync(programme));
    }

    [Fact]
    public async Task The_chain_holds_under_many_readers_and_names_the_first_row_that_was_touched()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        var paths = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            paths.Add($"{programme.Interviews}/{(await programme.LogAsync(programme.Contributor.Client, "leadsOnly"))["id"]}");
        }

        await Task.WhenAll(paths.Select(path => programme.Lead.GetAsync(path).ExpectAsync(HttpStatusCode.OK)));
        Assert.Equal(Enumerable.Range(1, 12).Select(it => (long)it), (await RowsAsync(programme)).Select(it => it.Sequence));
        var log = service.Services.GetRequiredService<AccessLog>();
        Assert.Null(await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));

        await ExecuteAsync(service, "UPDATE AccessLog SET SubjectId = ActorId WHERE Sequence = 5");
        Assert.Equal(5, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 3");
        Assert.Equal(3, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_row_of_another_past_does_not_fit_into_the_chain()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        async Task OpenAsync() => await programme.Lead.GetAsync($"{programme.Interviews}/{(await programme.LogAsync(programme.Contributor.Client, "leadsOnly"))["id"]}").ExpectAsync(HttpStatusCode.OK);
        await OpenAsync();
        await OpenAsync();
        await ExecuteAsync(service, "CREATE TABLE Kept AS SELECT * FROM AccessLog WHERE Sequence = 2");
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 1");
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 2");
        await OpenAsync();
        var log = service.Services.GetRequiredService<AccessLog>();
        Assert.Null(await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
        await ExecuteAsync(service, "INSERT INTO AccessLog (WorkspaceId, Sequence, At, ActorId, SubjectKind, SubjectId, Hash) SELECT WorkspaceId, Sequence, At, ActorId, SubjectKind, SubjectId, Hash FROM Kept");
        Assert.Equal(2, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
    }

    private static async Task<List<(long Sequence, Guid ActorId, Guid SubjectId)>> RowsAsync(TestProgramme programme)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(programme.Workspace.Service.DataFolder, "transform.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Sequence, ActorId, SubjectId FROM AccessLog WHERE WorkspaceId = @WorkspaceId ORDER BY Sequence";
        command.Parameters.AddWithValue("@WorkspaceId", programme.Workspace.Id);
        var rows = new List<(long, Guid, Guid)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), reader.GetGuid(1), reader.GetGuid(2)));
        }

        return rows;
    }

    private static async Task ExecuteAsync(TestService service, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(service.DataFolder, "transform.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.InRange(await command.ExecuteNonQueryAsync(), -1, 1);
    }
}
