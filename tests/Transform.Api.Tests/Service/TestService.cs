using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace Transform.Api.Tests.Service;

/// <summary>The real service on a real socket and a real, migrated database of its own. Tests share one and each make their own workspace or programme in it.</summary>
public class TestService : WebApplicationFactory<TransformOptions>
{
    public const string SetupCode = "a code for tests only";

    private static readonly Lazy<TestService> Lazily = new(() => new TestService());

    public TestService()
        : this(Directory.CreateTempSubdirectory("transform-tests-").FullName)
    {
    }

    /// <param name="dataFolder">Belongs to the service from now on, and goes with it.</param>
    protected TestService(string dataFolder)
    {
        DataFolder = dataFolder;
        UseKestrel(0);
        StartServer();
    }

    public static TestService Shared => Lazily.Value;

    /// <summary>The temporary folder that holds the database, the key store and the secret.</summary>
    public string DataFolder { get; }

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("TRANSFORM_DATA", DataFolder);
        builder.UseSetting("TRANSFORM_SETUP_CODE", SetupCode);
        builder.UseSetting("TRANSFORM_REQUESTS_PER_MINUTE", "1000000");
        builder.UseSetting("TRANSFORM_SIGN_INS_PER_MINUTE", "100000");
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }
}
