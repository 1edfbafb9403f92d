using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Scores;

/// <summary>A clock that stands until it is moved, so that two services tell the same time.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A service on a copy of another's data, or on data of its own, that tells the time of a clock that both share.</summary>
internal sealed class TwinService(StandingClock clock, string? copyOf = null) : TestService
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (copyOf is not null)
        {
            CopyTo(DataFolder, copyOf);
        }

        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(_ => clock));
    }

    private static void CopyTo(string folder, string copyOf)
    {
        foreach (var file in Directory.GetFiles(copyOf))
        {
            var copy = Path.Combine(folder, Path.GetFileName(file));
            if (file.EndsWith(".db", StringComparison.Ordinal))
            {
                using var from = Open(file, SqliteOpenMode.ReadOnly);
                using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
                from.BackupDatabase(to);
            }
            else if (!file.Contains(".db-", StringComparison.Ordinal))
            {
                File.Copy(file, copy);
            }
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
