using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Discussions;

/// <summary>
/// Adds the contributions of a CSV file: all of them, or none where a row is at fault. A row that is in the discussion already adds nothing
/// and changes nothing, so that the same file may come again; with <c>?dryRun=true</c> nothing is written, and every row says what it would do.
/// </summary>
public static class ImportContributions
{
    private const string Kind = "contributionBatch";

    public static class Actions
    {
        /// <summary>It is added.</summary>
        public const string Add = "add";

        /// <summary>It is in the discussion already, or stands earlier in the file.</summary>
        public const string Same = "same";

        /// <summary>It cannot be taken as it is.</summary>
        public const string Mend = "mend";
    }

    /// <param name="Mend">How many rows cannot be taken as they are; where there are any, nothing is imported.</param>
    /// <param name="IgnoredColumns">Columns of the file that mean nothing here.</param>
    public sealed record Response(bool IsDryRun, int Add, int Same, int Mend, IReadOnlyList<string> IgnoredColumns, IReadOnlyList<Row> Rows);

    /// <param name="Line">Where the row begins in the file; the names of the columns stand on line 1.</param>
    /// <param name="SameAs">The line that says the same, where that is in the file.</param>
    public sealed record Row(
        int Line, [OneOf(typeof(Actions))] string Action, int? SameAs, string? Text, string? Author, DateTime? SaidAt, [OneOf(typeof(Consents))] string Consent, IReadOnlyList<ContributionFile.Problem> Problems);

    public sealed record KnownRow(Guid Id, string Fingerprint);

    [PortableSql(typeof(KnownRow))]
    public const string KnownSql = """
        SELECT Id, Fingerprint
        FROM Contributions
        WHERE WorkspaceId = @WorkspaceId AND ProgrammeId = @ProgrammeId AND DiscussionId = @DiscussionId AND Fingerprint IN @Fingerprints
        """;

    /// <summary>Which contributions an earlier, equal request made.</summary>
    [PortableSql]
    public const string ManifestSql = """
        SELECT Manifest
        FROM Changes
        WHERE WorkspaceId = @WorkspaceId AND SubjectKind = @Kind AND SubjectId = @Id
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/imports", HandleAsync).WithName("importContributions").WithSummary("Import contributions from CSV").TakesFile("text/csv").Requires(Scopes.WriteInterviews);

    /// <param name="consent">The consent of rows that give none.</param>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid programmeId, Guid discussionId, bool? dryRun, [OneOf(typeof(Consents))] string? consent, HttpContext http, CurrentUser user, Db db, KeyStore keys, Secrets secrets, TimeProvider clock,
        CancellationToken ct)
    {
        if (await db.FindAsync<Discussion>(Discussion.FindSql, new { user.WorkspaceId, ProgrammeId = programmeId, Id = discussionId }, ct) is null)
        {
            return Problems.NotFound("discussion");
        }

        var file = ContributionFile.Read(await ImportedFile.ReadAsync(http.Request, ct), consent ?? Consents.NotAsked);
        http.Response.Headers.CacheControl = "no-store";
        var sound = file.Rows.Where(it => it.Problems.Count == 0).Select(it => (Row: it, Fingerprint: CreateContribution.FingerprintOf(secrets, discussionId, it.Text!, it.Author, it.SaidAt))).ToList();
        var first = sound.GroupBy(it => it.Fingerprint, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.First().Row, StringComparer.Ordinal);
        var known = await KnownAsync((sql, args) => db.QueryAsync<KnownRow>(sql, args, ct), user, programmeId, discussionId, first.Keys);
        var added = first.Keys.Where(it => !known.ContainsKey(it)).ToHashSet(StringComparer.Ordinal);
        if (dryRun != true && file.Rows.SelectMany(row => row.Problems.Select(it => (row.Line, it.Column, it.Message))).ToList() is { Count: > 0 } faults)
        {
            return Problems.Invalid(faults.GroupBy(it => it.Column is null ? $"/lines/{it.Line}" : $"/lines/{it.Line}/{it.Column}", StringComparer.Ordinal)
                .ToDictionary(it => it.Key, it => it.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal));
        }

        if (dryRun != true && (added.Count > 0 || user.Idempotency is not null))
        {
            var sealedRows = new List<CreateContribution.Made>();
            foreach (var row in first.Where(it => added.Contains(it.Key)).Select(it => it.Value))
            {
                sealedRows.Add(await CreateContribution.SealAsync(keys, secrets, discussionId, row.Text!, row.Author, row.SaidAt, row.Consent, ct));
            }

            try
            {
                added = await WriteAsync();
            }
            catch (Exception exception) when (db.IsUniqueViolation(exception))
            {
                added = await WriteAsync();             // the same file came twice at once: now the rows of the first are there to be found
            }

            async Task<HashSet<string>> WriteAsync()
            {
                var batch = NewId.Next();
                var written = await db.WriteAsync<Batch>(user, Change.Created(Kind, batch, programmeId), async unit =>
                {
                    var before = await KnownAsync(unit.QueryAsync<KnownRow>, user, programmeId, discussionId, first.Keys);
                    var fresh = sealedRows.FindAll(it => !before.ContainsKey(it.Fingerprint));
                    var made = await unit.OnceAsync(batch, () => CreateContribution.InsertAsync(unit, user, programmeId, discussionId, fresh, clock.UtcNow()));
                    if (!unit.IsRepeat)
                    {
                        unit.Manifest = Manifest.Write(fresh.Select(it => it.Id));
                        return new Batch([.. fresh.Select(it => it.Fingerprint)]);
                    }

                    var earlier = Manifest.Read(await unit.FindAsync<string>(ManifestSql, new { user.WorkspaceId, Kind, Id = made })).ToHashSet();
                    return new Batch([.. before.Where(it => earlier.Contains(it.Value)).Select(it => it.Key)]);
                }, ct);
                return [.. written.Fingerprints];
            }
        }

        Versioned.WriteSequence(http);
        return TypedResults.Ok(ResponseOf(file, sound, first, added, dryRun == true));
    }

    private static Response ResponseOf(
        ContributionFile.Result file, List<(ContributionFile.Row Row, string Fingerprint)> sound, Dictionary<string, ContributionFile.Row> first, HashSet<string> added, bool isDryRun)
    {
        var fingerprints = sound.ToDictionary(it => it.Row.Line, it => it.Fingerprint);
        var rows = file.Rows.Select(it =>
        {
            var fingerprint = fingerprints.GetValueOrDefault(it.Line);
            var line = fingerprint is null ? it.Line : first[fingerprint].Line;
            var action = fingerprint is null ? Actions.Mend : line == it.Line && added.Contains(fingerprint) ? Actions.Add : Actions.Same;
            return new Row(it.Line, action, line == it.Line ? null : line, it.Text, it.Author, it.SaidAt, it.Consent, it.Problems);
        }).ToList();
        return new Response(isDryRun, rows.Count(it => it.Action == Actions.Add), rows.Count(it => it.Action == Actions.Same), rows.Count(it => it.Action == Actions.Mend), file.IgnoredColumns, rows);
    }

    /// <summary>Which of these the discussion holds, each with its contribution's id.</summary>
    private static async Task<Dictionary<string, Guid>> KnownAsync(
        Func<string, object, Task<List<KnownRow>>> query, CurrentUser user, Guid programmeId, Guid discussionId, IEnumerable<string> fingerprints)
    {
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var some in fingerprints.Chunk(500))
        {
            foreach (var row in await query(KnownSql, new { user.WorkspaceId, ProgrammeId = programmeId, DiscussionId = discussionId, Fingerprints = some }))
            {
                known[row.Fingerprint] = row.Id;
            }
        }

        return known;
    }

    /// <summary>What a unit added, on its way out of it.</summary>
    private sealed record Batch(IReadOnlyList<string> Fingerprints) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Task.CompletedTask;
    }
}
