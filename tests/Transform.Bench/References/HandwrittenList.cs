using System.Globalization;
using System.Text.Json;

namespace Transform.Bench.References;

/// <summary>The list of interviews as one would write it by hand for speed alone: prepared statements, a reader, and a JSON writer on the pipe.</summary>
public static class HandwrittenList
{
    public const string PageSql = """
        SELECT i.Id, i.HeldAt, i.Minutes, i.Kind, i.Confidentiality, i.CommitmentAsked, i.Version,
            EXISTS (SELECT 1 FROM InterviewNotes n WHERE n.WorkspaceId = $1 AND n.InterviewId = i.Id),
            (SELECT COUNT(*) FROM InterviewMentions m WHERE m.WorkspaceId = $1 AND m.ProgrammeId = $2 AND m.InterviewId = i.Id)
        FROM Interviews i
        WHERE i.WorkspaceId = $1 AND i.ProgrammeId = $2 AND i.Confidentiality <> 'sealed'
        ORDER BY i.HeldAt DESC, i.Id DESC
        LIMIT 51
        """;

    private const string ParticipantsSql = """
        SELECT q.PersonId, p.Name
        FROM InterviewParticipants q
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId
        WHERE q.WorkspaceId = $1 AND q.ProgrammeId = $2 AND q.InterviewId = $3
        ORDER BY p.NameKey, q.PersonId
        """;

    public static void Map(WebApplication app, Readers readers) =>
        app.MapGet("/{workspaceId:guid}/{programmeId:guid}/interviews", async (Guid workspaceId, Guid programmeId, HttpResponse response) =>
        {
            response.ContentType = "application/json; charset=utf-8";
            readers.Use(connection =>
            {
                using var json = new Utf8JsonWriter(response.BodyWriter);
                Write(json, connection, workspaceId, programmeId);
                return 0;
            });
            await response.BodyWriter.FlushAsync();
        });

    private static void Write(Utf8JsonWriter json, PreparedConnection connection, Guid workspaceId, Guid programmeId)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        var shown = 0;
        var next = "";
        using var rows = connection.Command(PageSql, workspaceId, programmeId).ExecuteReader();
        while (rows.Read() && shown++ < 50)
        {
            var id = rows.GetString(0);
            var at = DateTime.Parse(rows.GetString(1), CultureInfo.InvariantCulture).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            json.WriteStartObject();
            json.WriteString("id"u8, id.ToLowerInvariant());
            json.WriteString("heldAt"u8, at);
            json.WriteNumber("minutes"u8, rows.GetInt32(2));
            json.WriteString("kind"u8, rows.GetString(3));
            json.WriteString("confidentiality"u8, rows.GetString(4));
            json.WriteString("commitmentAsked"u8, rows.GetString(5));
            json.WriteStartArray("participants"u8);
            using var people = connection.Command(ParticipantsSql, workspaceId, programmeId, id).ExecuteReader();
            while (people.Read())
            {
                json.WriteStartObject();
                json.WriteString("personId"u8, people.GetString(0).ToLowerInvariant());
                json.WriteString("name"u8, people.GetString(1));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("participantsHeld"u8, false);
            json.WriteBoolean("notesHeld"u8, false);
            json.WriteNumber("mentions"u8, rows.GetInt32(8));
            json.WriteNumber("version"u8, rows.GetInt32(6));
            json.WriteEndObject();
            next = $"{at} {id}";
        }

        json.WriteEndArray();
        json.WriteString("next"u8, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(next)));
        json.WriteEndObject();
    }
}
