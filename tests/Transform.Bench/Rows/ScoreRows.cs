using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Transform.Bench.Ground;

namespace Transform.Bench.Rows;

/// <summary>Watches the score rows come, from outside the service.</summary>
public static class ScoreRows
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until this many programmes have a balance that has reached the sequence.</summary>
    public static async Task WaitAsync(Workspace workspace, int programmes, long sequence)
    {
        using var connection = Open(workspace);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Scores WHERE Measure = 'balance' AND Sequence >= $Sequence";
        command.Parameters.AddWithValue("$Sequence", sequence);
        for (var watch = Stopwatch.StartNew(); Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) < programmes;)
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException("The scores did not become fresh.");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Makes the first programmes stale, as a change in each would, and gives the sequence that their scores have to reach.</summary>
    public static long Stale(Workspace workspace, int programmes)
    {
        using var connection = Open(workspace);
        using var command = connection.CreateCommand();
        command.CommandText = """
            BEGIN IMMEDIATE;
            UPDATE SpineCounters SET Sequence = Sequence + 1;
            UPDATE ProgrammeChanges SET LastSequence = (SELECT Sequence FROM SpineCounters) WHERE ProgrammeId IN (SELECT Id FROM Programmes ORDER BY Id LIMIT $Programmes);
            COMMIT;
            SELECT Sequence FROM SpineCounters;
            """;
        command.Parameters.AddWithValue("$Programmes", programmes);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection Open(Workspace workspace)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = workspace.Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
