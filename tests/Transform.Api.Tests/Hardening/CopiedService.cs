using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Hardening;

/// <summary>A service on a copy of another's data, at a moment that stands still: two of them differ in nothing but what was changed in their data.</summary>
public sealed class CopiedService : TestService
{
    [ThreadStatic]
    private static DateTimeOffset? moment;

    private readonly TimeProvider clock = new StandingClock(moment!.Value);

    private CopiedService(string dataFolder)
        : base(dataFolder)
    {
    }

    /// <param name="change">What is done to the copy before it is opened: given its folder.</param>
    public static CopiedService Of(TestService service, DateTimeOffset now, Action<string>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("transform-copy-").FullName;
        foreach (var file in Directory.EnumerateFiles(service.DataFolder, "*", SearchOption.AllDirectories).Where(it => !it.EndsWith("-wal", StringComparison.Ordinal) && !it.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(service.DataFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (file.EndsWith(".db", StringComparison.Ordinal))
            {
                Copy(file, copy);
            }
            else
            {
                File.Copy(file, copy);
            }
        }

        change?.Invoke(folder);
        moment = now;
        return new CopiedService(folder);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton(_ => clock));
    }

    /// <summary>What is in the write-ahead log too, and while the service writes.</summary>
    private static void Copy(string file, string copy)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    /// <summary>Timers run on; the time of day does not.</summary>
    private sealed class StandingClock(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
