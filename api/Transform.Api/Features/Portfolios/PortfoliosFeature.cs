using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Portfolios;

/// <summary>
/// Portfolios: the programmes that a system leader sees. Whoever puts a programme into one lets its readers see it, so administrators
/// and keys alone may.
/// </summary>
public static class PortfoliosFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/portfolios").WithTags("Portfolios");
        ListPortfolios.Map(group);
        CreatePortfolio.Map(group);
        GetPortfolio.Map(group);
        RevisePortfolio.Map(group);
        DeletePortfolio.Map(group);
        RecordPortfolioVisit.Map(group);
        GetPortfolioDashboard.Map(group);
    }

    internal static ProblemHttpResult? WhyNotWrite(CurrentUser user) =>
        user.SeesEveryProgramme ? null : Problems.Forbidden("A portfolio decides who sees which programmes, so it is an administrator's to change.");
}

public sealed record Portfolio(Guid Id, string Name, IReadOnlyList<Guid> ProgrammeIds, IReadOnlyList<Guid> ReaderIds, DateTime CreatedAt, DateTime RevisedAt, int Version)
{
    public sealed record Row(Guid Id, string Name, DateTime CreatedAt, DateTime RevisedAt, int Version);

    public sealed record Part(Guid PortfolioId, Guid Id);

    /// <summary>One portfolio, if the caller reads it or sees every programme.</summary>
    [PortableSql(typeof(Row))]
    public const string FindSql = """
        SELECT p.Id, p.Name, p.CreatedAt, p.RevisedAt, p.Version
        FROM Portfolios p
        WHERE p.WorkspaceId = @WorkspaceId AND p.Id = @Id
            AND (@SeesEvery = 1 OR EXISTS (SELECT 1 FROM PortfolioReaders r WHERE r.WorkspaceId = @WorkspaceId AND r.PortfolioId = p.Id AND r.UserId = @UserId))
        """;

    [PortableSql(typeof(Part))]
    public const string ProgrammesSql = """
        SELECT q.PortfolioId, q.ProgrammeId AS Id
        FROM PortfolioProgrammes q
        JOIN Programmes p ON p.WorkspaceId = q.WorkspaceId AND p.Id = q.ProgrammeId
        WHERE q.WorkspaceId = @WorkspaceId AND q.PortfolioId IN @Ids
        ORDER BY p.NameKey
        """;

    [PortableSql(typeof(Part))]
    public const string ReadersSql = """
        SELECT r.PortfolioId, r.UserId AS Id
        FROM PortfolioReaders r
        JOIN Users u ON u.WorkspaceId = r.WorkspaceId AND u.Id = r.UserId
        WHERE r.WorkspaceId = @WorkspaceId AND r.PortfolioId IN @Ids
        ORDER BY u.EmailKey
        """;

    public static object Key(CurrentUser user, Guid id) => new { user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, Id = id };

    public static async Task<Portfolio?> FindAsync(Unit unit, CurrentUser user, Guid id)
    {
        var lists = new { user.WorkspaceId, Ids = new[] { id } };
        return await unit.FindAsync<Row>(FindSql, Key(user, id)) is { } row
            ? Together([row], await unit.QueryAsync<Part>(ProgrammesSql, lists), await unit.QueryAsync<Part>(ReadersSql, lists))[0]
            : null;
    }

    public static async Task<List<Portfolio>> OfAsync(Db db, Guid workspaceId, List<Row> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var lists = new { WorkspaceId = workspaceId, Ids = rows.ConvertAll(row => row.Id) };
        return Together(rows, await db.QueryAsync<Part>(ProgrammesSql, lists, ct), await db.QueryAsync<Part>(ReadersSql, lists, ct));
    }

    private static List<Portfolio> Together(List<Row> rows, List<Part> programmes, List<Part> readers)
    {
        var programmesOf = programmes.ToLookup(it => it.PortfolioId, it => it.Id);
        var readersOf = readers.ToLookup(it => it.PortfolioId, it => it.Id);
        return rows.ConvertAll(row => new Portfolio(row.Id, row.Name, [.. programmesOf[row.Id]], [.. readersOf[row.Id]], row.CreatedAt, row.RevisedAt, row.Version));
    }
}

/// <summary>A portfolio as it is written, whole.</summary>
public sealed record PortfolioRequest
{
    [Required, NotBlank, StringLength(200)]
    public required string Name { get; init; }

    [MaxLength(500)]
    public IReadOnlyList<Guid> ProgrammeIds { get; init; } = [];

    /// <summary>Who sees these programmes because they are in the portfolio.</summary>
    [MaxLength(500)]
    public IReadOnlyList<Guid> ReaderIds { get; init; } = [];

    [PortableSql(typeof(Guid))]
    public const string KnownProgrammesSql = "SELECT Id FROM Programmes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql(typeof(Guid))]
    public const string KnownUsersSql = "SELECT Id FROM Users WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids";

    [PortableSql]
    public const string InsertProgrammeSql = "INSERT INTO PortfolioProgrammes (WorkspaceId, PortfolioId, ProgrammeId) VALUES (@WorkspaceId, @PortfolioId, @Id)";

    [PortableSql]
    public const string InsertReaderSql = "INSERT INTO PortfolioReaders (WorkspaceId, PortfolioId, UserId) VALUES (@WorkspaceId, @PortfolioId, @Id)";

    [PortableSql]
    public const string DeleteProgrammeSql = "DELETE FROM PortfolioProgrammes WHERE WorkspaceId = @WorkspaceId AND PortfolioId = @PortfolioId AND ProgrammeId = @Id";

    [PortableSql]
    public const string DeleteReaderSql = "DELETE FROM PortfolioReaders WHERE WorkspaceId = @WorkspaceId AND PortfolioId = @PortfolioId AND UserId = @Id";

    internal async Task<ProblemHttpResult?> WhyNotAsync(Unit unit, Guid workspaceId)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Check("programmeIds", ProgrammeIds, ProgrammeIds.Count == 0 ? [] : await unit.QueryAsync<Guid>(KnownProgrammesSql, new { WorkspaceId = workspaceId, Ids = ProgrammeIds }), "There is no such programme.");
        Check("readerIds", ReaderIds, ReaderIds.Count == 0 ? [] : await unit.QueryAsync<Guid>(KnownUsersSql, new { WorkspaceId = workspaceId, Ids = ReaderIds }), "There is no such user.");
        return errors.Count > 0 ? Problems.Invalid(errors) : null;

        void Check(string field, IReadOnlyList<Guid> asked, List<Guid> known, string message)
        {
            var seen = new HashSet<Guid>();
            foreach (var (i, id) in asked.Index())
            {
                if (!known.Contains(id))
                {
                    errors[$"/{field}/{i}"] = [message];
                }
                else if (!seen.Add(id))
                {
                    errors[$"/{field}/{i}"] = ["This is named twice."];
                }
            }
        }
    }

    /// <summary>Brings the lists to what is asked; readers who stay keep the time of their visits.</summary>
    internal async Task StoreListsAsync(Unit unit, Guid workspaceId, Guid portfolioId, Portfolio? before)
    {
        await ChangeAsync(DeleteProgrammeSql, before?.ProgrammeIds.Except(ProgrammeIds) ?? []);
        await ChangeAsync(InsertProgrammeSql, ProgrammeIds.Except(before?.ProgrammeIds ?? []));
        await ChangeAsync(DeleteReaderSql, before?.ReaderIds.Except(ReaderIds) ?? []);
        await ChangeAsync(InsertReaderSql, ReaderIds.Except(before?.ReaderIds ?? []));

        async Task ChangeAsync(string sql, IEnumerable<Guid> ids)
        {
            foreach (var id in ids)
            {
                await unit.ExecuteAsync(sql, new { WorkspaceId = workspaceId, PortfolioId = portfolioId, Id = id });
            }
        }
    }
}
