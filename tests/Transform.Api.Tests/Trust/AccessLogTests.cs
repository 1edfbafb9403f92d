using System.Net;
using System.Text.Json.Nodes;
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
    public async Task Rows_cut_off_at_the_end_are_missed_whatever_is_written_or_put_back_after()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        async Task OpenAsync() => await programme.Lead.GetAsync($"{programme.Interviews}/{(await programme.LogAsync(programme.Contributor.Client, "leadsOnly"))["id"]}").ExpectAsync(HttpStatusCode.OK);
        var log = service.Services.GetRequiredService<AccessLog>();
        Task<long?> BrokenAsync() => log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None);
        Assert.Null(await BrokenAsync());
        await OpenAsync();
        await OpenAsync();
        await OpenAsync();
        Assert.Null(await BrokenAsync());

        await ExecuteAsync(service, "CREATE TABLE Kept AS SELECT * FROM AccessLog WHERE Sequence = 3");
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 3");
        Assert.Equal(3, await BrokenAsync());
        await OpenAsync();                                                       // the next row does not take the place of the one that went
        Assert.Equal(3, await BrokenAsync());
        await ExecuteAsync(service, "INSERT INTO AccessLog SELECT * FROM Kept");
        Assert.Null(await BrokenAsync());

        // A head that was set back is not ours; nor are rows without one.
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 4");
        await ExecuteAsync(service, "UPDATE AccessLogHeads SET Sequence = 3, Hash = (SELECT Hash FROM AccessLog WHERE Sequence = 3)");
        Assert.Equal(4, await BrokenAsync());
        await OpenAsync();
        Assert.NotNull(await BrokenAsync());
        await ExecuteAsync(service, "DELETE FROM AccessLogHeads");
        await OpenAsync();
        Assert.NotNull(await BrokenAsync());
    }

    [Fact]
    public async Task A_log_that_was_begun_before_heads_were_kept_is_given_one_once()
    {
        await using var service = new TestService();
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync(service));
        async Task OpenAsync() => await programme.Lead.GetAsync($"{programme.Interviews}/{(await programme.LogAsync(programme.Contributor.Client, "leadsOnly"))["id"]}").ExpectAsync(HttpStatusCode.OK);
        var log = service.Services.GetRequiredService<AccessLog>();
        await OpenAsync();
        await OpenAsync();
        await ExecuteAsync(service, "DELETE FROM AccessLogHeads");
        Assert.Equal(3, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
        await log.SealAsync(CancellationToken.None);
        await log.SealAsync(CancellationToken.None);
        Assert.Null(await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
        await ExecuteAsync(service, "DELETE FROM AccessLog WHERE Sequence = 2");
        Assert.Equal(2, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
        await OpenAsync();
        Assert.Equal(2, await log.FirstBrokenAsync(programme.Workspace.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Reading_what_was_promised_in_confidence_is_an_opening_wherever_it_stands()
    {
        var programme = await TestProgramme.CreateAsync(await TestWorkspace.CreateAsync());
        var (author, lead) = (programme.Contributor, programme.Lead);
        var open = await programme.LogAsync(author.Client, "programme");
        var held = new List<JsonObject>();
        for (var i = 0; i < 6; i++)
        {
            held.Add(await programme.LogAsync(author.Client, "leadsOnly", notes: ""));
        }

        string Commitment(JsonObject interview) => $"{programme.Commitments}/{interview["commitments"]![0]!["id"]}";
        await lead.GetAsync(Commitment(open)).ExpectAsync(HttpStatusCode.OK);                                       // not confidential
        await author.GetAsync(Commitment(held[0])).ExpectAsync(HttpStatusCode.OK);                                  // one's own
        await programme.Colleague.GetAsync(Commitment(held[0])).ExpectAsync(HttpStatusCode.OK);                     // held: nothing was opened
        await programme.Colleague.GetAsync(programme.Commitments).ExpectAsync(HttpStatusCode.OK);
        Assert.Empty(await RowsAsync(programme));

        var etag = await lead.Client.ETagAsync(Commitment(held[0]));
        await ShownAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Get, Commitment(held[0]));
        request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        using var unchanged = await lead.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        // On the interview's own page, where there are no notes beside it; and behind a barrier.
        await lead.GetAsync($"{programme.Interviews}/{held[1]["id"]}").ExpectAsync(HttpStatusCode.OK);
        await ShownAsync(2);
        var barrier = await lead.PostAsync($"programmes/{programme.Id}/barriers", new { name = "Templates", systemName = "Booking", status = "noticed" }).ExpectAsync(HttpStatusCode.Created);
        await author.PostAsync($"programmes/{programme.Id}/barriers/{barrier["id"]}/evidence", new { commitmentId = held[2]["commitments"]![0]!["id"]!.GetValue<Guid>(), stand = "supports" }).ExpectAsync(HttpStatusCode.Created);
        await lead.GetAsync($"programmes/{programme.Id}/barriers/{barrier["id"]}/evidence").ExpectAsync(HttpStatusCode.OK);
        await ShownAsync(3);

        // In the lists: what is in the answer was opened, each once.
        await lead.GetAsync($"{programme.Commitments}?limit=200").ExpectAsync(HttpStatusCode.OK);
        await ShownAsync(6);
        await lead.GetAsync("commitments/due").ExpectAsync(HttpStatusCode.OK);
        await lead.GetAsync($"programmes/{programme.Id}/non-actions").ExpectAsync(HttpStatusCode.OK);
        await ShownAsync(6);                                                                                        // again within a minute
        var readers = (await author.GetAsync($"{programme.Interviews}/{held[5]["id"]}/readers").ExpectAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(lead.UserId, readers.Single()!["reader"]!["id"]!.GetValue<Guid>());

        async Task ShownAsync(int opened)
        {
            var rows = await RowsAsync(programme);
            Assert.All(rows, it => Assert.Equal(lead.UserId, it.ActorId));
            Assert.Equal(opened, rows.Select(it => it.SubjectId).Distinct().Count());
            Assert.Equal(opened, rows.Count);
        }
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
