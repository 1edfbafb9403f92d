using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace Transform.Bench.References;

/// <summary>
/// Logging an interview with one writer that commits what waits together, at most 256 at once: the rows that the service writes for the
/// same request (interview, terms, people, mentions, sealed notes, spine with its keyed hash, programme mark), from prepared statements.
/// It checks nothing; one key seals all notes.
/// </summary>
public static class GroupCommitCreate
{
    public sealed record Person(Guid PersonId);

    public sealed record Mention(Guid ThemeId, string Dimension);

    public sealed record Body(
        DateTime HeldAt, int Minutes, string Kind, Person[] Participants, Guid[] InterviewerIds, string ParticipationConsent, string Confidentiality, string CommitmentAsked, string Notes, Mention[] Mentions);

    public sealed record Answer(
        Guid Id, DateTime HeldAt, int Minutes, string Kind, Person[] Participants, Guid[] InterviewerIds, string ParticipationConsent, string Confidentiality, string CommitmentAsked, string Notes,
        Mention[] Mentions, DateTime CreatedAt, DateTime RevisedAt, int Version, long Sequence);

    private sealed record Waiting(Guid WorkspaceId, Guid ProgrammeId, Guid Id, DateTime Now, Body Body, byte[] Notes, TaskCompletionSource<long> Answer);

    private static readonly byte[] Key = new byte[32];

    public static void Map(WebApplication app, string file)
    {
        var waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
        new Thread(() => Write(new PreparedConnection(file), waiting.Reader)) { IsBackground = true }.Start();
        app.MapPost("/{workspaceId:guid}/{programmeId:guid}/interviews", async (Guid workspaceId, Guid programmeId, HttpContext http) =>
        {
            var body = (await JsonSerializer.DeserializeAsync(http.Request.Body, CreateJson.Default.Body))!;
            var unit = new Waiting(workspaceId, programmeId, Guid.CreateVersion7(), TimeProvider.System.GetUtcNow().UtcDateTime, body, Seal(body.Notes), new(TaskCreationOptions.RunContinuationsAsynchronously));
            waiting.Writer.TryWrite(unit);
            var sequence = await unit.Answer.Task;
            http.Response.StatusCode = 201;
            http.Response.ContentType = "application/json; charset=utf-8";
            await JsonSerializer.SerializeAsync(http.Response.BodyWriter, new Answer(
                unit.Id, body.HeldAt, body.Minutes, body.Kind, body.Participants, body.InterviewerIds, body.ParticipationConsent, body.Confidentiality, body.CommitmentAsked, body.Notes,
                body.Mentions, unit.Now, unit.Now, 1, sequence), CreateJson.Default.Answer);
        });
    }

    private static byte[] Seal(string notes)
    {
        var plain = Encoding.UTF8.GetBytes(notes);
        var ciphertext = new byte[28 + plain.Length];
        RandomNumberGenerator.Fill(ciphertext.AsSpan(0, 12));
        using var aes = new AesGcm(Key, 16);
        aes.Encrypt(ciphertext.AsSpan(0, 12), plain, ciphertext.AsSpan(28), ciphertext.AsSpan(12, 16));
        return ciphertext;
    }

    private static void Write(PreparedConnection connection, ChannelReader<Waiting> waiting)
    {
        var group = new List<(Waiting Unit, long Sequence)>();
        while (waiting.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            connection.Execute("BEGIN IMMEDIATE");
            while (group.Count < 256 && waiting.TryRead(out var unit))
            {
                connection.Execute("SAVEPOINT unit");
                group.Add((unit, WriteOne(connection, unit)));
                connection.Execute("RELEASE unit");
            }

            connection.Execute("COMMIT");
            foreach (var (unit, sequence) in group)
            {
                unit.Answer.SetResult(sequence);
            }
        }
    }

    private static long WriteOne(PreparedConnection connection, Waiting it)
    {
        var (workspaceId, programmeId, id, now, body, notes, _) = it;
        connection.Execute("""
            INSERT INTO Interviews (WorkspaceId, Id, ProgrammeId, HeldAt, Minutes, Kind, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, CommitmentAsked, CreatedBy, CreatedAt, RevisedAt, Version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'notAsked', 'notAsked', $8, $9, $1, $10, $10, 1)
            """, workspaceId, id, programmeId, body.HeldAt, body.Minutes, body.Kind, body.ParticipationConsent, body.Confidentiality, body.CommitmentAsked, now);
        foreach (var person in body.Participants)
        {
            connection.Execute("INSERT INTO InterviewParticipants (WorkspaceId, ProgrammeId, InterviewId, PersonId) VALUES ($1, $2, $3, $4)", workspaceId, programmeId, id, person.PersonId);
        }

        foreach (var interviewerId in body.InterviewerIds)
        {
            connection.Execute("INSERT INTO InterviewInterviewers (WorkspaceId, ProgrammeId, InterviewId, UserId) VALUES ($1, $2, $3, $4)", workspaceId, programmeId, id, interviewerId);
        }

        foreach (var mention in body.Mentions)
        {
            connection.Execute(
                "INSERT INTO InterviewMentions (WorkspaceId, ProgrammeId, InterviewId, ThemeId, Dimension) VALUES ($1, $2, $3, $4, $5)", workspaceId, programmeId, id, mention.ThemeId, mention.Dimension);
        }

        connection.Execute("""
            INSERT INTO InterviewTerms (WorkspaceId, InterviewId, Edition, ParticipationConsent, QuotationConsent, SuccessionConsent, Confidentiality, KeyId, Reason, SetBy, SetAt)
            VALUES ($1, $2, 1, $3, 'notAsked', 'notAsked', $4, NULL, NULL, $1, $5)
            """, workspaceId, id, body.ParticipationConsent, body.Confidentiality, now);
        connection.Execute("INSERT INTO InterviewNotes (WorkspaceId, InterviewId, KeyId, Notes) VALUES ($1, $2, $2, $3)", workspaceId, id, notes);
        connection.Execute("UPDATE SpineCounters SET Sequence = Sequence + 1 WHERE WorkspaceId = $1", workspaceId);
        var sequence = connection.Value("SELECT Sequence FROM SpineCounters WHERE WorkspaceId = $1", workspaceId);
        var before = (string)connection.Command("SELECT Hash FROM Changes WHERE WorkspaceId = $1 AND Sequence = $2", workspaceId, sequence - 1).ExecuteScalar()!;
        var hash = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{workspaceId}\n{sequence}\n{now:O}\n{workspaceId}\ncreated\ninterview\n{id}\n1\n{programmeId}\n{before}")));
        connection.Execute("""
            INSERT INTO Changes (WorkspaceId, Sequence, At, ActorId, Operation, SubjectKind, SubjectId, SubjectVersion, ProgrammeId, Manifest, Hash)
            VALUES ($1, $2, $3, $1, 'created', 'interview', $4, 1, $5, NULL, $6)
            """, workspaceId, sequence, now, id, programmeId, hash);
        connection.Execute("UPDATE ProgrammeChanges SET LastSequence = $3 WHERE WorkspaceId = $1 AND ProgrammeId = $2", workspaceId, programmeId, sequence);
        return sequence;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GroupCommitCreate.Body))]
[JsonSerializable(typeof(GroupCommitCreate.Answer))]
internal sealed partial class CreateJson : JsonSerializerContext;
