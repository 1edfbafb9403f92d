namespace Transform.Api.Tests.Service;

/// <summary>The folder that holds the solution, found from where the tests were built.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Transform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run the tests from within the repository: openapi.yaml and the sources are read from it.");
    }
}
