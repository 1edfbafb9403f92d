using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;

namespace Transform.Bench.References;

/// <summary>The list of interviews with Dapper, tuned: the readers' own pragmas, constant statements, and source-generated JSON.</summary>
public static class DapperList
{
    public sealed record Row(Guid Id, DateTime HeldAt, int? Minutes, string Kind, string Confidentiality, string CommitmentAsked, int Version, bool HasNotes, int Mentions);

    public sealed record PersonRow(Guid InterviewId, Guid PersonId, string Name);

    public sealed record Item(
        Guid Id, DateTime HeldAt, int? Minutes, string Kind, string Confidentiality, string CommitmentAsked, IReadOnlyList<Person> Participants, bool ParticipantsHeld, bool NotesHeld,
        int Mentions, int Version);

    public sealed record Person(Guid PersonId, string Name);

    public sealed record Answer(IReadOnlyList<Item> Items, string Next);

    private const string PageSql = """
        SELECT i.Id, i.HeldAt, i.Minutes, i.Kind, i.Confidentiality, i.CommitmentAsked, i.Version,
            CASE WHEN EXISTS (SELECT 1 FROM InterviewNotes n WHERE n.WorkspaceId = @WorkspaceId AND n.InterviewId = i.Id) THEN 1 ELSE 0 END AS HasNotes,
            (SELECT COUNT(*) FROM InterviewMentions m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = @ProgrammeId AND m.InterviewId = i.Id) AS Mentions
        FROM Interviews i
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId AND i.Confidentiality <> 'sealed'
        ORDER BY i.HeldAt DESC, i.Id DESC
        LIMIT 51
        """;

    private const string ParticipantsSql = """
        SELECT q.InterviewId, q.PersonId, p.Name
        FROM InterviewParticipants q
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId IN @Ids
        ORDER BY p.NameKey, q.PersonId
        """;

    public static void Map(WebApplication app, Readers readers)
    {
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.AddTypeHandler(new GuidHandler());
        SqlMapper.RemoveTypeMap(typeof(DateTime));
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.TypeMapProvider = type => new RecordMap(type);
        app.MapGet("/{workspaceId:guid}/{programmeId:guid}/interviews", async (Guid workspaceId, Guid programmeId, HttpResponse response) =>
        {
            var answer = readers.Use(connection => Read(connection, workspaceId, programmeId));
            response.ContentType = "application/json; charset=utf-8";
            await JsonSerializer.SerializeAsync(response.BodyWriter, answer, AnswerJson.Default.Answer);
        });
    }

    private static Answer Read(PreparedConnection connection, Guid workspaceId, Guid programmeId)
    {
        var rows = connection.Connection.Query<Row>(PageSql, new { WorkspaceId = workspaceId, ProgrammeId = programmeId }).AsList();
        var shown = rows.Take(50).ToList();
        var people = connection.Connection.Query<PersonRow>(ParticipantsSql, new { WorkspaceId = workspaceId, ProgrammeId = programmeId, Ids = shown.ConvertAll(it => it.Id) })
            .ToLookup(it => it.InterviewId, it => new Person(it.PersonId, it.Name));
        var items = shown.ConvertAll(it => new Item(
            it.Id, it.HeldAt, it.Minutes, it.Kind, it.Confidentiality, it.CommitmentAsked, [.. people[it.Id]], ParticipantsHeld: false, NotesHeld: false, it.Mentions, it.Version));
        return new Answer(items, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{shown[^1].HeldAt:O} {shown[^1].Id}")));
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override Guid Parse(object value) => Guid.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, Guid value) => parameter.Value = value;
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTime>
    {
        public override DateTime Parse(object value) => DateTime.SpecifyKind(DateTime.Parse((string)value, CultureInfo.InvariantCulture), DateTimeKind.Utc);

        public override void SetValue(IDbDataParameter parameter, DateTime value) => parameter.Value = value;
    }

    /// <summary>Records have one constructor, whatever integer width SQLite reports.</summary>
    private sealed class RecordMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap fallback = new(type);

        public System.Reflection.ConstructorInfo? FindExplicitConstructor() => type.GetConstructors() is [{ } only] && only.GetParameters().Length > 0 ? only : null;

        public System.Reflection.ConstructorInfo? FindConstructor(string[] names, Type[] types) => fallback.FindConstructor(names, types);

        public SqlMapper.IMemberMap? GetConstructorParameter(System.Reflection.ConstructorInfo constructor, string columnName) => fallback.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => fallback.GetMember(columnName);
    }

    /// <summary>Times with milliseconds, as the service writes them.</summary>
    internal sealed class TimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            Span<byte> buffer = stackalloc byte[24];
            value.TryFormat(buffer, out var written, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            writer.WriteStringValue(buffer[..written]);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DapperList.TimeConverter)])]
[JsonSerializable(typeof(DapperList.Answer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
