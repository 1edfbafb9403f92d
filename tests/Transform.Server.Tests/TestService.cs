using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.SqlClient;
using Transform.Server;

namespace Transform.Api.Tests.Service;

/// <summary>The server edition on two fresh databases of the given SQL Server, in the place of the embedded one: the suite does not know the difference.</summary>
public class TestService : WebApplicationFactory<ServerOptions>
{
    public const string SetupCode = "a code for tests only";

    private static readonly Lazy<TestService> Lazily = new(() => new TestService());
    private readonly string name = $"transform_tests_{Guid.CreateVersion7():N}";
    private readonly string server = Environment.GetEnvironmentVariable("TRANSFORM_SQLSERVER") ?? throw new InvalidOperationException("TRANSFORM_SQLSERVER is not set.");

    public TestService()
    {
        Execute($"CREATE DATABASE [{name}]; CREATE DATABASE [{name}_keys];");
        UseKestrel(0);
        StartServer();
    }

    public static TestService Shared => Lazily.Value;

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("transform-tests-").FullName;

    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("TRANSFORM_DATA", DataFolder);
        builder.UseSetting("TRANSFORM_SETUP_CODE", SetupCode);
        builder.UseSetting("TRANSFORM_REQUESTS_PER_MINUTE", "1000000");
        builder.UseSetting("TRANSFORM_SIGN_INS_PER_MINUTE", "100000");
        builder.UseSetting("TRANSFORM_SECRET", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("TRANSFORM_SQLSERVER", To(name));
        builder.UseSetting("TRANSFORM_SQLSERVER_KEYS", To(name + "_keys"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Execute($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]; ALTER DATABASE [{name}_keys] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}_keys];");
        }
    }

    private string To(string database) => new SqlConnectionStringBuilder(server) { InitialCatalog = database }.ToString();

    private void Execute(string sql)
    {
        using var connection = new SqlConnection(To("master"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
