using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain;

namespace Transform.Api.Coding;

/// <summary>
/// Where an interview's quotes stand once its notes are changed: planned before the write, since texts open by keys of another store, and
/// applied in it. A quote whose words the notes no longer hold keeps them and loses its place.
/// </summary>
internal sealed class QuotePlaces
{
    private readonly object args;
    private readonly List<Row> known;
    private readonly List<Place> moved;

    private QuotePlaces(object args, List<Row> known, List<Place> moved)
    {
        this.args = args;
        this.known = known;
        this.moved = moved;
    }

    public sealed record Row(Guid Id, int? StartsAt, int? EndsAt, Guid KeyId, byte[] Text);

    private sealed record Place(Guid Id, int? Start, int? End);

    [PortableSql(typeof(Row))]
    public const string Sql = """
        SELECT Id, StartsAt, EndsAt, KeyId, Text
        FROM Quotes
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND InterviewId = @InterviewId AND ((@NotesBy IS NULL AND NotesBy IS NULL) OR NotesBy = @NotesBy)
        ORDER BY CreatedAt, Id
        """;

    [PortableSql]
    public const string MoveSql = "UPDATE Quotes SET StartsAt = @Start, EndsAt = @End WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND Id = @Id";

    /// <param name="notesBy">Whose notes were changed, where they are a further interviewer's.</param>
    /// <param name="notes">The new notes; null where there are none any more.</param>
    public static async Task<QuotePlaces> PlanAsync(CurrentUser user, Db db, KeyStore keys, Guid programmeId, Guid interviewId, Guid? notesBy, string? notes, CancellationToken ct)
    {
        var args = new { user.WorkspaceId, ProgrammeId = programmeId, InterviewId = interviewId, NotesBy = notesBy };
        var rows = await db.QueryAsync<Row>(Sql, args, ct);
        var secrets = rows.Count == 0 ? new Dictionary<Guid, byte[]>() : await keys.FindAsync(rows.ConvertAll(it => it.KeyId), ct);
        var moved = new List<Place>();
        foreach (var row in rows)
        {
            var found = secrets.TryGetValue(row.KeyId, out var secret) ? QuoteAnchor.Find(FreeText.Open(secret, row.Id, SealedFields.Quote, row.Text), notes ?? "", row.StartsAt ?? 0) : null;
            if (found?.Start != row.StartsAt || found?.End != row.EndsAt)
            {
                moved.Add(new Place(row.Id, found?.Start, found?.End));
            }
        }

        return new QuotePlaces(args, rows, moved);
    }

    /// <exception cref="ProblemException">Somebody coded a passage since the plan was made.</exception>
    public async Task ApplyAsync(Unit unit, CurrentUser user, Guid programmeId)
    {
        var now = await unit.QueryAsync<Row>(Sql, args);
        if (!now.Select(it => (it.Id, it.KeyId)).SequenceEqual(known.Select(it => (it.Id, it.KeyId))))
        {
            throw new ProblemException(Problems.Conflict("Somebody coded a passage of these notes just now. Save again."));
        }

        foreach (var place in moved)
        {
            await unit.ExecuteAsync(MoveSql, new { user.WorkspaceId, ProgrammeId = programmeId, place.Id, place.Start, place.End });
        }
    }
}
