using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;
using Transform.Domain.Text;

namespace Transform.Api.Features.Interviews;

/// <summary>
/// Looks for words in the notes of a programme's interviews, newest first. What is kept is ciphertext, so each is opened and read; only those
/// that the caller may open are, and of the rest nothing is said. A hit in somebody else's confidential notes is an opening, and recorded.
/// </summary>
public static class SearchInterviews
{
    private const int AtOnce = 200;
    private const int Around = 80;

    /// <param name="Searched">How many interviews were looked through: those that the caller may open.</param>
    /// <param name="HasMore">True where there may be further hits beyond the limit.</param>
    public sealed record Found(IReadOnlyList<Hit> Items, int Searched, bool HasMore);

    /// <param name="Snippet">The words with some of what stands around them.</param>
    /// <param name="Start">Where the words start in the notes, in UTF-16 units.</param>
    /// <param name="Times">How often the words stand in these notes.</param>
    /// <param name="NotesBy">The further interviewer whose notes these are; absent for the interview's own.</param>
    public sealed record Hit(
        Guid InterviewId, DateTime HeldAt, string Confidentiality, IReadOnlyList<HitPerson> Participants, string Snippet, int Start, int End, int Times, InterviewActor? NotesBy);

    public sealed record HitPerson(Guid PersonId, string Name);

    public sealed record Row(
        Guid Id, DateTime HeldAt, string Confidentiality, string SuccessionConsent, Guid CreatedBy, DateTime CreatedAt, int Version, Guid? KeyId, byte[]? Notes)
    {
        internal Held Held => new(Confidentiality, CreatedBy, CreatedAt, SuccessionConsent);
    }

    public sealed record FurtherRow(Guid InterviewId, Guid UserId, string Name, Guid KeyId, byte[] Notes);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT i.Id, i.HeldAt, i.Confidentiality, i.SuccessionConsent, i.CreatedBy, i.CreatedAt, i.Version, n.KeyId, n.Notes
        FROM Interviews i
        LEFT JOIN InterviewNotes n ON n.WorkspaceId = i.WorkspaceId AND n.InterviewId = i.Id
        WHERE i.WorkspaceId = @WorkspaceId AND i.ProgrammeId = @ProgrammeId
            AND (i.Confidentiality <> 'sealed' OR i.CreatedBy = @UserId)
            AND (n.InterviewId IS NOT NULL OR EXISTS (SELECT 1 FROM InterviewerNotes f WHERE f.WorkspaceId = @WorkspaceId AND f.InterviewId = i.Id))
            AND i.HeldAt <= @At AND (i.HeldAt < @At OR i.Id < @Id)
        ORDER BY i.HeldAt DESC, i.Id DESC
        """;

    [PortableSql(typeof(FurtherRow))]
    public const string FurtherSql = """
        SELECT n.InterviewId, n.UserId, u.Name, n.KeyId, n.Notes
        FROM InterviewerNotes n
        JOIN Users u ON u.WorkspaceId = n.WorkspaceId AND u.Id = n.UserId
        WHERE n.WorkspaceId = @WorkspaceId AND n.InterviewId IN @Ids
        ORDER BY n.CreatedAt, n.UserId
        """;

    [PortableSql(typeof(ListInterviews.ParticipantRow))]
    public const string ParticipantsSql = """
        SELECT q.InterviewId, q.PersonId, p.Name
        FROM InterviewParticipants q
        JOIN People p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.PersonId
        WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = @ProgrammeId AND q.InterviewId IN @Ids
        ORDER BY p.NameKey, q.PersonId
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/search", HandleAsync).WithName("searchInterviews").WithSummary("Look for words in the notes of interviews").Requires(Scopes.ReadInterviews);

    public static async Task<Ok<Found>> HandleAsync(
        Guid programmeId, HttpContext http, [Required, NotBlank, StringLength(200)] string text, [Range(1, 100)] int? limit, CurrentUser user, Db db, KeyStore keys, AccessLog accessLog, CancellationToken ct)
    {
        var hits = new List<(Row Interview, Hit Hit)>();
        var most = limit ?? 50;
        var searched = 0;
        var (at, id) = (DateTime.MaxValue, Guid.AllBitsSet);
        while (hits.Count <= most)
        {
            var rows = await db.QueryAsync<Row>(db.Page(Sql), new { user.WorkspaceId, ProgrammeId = programmeId, UserId = user.Id, At = at, Id = id, Take = AtOnce }, ct);
            searched += await SearchAsync(rows, text, most + 1, hits, user, db, keys, ct);
            if (rows.Count < AtOnce)
            {
                break;
            }

            (at, id) = (rows[^1].HeldAt, rows[^1].Id);
        }

        var shown = hits.Take(most).ToList();
        var openings = shown.Where(it => it.Interview.Confidentiality != Trust.Confidentiality.Programme && (it.Hit.NotesBy?.Id ?? it.Interview.CreatedBy) != user.Id);
        await accessLog.RecordAsync(user, "interview", openings.Select(it => (it.Interview.Id, it.Interview.Version)), ct);

        var ids = shown.Select(it => it.Interview.Id).Distinct().ToList();
        var people = ids.Count == 0 ? [] : await db.QueryAsync<ListInterviews.ParticipantRow>(ParticipantsSql, new { user.WorkspaceId, ProgrammeId = programmeId, Ids = ids }, ct);
        var named = people.ToLookup(it => it.InterviewId, it => new HitPerson(it.PersonId, it.Name));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Found(
            [.. shown.Select(it => it.Hit with { Participants = Trust.Confidentiality.NamesTo(user, it.Interview.Held) ? [.. named[it.Interview.Id]] : [] })], searched, HasMore: hits.Count > most));
    }

    /// <summary>Opens these interviews' notes as far as the caller may, and adds the hits; answers with how many interviews were looked through.</summary>
    private static async Task<int> SearchAsync(List<Row> rows, string words, int most, List<(Row Interview, Hit Hit)> hits, CurrentUser user, Db db, KeyStore keys, CancellationToken ct)
    {
        var further = rows.Count == 0 ? [] : await db.QueryAsync<FurtherRow>(FurtherSql, new { user.WorkspaceId, Ids = rows.Select(it => it.Id) }, ct);
        var furtherOf = further.ToLookup(it => it.InterviewId);
        var searched = 0;
        var secrets = await keys.FindAsync([.. rows.FindAll(it => it.KeyId is not null).Select(it => it.KeyId!.Value), .. further.Select(it => it.KeyId)], ct);
        foreach (var row in rows)
        {
            if (hits.Count >= most)
            {
                break;
            }

            // A further interviewer reads their own notes, whatever the interview's level.
            var opens = Trust.Confidentiality.OpensTo(user, row.Held);
            var isSearched = false;
            if (opens && row is { KeyId: { } key, Notes: { } notes } && secrets.TryGetValue(key, out var secret))
            {
                isSearched = true;
                Look(FreeText.Open(secret, row.Id, SealedFields.Notes, notes), notesBy: null);
            }

            foreach (var own in furtherOf[row.Id].Where(it => opens || it.UserId == user.Id))
            {
                if (secrets.TryGetValue(own.KeyId, out var ownSecret))
                {
                    isSearched = true;
                    Look(FreeText.Open(ownSecret, row.Id, SealedFields.FurtherNotesOf(own.UserId), own.Notes), new InterviewActor(own.UserId, own.Name));
                }
            }

            searched += isSearched ? 1 : 0;

            void Look(string text, InterviewActor? notesBy)
            {
                if (PlainSearch.Find(text, words) is [var first, ..] places)
                {
                    hits.Add((row, new Hit(row.Id, row.HeldAt, row.Confidentiality, [], Snippet(text, first), first.Start, first.End, places.Count, notesBy)));
                }
            }
        }

        return searched;
    }

    /// <summary>The words with what stands around them, cut between words where that can be.</summary>
    private static string Snippet(string text, TextPlace place)
    {
        var start = Math.Max(0, place.Start - Around);
        var end = Math.Min(text.Length, place.End + Around);
        if (start > 0 && text.IndexOf(' ', start, place.Start - start) is >= 0 and var before)
        {
            start = before + 1;
        }

        if (end < text.Length && text.LastIndexOf(' ', end - 1, end - place.End) is >= 0 and var after)
        {
            end = after;
        }

        // Never half of a pair of surrogates.
        start -= start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end += end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return $"{(start > 0 ? "…" : "")}{text[start..end]}{(end < text.Length ? "…" : "")}";
    }
}
