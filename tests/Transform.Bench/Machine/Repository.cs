namespace Transform.Bench.Machine;

/// <summary>Where things are in the source tree that the bench runs in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Bench => Path.Combine(Root, "tests", "Transform.Bench");

    public static string LastRun => Path.Combine(Bench, "last-run.json");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Transform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run the bench inside the source tree.");
    }
}
