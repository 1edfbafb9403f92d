using System.ComponentModel.DataAnnotations;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Changes;

/// <summary>
/// Everything that was written, in commit order and without gaps: read on from the last sequence that you have seen, and fetch what changed.
/// A row that the reader may not see keeps its number and is called <c>hidden</c>.
/// </summary>
public static class ListChanges
{
    /// <param name="Kind">The noun of what changed, or <c>hidden</c>.</param>
    /// <param name="Version">The version that the change made; 0 where nothing is left of it.</param>
    /// <param name="Manifest">The ids of what was made along with the subject, where one write made several.</param>
    public sealed record ChangeItem(
        long Sequence, string Kind, DateTime? At, Guid? ActorId, string? Operation, Guid? SubjectId, int? Version, Guid? ProgrammeId, IReadOnlyList<Guid>? Manifest)
    {
        public static ChangeItem Hidden(long sequence) => new(sequence, "hidden", At: null, ActorId: null, Operation: null, SubjectId: null, Version: null, ProgrammeId: null, Manifest: null);
    }

    /// <param name="Next">The sequence to go on after; absent where this page reaches the end as it is now.</param>
    public sealed record Response(IReadOnlyList<ChangeItem> Items, long? Next);

    public sealed record Row(
        long Sequence, DateTime At, Guid ActorId, string Operation, string SubjectKind, Guid SubjectId, int SubjectVersion, Guid? ProgrammeId, string? Manifest, bool IsElsewhere);

    [PortableSql(typeof(Row), Paged = true)]
    public const string Sql = """
        SELECT c.Sequence, c.At, c.ActorId, c.Operation, c.SubjectKind, c.SubjectId, c.SubjectVersion, c.ProgrammeId, c.Manifest,
            CASE WHEN @SeesEvery = 1
                OR c.ProgrammeId IS NULL
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = c.ProgrammeId AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes q
                    JOIN PortfolioReaders r ON r.WorkspaceId = q.WorkspaceId AND r.PortfolioId = q.PortfolioId
                    WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = c.ProgrammeId AND r.UserId = @UserId)
                THEN 0 ELSE 1 END AS IsElsewhere
        FROM Changes c
        WHERE c.WorkspaceId = @WorkspaceId AND c.Sequence > @After
        ORDER BY c.Sequence
        """;

    private static readonly HashSet<string> Administration = new(StringComparer.Ordinal) { "workspace", "user", "apiKey" };
    private static readonly HashSet<string> AcrossProgrammes = new(StringComparer.Ordinal) { "portfolio", "sample" };

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("", HandleAsync).WithName("listChanges").WithSummary("Follow what was written").Requires(Scopes.ReadChanges);

    /// <param name="after">The last sequence that was seen; 0 for the beginning.</param>
    /// <param name="limit">How many to give: 1 to 1000, 200 unless told.</param>
    public static async Task<Response> HandleAsync(
        [Range(0, long.MaxValue)] long? after, [Range(1, 1000)] int? limit, CurrentUser user, Db db, HttpContext http, CancellationToken ct)
    {
        var most = limit ?? 200;
        var rows = await db.QueryAsync<Row>(db.Page(Sql), new
        {
            user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, After = after ?? 0, Take = most + 1,
        }, ct);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Cookie, Authorization";
        var shown = rows.Take(most).Select(row => Of(row, user)).ToList();
        return new Response(shown, rows.Count > most ? shown[^1].Sequence : null);
    }

    private static ChangeItem Of(Row row, CurrentUser user)
    {
        var isHidden = row.IsElsewhere
            || (row.SubjectKind.StartsWith(Confidentiality.HiddenKindPrefix, StringComparison.Ordinal) && row.ActorId != user.Id)
            || (Administration.Contains(row.SubjectKind) && !user.Has(Scopes.Administer))
            || (AcrossProgrammes.Contains(row.SubjectKind) && !user.SeesEveryProgramme);
        return isHidden
            ? ChangeItem.Hidden(row.Sequence)
            : new ChangeItem(row.Sequence, row.SubjectKind, row.At, row.ActorId, row.Operation, row.SubjectId, row.SubjectVersion, row.ProgrammeId, ManifestOf(row));
    }

    /// <summary>What was made along with an interview names whom it was with, and so is asked of the interview itself.</summary>
    private static List<Guid>? ManifestOf(Row row) => row is { Manifest: { } manifest, SubjectKind: not "interview" } ? Manifest.Read(manifest) : null;
}
