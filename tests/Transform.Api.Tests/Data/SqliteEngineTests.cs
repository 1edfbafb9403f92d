using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Transform.Api.Data;

namespace Transform.Api.Tests.Data;

public sealed class SqliteEngineTests
{
    private const string InsertSql = "INSERT INTO Kept (Id, Value) VALUES (@Id, @Value)";

    public static TheoryData<object?> Values =>
    [
        null, "", "Zoë — “quoted”", Guid.Parse("0190a3f4-5b6c-7d8e-9fab-cdef01234567"), new DateTime(2026, 3, 29, 9, 30, 0, DateTimeKind.Utc), new DateTime(2026, 3, 29, 9, 30, 0, 120, DateTimeKind.Utc),
        new DateOnly(2026, 3, 29), 7, long.MaxValue, true, false, 0.1, double.MaxValue, Array.Empty<byte>(), new byte[] { 0, 1, 255 },
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task A_value_is_kept_as_the_provider_keeps_it(object? value)
    {
        await UnitAsync(ours =>
        {
            using var theirs = new SqliteConnection("Data Source=:memory:");
            theirs.Open();
            Make(theirs);
            foreach (var connection in new[] { ours, theirs })
            {
                var parameters = new DynamicParameters(new { Id = 1 });
                parameters.Add("Value", value);
                Assert.Equal(1, connection.Execute(InsertSql, parameters));
            }

            const string sql = "SELECT typeof(Value) || ' ' || quote(Value) FROM Kept";
            Assert.Equal(theirs.ExecuteScalar<string>(sql), ours.ExecuteScalar<string>(sql));
        });
    }

    [Fact]
    public async Task A_statement_that_was_refused_can_be_run_again() => await UnitAsync(connection =>
    {
        connection.Execute(InsertSql, new { Id = 1, Value = "first" });
        for (var i = 0; i < 2; i++)
        {
            var refused = Assert.Throws<SqliteException>(() => connection.Execute(InsertSql, new { Id = 1, Value = "again" }));
            Assert.Equal((19, 1555), (refused.SqliteErrorCode, refused.SqliteExtendedErrorCode));
        }

        Assert.Equal(1, connection.Execute(InsertSql, new { Id = 2, Value = "second" }));
        Assert.Equal(["first", "second"], connection.Query<string>("SELECT Value FROM Kept ORDER BY Id"));
    });

    [Fact]
    public async Task A_value_that_was_left_out_is_missed_and_never_taken_from_the_run_before() => await UnitAsync(connection =>
    {
        connection.Execute(InsertSql, new { Id = 1, Value = "first" });

        Assert.Throws<InvalidOperationException>(() => connection.Execute(InsertSql, new { Id = 2 }));
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM Kept"));
    });

    [Fact]
    public async Task A_text_of_two_statements_is_refused_before_the_first_is_run() => await UnitAsync(connection =>
    {
        connection.Execute(InsertSql, new { Id = 1, Value = "first" });

        Assert.Throws<InvalidOperationException>(() => connection.Execute("DELETE FROM Kept; DELETE FROM Kept", new { }));
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM Kept"));
    });

    private static async Task UnitAsync(Action<DbConnection> act)
    {
        var folder = Directory.CreateTempSubdirectory("transform-engine-");
        try
        {
            await using var engine = new SqliteEngine(Path.Combine(folder.FullName, "kept.db"));
            await engine.WriteAsync((connection, _) =>
            {
                Make(connection);
                act(connection);
                return Task.FromResult(new UnitOutcome<int>(0, Keep: true));
            }, CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Make(DbConnection connection) => connection.Execute("CREATE TABLE Kept (Id INTEGER PRIMARY KEY NOT NULL, Value ANY) STRICT");
}
