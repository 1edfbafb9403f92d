using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Transform.Api.Data;

/// <summary>Applies the numbered scripts, each once and in order, and refuses to go on where an applied script was edited since.</summary>
public sealed class Migrator(IDatabaseEngine engine, TimeProvider clock)
{
    private const string CreateSql = "CREATE TABLE Migrations (Number int NOT NULL PRIMARY KEY, Name nvarchar(200) NOT NULL, Checksum nvarchar(64) NOT NULL, AppliedAt nvarchar(30) NOT NULL)";
    private const string CreateSqliteSql = "CREATE TABLE Migrations (Number INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, Checksum TEXT NOT NULL, AppliedAt TEXT NOT NULL) STRICT";
    private const string ExistsSql = "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'Migrations'";
    private const string ExistsSqliteSql = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'Migrations'";
    private const string AppliedSql = "SELECT Number, Name, Checksum FROM Migrations ORDER BY Number";
    private const string RecordSql = "INSERT INTO Migrations (Number, Name, Checksum, AppliedAt) VALUES (@Number, @Name, @Checksum, @AppliedAt)";

    public sealed record Script(int Number, string Name, string Text)
    {
        public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
    }

    /// <summary>The scripts of one engine: <c>""</c> for the main database, <c>"keys"</c> for the key store.</summary>
    public static IReadOnlyList<Script> Scripts(Dialect dialect, string store)
    {
        var assembly = typeof(Migrator).Assembly;
        var folder = (dialect == Dialect.Sqlite ? "sqlite/" : "sqlserver/") + (store.Length == 0 ? "" : store + "/");
        return
        [
            .. assembly.GetManifestResourceNames()
                .Select(name => (Resource: name, Name: name.Replace('\\', '/')))
                .Where(it => it.Name.StartsWith(folder, StringComparison.Ordinal) && !it.Name[folder.Length..].Contains('/', StringComparison.Ordinal))
                .Select(it => Read(assembly, it.Resource, it.Name[folder.Length..]))
                .OrderBy(script => script.Number),
        ];
    }

    /// <returns>The numbers of the scripts that were applied now.</returns>
    /// <exception cref="InvalidOperationException">An applied script no longer has the text it had, or is not known to this version.</exception>
    public async Task<IReadOnlyCollection<int>> ApplyAsync(string store, CancellationToken ct)
    {
        var scripts = Scripts(engine.Dialect, store);
        var fresh = new HashSet<int>();
        await engine.MigrateAsync(async (connection, transaction) =>
        {
            var sqlite = engine.Dialect == Dialect.Sqlite;
            if (await connection.ExecuteScalarAsync<int>(sqlite ? ExistsSqliteSql : ExistsSql, transaction: transaction) == 0)
            {
                await connection.ExecuteAsync(sqlite ? CreateSqliteSql : CreateSql, transaction: transaction);
            }

            var applied = (await connection.QueryAsync<(int Number, string Name, string Checksum)>(AppliedSql, transaction: transaction)).ToDictionary(row => row.Number);
            foreach (var row in applied.Values)
            {
                var known = scripts.FirstOrDefault(script => script.Number == row.Number)
                    ?? throw new InvalidOperationException($"The database has migration {row.Number} ({row.Name}), which this version does not know. Start a version at least as new as the one that made it.");
                if (known.Checksum != row.Checksum)
                {
                    throw new InvalidOperationException($"Migration {row.Number} ({row.Name}) was edited after it was applied. Restore its text and put the change into a new number.");
                }
            }

            foreach (var script in scripts.Where(script => !applied.ContainsKey(script.Number)))
            {
                await connection.ExecuteAsync(script.Text, transaction: transaction);
                await connection.ExecuteAsync(RecordSql, new { script.Number, script.Name, script.Checksum, AppliedAt = clock.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, transaction);
                fresh.Add(script.Number);
            }
        }, ct);
        return fresh;
    }

    private static Script Read(Assembly assembly, string resource, string name)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new Script(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(name), reader.ReadToEnd());
    }
}
