using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Data;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Data;

/// <summary>What a person meets when the database falters, is out of reach, or is full.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_write_that_meets_two_passing_faults_is_done_once()
    {
        using var service = new FaultyService();
        var key = (await TestWorkspace.CreateAsync(service)).Key;
        var retries = 0L;
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEventsOn(instrument, "transform.database.retries") };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref retries, value));
        meters.Start();

        service.Engine.FailNext(2);
        await key.PostAsJsonAsync("organisations", new { name = "Once only", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);

        var list = await key.GetAsync(new Uri("organisations", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Single(list["items"]!.AsArray());
        Assert.True(Interlocked.Read(ref retries) >= 2);
    }

    [Fact]
    public async Task A_database_out_of_reach_is_told_as_503_with_when_to_come_back_and_recovers_by_itself()
    {
        using var service = new FaultyService();
        var key = (await TestWorkspace.CreateAsync(service)).Key;
        service.Engine.FailNext(int.MaxValue);
        using (var response = await key.PostAsJsonAsync("organisations", new { name = "Not now", sector = "acute" }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        service.Engine.FailNext(0);
        for (var tries = 1; ; tries++)
        {
            using var response = await key.PostAsJsonAsync("organisations", new { name = "Now", sector = "acute" });
            if (response.StatusCode == HttpStatusCode.Created)
            {
                break;
            }

            // Where the jobs' writes failed too, the breaker stays open for a while: whoever waits as told is let in.
            Assert.True(tries < 4);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value);
        }
    }

    [Fact]
    public async Task A_full_disk_is_told_as_507_reading_goes_on_and_room_mends_it()
    {
        using var service = new TestService();
        var key = (await TestWorkspace.CreateAsync(service)).Key;
        var db = service.Services.GetRequiredService<Db>();
        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync("PRAGMA max_page_count = 1;", new { }), CancellationToken.None);       // no page more than now

        HttpStatusCode status;
        var made = 0;
        do
        {
            using var response = await key.PostAsJsonAsync("organisations", new { name = $"{made:D5} {new string('x', 180)}", sector = "acute" });
            status = response.StatusCode;
            made += status == HttpStatusCode.Created ? 1 : 0;
        }
        while (status == HttpStatusCode.Created && made < 500);

        Assert.Equal((HttpStatusCode)507, status);
        var list = await key.GetAsync(new Uri("organisations?limit=200", UriKind.Relative)).ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(Math.Min(made, 200), list["items"]!.AsArray().Count);

        await db.WriteUnannouncedAsync(unit => unit.ExecuteAsync("PRAGMA max_page_count = 1000000;", new { }), CancellationToken.None);
        await key.PostAsJsonAsync("organisations", new { name = "Room again", sector = "acute" }).ExpectAsync(HttpStatusCode.Created);
        Assert.Null(await service.Services.GetRequiredService<ChangeSpine>().FirstBrokenAsync(db, (await WorkspaceOfAsync(db)), CancellationToken.None));
    }

    private static async Task<Guid> WorkspaceOfAsync(Db db) => await db.FindAsync<Guid>("SELECT WorkspaceId FROM Workspaces", new { }, CancellationToken.None);

    private sealed class FaultyService : TestService
    {
        public FaultyEngine Engine => (FaultyEngine)Services.GetRequiredService<IDatabaseEngine>();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<IDatabaseEngine>(_ => new FaultyEngine(new SqliteEngine(Path.Combine(DataFolder, "transform.db"))));
            });
        }
    }

    /// <summary>The real engine behind a line that can be cut: a true edge, not a double of our own code.</summary>
    private sealed class FaultyEngine(IDatabaseEngine engine) : IDatabaseEngine
    {
        private int failures;

        public Dialect Dialect => engine.Dialect;

        public void FailNext(int count) => Volatile.Write(ref failures, count);

        public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct) => engine.ReadAsync(read, ct);

        public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction?, Task<UnitOutcome<T>>> unit, CancellationToken ct) =>
            Volatile.Read(ref failures) > 0 && Interlocked.Decrement(ref failures) >= 0 ? throw new CutLineException() : engine.WriteAsync(unit, ct);

        public Task MigrateAsync(Func<DbConnection, DbTransaction, Task> migration, CancellationToken ct) => engine.MigrateAsync(migration, ct);

        public bool IsUniqueViolation(Exception exception) => engine.IsUniqueViolation(exception);

        public bool IsTransient(Exception exception) => exception is CutLineException || engine.IsTransient(exception);

        public bool IsFull(Exception exception) => engine.IsFull(exception);

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }

    private sealed class CutLineException : Exception;
}

internal static class MeterListenerExtensions
{
    public static void EnableMeasurementEventsOn(this MeterListener listener, Instrument instrument, string name)
    {
        if (instrument.Name == name)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
