namespace Transform.Server.Tests;

public sealed class NotConfigured
{
    [Fact(Skip = "TRANSFORM_SQLSERVER is not set: the API suite did not run on SQL Server.")]
    public void The_api_suite_runs_on_sql_server()
    {
    }
}
