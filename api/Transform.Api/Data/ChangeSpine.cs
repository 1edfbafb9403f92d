using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Data;

/// <summary>
/// The append-only history of a workspace: one row for each unit of work, numbered without gaps in commit order, each carrying an
/// HMAC-SHA256 over itself and the row before. The key stands outside the database, so that rows cannot be rewritten unseen.
/// </summary>
public sealed class ChangeSpine(Secrets secrets)
{
    private readonly byte[] key = secrets.For("history");

    public sealed record Head(long Sequence, string? PreviousHash);

    public sealed record Row(long Sequence, DateTime At, Guid ActorId, string Operation, string SubjectKind, Guid SubjectId, int SubjectVersion, Guid? ProgrammeId, string? Manifest, string Hash);

    [PortableSql]
    public const string AdvanceSql = "UPDATE SpineCounters SET Sequence = Sequence + 1 WHERE WorkspaceId = @WorkspaceId";

    [PortableSql(typeof(Head))]
    public const string HeadSql = """
        SELECT s.Sequence, c.Hash AS PreviousHash
        FROM SpineCounters s
        LEFT JOIN Changes c ON c.WorkspaceId = s.WorkspaceId AND c.Sequence = s.Sequence - 1
        WHERE s.WorkspaceId = @WorkspaceId
        """;

    [PortableSql]
    public const string AppendSql = """
        INSERT INTO Changes (WorkspaceId, Sequence, At, ActorId, Operation, SubjectKind, SubjectId, SubjectVersion, ProgrammeId, Manifest, Hash)
        VALUES (@WorkspaceId, @Sequence, @At, @ActorId, @Operation, @SubjectKind, @SubjectId, @SubjectVersion, @ProgrammeId, @Manifest, @Hash)
        """;

    [PortableSql]
    public const string MarkProgrammeSql = """
        UPDATE ProgrammeChanges
        SET LastSequence = @Sequence
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId
        """;

    [PortableSql]
    public const string FirstMarkSql = """
        INSERT INTO ProgrammeChanges (WorkspaceId, ProgrammeId, LastSequence)
        VALUES (@WorkspaceId, @ProgrammeId, @Sequence)
        """;

    [PortableSql]
    public const string CurrentSql = "SELECT Sequence FROM SpineCounters WHERE WorkspaceId = @WorkspaceId";

    [PortableSql(typeof(Row), Paged = true)]
    public const string ListSql = """
        SELECT Sequence, At, ActorId, Operation, SubjectKind, SubjectId, SubjectVersion, ProgrammeId, Manifest, Hash
        FROM Changes
        WHERE WorkspaceId = @WorkspaceId AND Sequence > @After
        ORDER BY Sequence
        """;

    /// <summary>Takes the workspace's next number and writes the row; the last statements of a unit.</summary>
    public async Task<long> AppendAsync(Unit unit, CurrentUser user, Change change, int subjectVersion, DateTime now)
    {
        await unit.ExecuteAsync(AdvanceSql, new { user.WorkspaceId });
        var head = await unit.FindAsync<Head>(HeadSql, new { user.WorkspaceId })
            ?? throw new InvalidOperationException("The workspace has no change counter.");
        var row = new Row(head.Sequence, now, user.Id, change.Operation, change.Kind, change.SubjectId, subjectVersion, change.ProgrammeId, unit.Manifest, "");
        await unit.ExecuteAsync(AppendSql, new
        {
            user.WorkspaceId, row.Sequence, row.At, row.ActorId, row.Operation, row.SubjectKind, row.SubjectId, row.SubjectVersion, row.ProgrammeId, row.Manifest,
            Hash = HashOf(user.WorkspaceId, row, head.PreviousHash),
        });

        foreach (var programmeId in unit.TouchedProgrammes)
        {
            var mark = new { user.WorkspaceId, ProgrammeId = programmeId, head.Sequence };
            if (await unit.ExecuteAsync(MarkProgrammeSql, mark) == 0 && !(change.Operation == "deleted" && change.Kind == "programme"))
            {
                await unit.ExecuteAsync(FirstMarkSql, mark);
            }
        }

        return head.Sequence;
    }

    /// <summary>Reads a workspace's rows from the first and names the first that does not follow, if any.</summary>
    public async Task<long?> FirstBrokenAsync(Db db, Guid workspaceId, CancellationToken ct)
    {
        string? previous = null;
        var expected = 1L;
        while (true)
        {
            var rows = await db.QueryAsync<Row>(db.Page(ListSql), new { WorkspaceId = workspaceId, After = expected - 1, Take = 1000 }, ct);
            foreach (var row in rows)
            {
                if (row.Sequence != expected || row.Hash != HashOf(workspaceId, row, previous))
                {
                    return expected;
                }

                previous = row.Hash;
                expected++;
            }

            if (rows.Count < 1000)
            {
                var current = await db.FindAsync<long?>(CurrentSql, new { WorkspaceId = workspaceId }, ct) ?? 0;
                return current == expected - 1 ? null : expected;
            }
        }
    }

    private string HashOf(Guid workspaceId, Row row, string? previous)
    {
        var text = string.Join('\n', workspaceId.ToString("D"), row.Sequence.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            row.ActorId.ToString("D"), row.Operation, row.SubjectKind, row.SubjectId.ToString("D"), row.SubjectVersion.ToString(CultureInfo.InvariantCulture),
            row.ProgrammeId?.ToString("D") ?? "", row.Manifest ?? "", previous ?? "");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
