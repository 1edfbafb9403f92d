using System.Text.Json;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Samples;

/// <summary>Random samples of programmes that anyone with the seed and the frame can draw again.</summary>
public static class SamplesFeature
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/samples").WithTags("Samples").Requires(Scopes.ReadScores);
        ListSamples.Map(group);
        CreateSample.Map(group);
        GetSample.Map(group);
    }
}

/// <param name="Frame">The programmes to draw from, exclusions left out, in the order of their ids.</param>
/// <param name="Drawn">In the order in which they were drawn.</param>
public sealed record Sample(Guid Id, string Seed, int Size, IReadOnlyList<Guid> Frame, IReadOnlyList<Guid> Exclusions, IReadOnlyList<Sample.DrawnProgramme> Drawn, DateTime CreatedAt, int Version)
{
    /// <param name="Name">Absent where the programme is gone, or no longer the reader's to see.</param>
    public sealed record DrawnProgramme(Guid ProgrammeId, string? Name);

    public sealed record Row(Guid Id, string Seed, int Size, string Frame, string Exclusions, string Drawn, DateTime CreatedAt, int Version);

    public sealed record NameRow(Guid Id, string Name);

    /// <summary>A sample is for whoever drew it, and for those who see every programme.</summary>
    [PortableSql(typeof(Row))]
    public const string FindSql = """
        SELECT Id, Seed, Size, Frame, Exclusions, Drawn, CreatedAt, Version
        FROM Samples
        WHERE WorkspaceId = @WorkspaceId AND Id = @Id AND (@SeesEvery = 1 OR CreatedBy = @UserId)
        """;

    /// <summary>The programmes that the caller may see, of one portfolio if it is named.</summary>
    [PortableSql(typeof(NameRow))]
    public const string VisibleSql = """
        SELECT p.Id, p.Name
        FROM Programmes p
        WHERE p.WorkspaceId = @WorkspaceId
            AND (@SeesEvery = 1
                OR EXISTS (SELECT 1 FROM ProgrammeMembers m WHERE m.WorkspaceId = @WorkspaceId AND m.ProgrammeId = p.Id AND m.UserId = @UserId)
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes q
                    JOIN PortfolioReaders r ON r.WorkspaceId = q.WorkspaceId AND r.PortfolioId = q.PortfolioId
                    WHERE q.WorkspaceId = @WorkspaceId AND q.ProgrammeId = p.Id AND r.UserId = @UserId))
            AND (@PortfolioId IS NULL
                OR EXISTS (SELECT 1 FROM PortfolioProgrammes o WHERE o.WorkspaceId = @WorkspaceId AND o.ProgrammeId = p.Id AND o.PortfolioId = @PortfolioId))
        ORDER BY p.NameKey
        """;

    public static object Key(CurrentUser user, Guid id) => new { user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, Id = id };

    public static object Visible(CurrentUser user, Guid? portfolioId = null) => new { user.WorkspaceId, UserId = user.Id, SeesEvery = user.SeesEveryProgramme, PortfolioId = portfolioId };

    public static Sample Of(Row row, List<NameRow> visible)
    {
        var names = visible.ToDictionary(it => it.Id, it => it.Name);
        return new Sample(
            row.Id, row.Seed, row.Size, Ids(row.Frame), Ids(row.Exclusions), [.. Ids(row.Drawn).Select(id => new DrawnProgramme(id, names.GetValueOrDefault(id)))], row.CreatedAt, row.Version);
    }

    private static List<Guid> Ids(string json) => JsonSerializer.Deserialize<List<Guid>>(json)!;
}
