using System.Text.Json;

namespace Transform.Bench.References;

/// <summary>A portfolio from its score rows, by hand: the newest glance of each programme goes out as it is stored.</summary>
public static class HandwrittenDashboard
{
    private const string Sql = """
        SELECT p.Id, p.Name, p.Status, p.TargetPeopleShare, s.Result
        FROM PortfolioProgrammes q
        JOIN Programmes p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.ProgrammeId
        LEFT JOIN Scores s ON s.WorkspaceId = p.WorkspaceId AND s.ProgrammeId = p.Id AND s.Measure = $3
            AND s.Day = (SELECT MAX(d.Day) FROM Scores d WHERE d.WorkspaceId = p.WorkspaceId AND d.ProgrammeId = p.Id AND d.Measure = $3)
        WHERE q.WorkspaceId = $1 AND q.PortfolioId = $2
        ORDER BY p.NameKey
        """;

    public static void Map(WebApplication app, Readers readers) =>
        app.MapGet("/{workspaceId:guid}/portfolios/{portfolioId:guid}/{measure}", async (Guid workspaceId, Guid portfolioId, string measure, HttpResponse response) =>
        {
            response.ContentType = "application/json; charset=utf-8";
            readers.Use(connection =>
            {
                using var json = new Utf8JsonWriter(response.BodyWriter);
                json.WriteStartObject();
                json.WriteStartArray("rows"u8);
                using var rows = connection.Command(Sql, workspaceId, portfolioId, measure).ExecuteReader();
                while (rows.Read())
                {
                    json.WriteStartObject();
                    json.WriteString("programmeId"u8, rows.GetString(0).ToLowerInvariant());
                    json.WriteString("name"u8, rows.GetString(1));
                    json.WriteString("status"u8, rows.GetString(2));
                    json.WriteNumber("target"u8, rows.GetDouble(3));
                    json.WritePropertyName("together"u8);
                    json.WriteRawValue(rows.IsDBNull(4) ? "null" : rows.GetString(4), skipInputValidation: true);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
                return 0;
            });
            await response.BodyWriter.FlushAsync();
        });
}
