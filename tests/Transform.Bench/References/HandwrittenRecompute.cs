using System.Text.Json;

namespace Transform.Bench.References;

/// <summary>
/// The least that a balance can cost: both tables of a programme read once by hand, the sums of each stream by dimension, one row written.
/// Two programmes at a time, as the service does; no bands, months, grades, agreement or history.
/// </summary>
public static class HandwrittenRecompute
{
    private const int Streams = 5;

    public static void Map(WebApplication app, string file, Readers readers) => app.MapPost("/recompute", () =>
    {
        var programmes = readers.Use(connection =>
        {
            var all = new List<(string WorkspaceId, string Id)>();
            using var rows = connection.Command("SELECT WorkspaceId, Id FROM Programmes ORDER BY Id").ExecuteReader();
            while (rows.Read())
            {
                all.Add((rows.GetString(0), rows.GetString(1)));
            }

            return all;
        });
        var results = new string[programmes.Count];
        Parallel.For(0, programmes.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => results[i] = readers.Use(connection => Score(connection, programmes[i].WorkspaceId, programmes[i].Id)));

        var writer = new PreparedConnection(file);
        writer.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < programmes.Count; i++)
        {
            writer.Execute("""
                INSERT INTO Scores (WorkspaceId, ProgrammeId, Measure, Day, Sequence, MethodVersion, InputsHash, Grade, N, Result, ComputedAt)
                VALUES ($1, $2, 'reference', '2026-01-01', 1, '', '', '', 0, $3, '')
                ON CONFLICT DO UPDATE SET Result = excluded.Result
                """, programmes[i].WorkspaceId, programmes[i].Id, results[i]);
        }

        writer.Execute("COMMIT");
        writer.Connection.Dispose();
        return programmes.Count;
    });

    private static string Score(PreparedConnection connection, string workspaceId, string programmeId)
    {
        var focus = new Dictionary<string, List<(string Dimension, double Share)>>(5000, StringComparer.Ordinal);
        using (var rows = connection.Command("SELECT ActivityId, Dimension, Share FROM ActivityFocus WHERE WorkspaceId = $1 AND ProgrammeId = $2", workspaceId, programmeId).ExecuteReader())
        {
            while (rows.Read())
            {
                var id = rows.GetString(0);
                if (!focus.TryGetValue(id, out var shares))
                {
                    focus[id] = shares = new(2);
                }

                shares.Add((rows.GetString(1), rows.GetDouble(2)));
            }
        }

        var sums = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        var activities = connection.Command(
            "SELECT Id, Hours, MoneyPence, AgendaMinutes, IsMilestone, IsCapital FROM Activities WHERE WorkspaceId = $1 AND ProgrammeId = $2 AND Status = 'done'", workspaceId, programmeId);
        using (var rows = activities.ExecuteReader())
        {
            while (rows.Read())
            {
                if (!focus.TryGetValue(rows.GetString(0), out var shares))
                {
                    continue;
                }

                Span<double> amounts =
                [
                    1, rows.IsDBNull(1) ? 0 : rows.GetDouble(1), rows.IsDBNull(2) || rows.GetInt32(5) == 1 ? 0 : rows.GetInt64(2), rows.IsDBNull(3) ? 0 : rows.GetInt32(3), rows.GetInt32(4),
                ];
                foreach (var (dimension, share) in shares)
                {
                    if (!sums.TryGetValue(dimension, out var ofDimension))
                    {
                        sums[dimension] = ofDimension = new double[Streams];
                    }

                    for (var s = 0; s < Streams; s++)
                    {
                        ofDimension[s] += amounts[s] * share;
                    }
                }
            }
        }

        return JsonSerializer.Serialize(sums);
    }
}
