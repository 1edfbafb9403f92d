using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// The codebook as a file: <c>qdc</c> is the REFI-QDA codebook 1.0 that NVivo, ATLAS.ti and MAXQDA read, each dimension a set; <c>csv</c> is a
/// table whose cells no spreadsheet takes for formulas. The standard knows no empty codebook, so there is none to take along as <c>qdc</c>. Themes alone leave with it: nothing that anybody said, and no counts.
/// </summary>
public static class ExportCodebook
{
    public sealed record DimensionRow(string Code, string Name);

    /// <summary>Every dimension of the workspace's taxonomies as they stand now; of two with one code, the name that comes first.</summary>
    [PortableSql(typeof(DimensionRow))]
    public const string DimensionsSql = """
        SELECT d.Code, MIN(d.Name) AS Name
        FROM FocusTaxonomies t
        JOIN FocusDimensions d ON d.WorkspaceId = t.WorkspaceId AND d.TaxonomyId = t.Id AND d.Edition = t.Version
        WHERE t.WorkspaceId = @WorkspaceId
        GROUP BY d.Code
        """;

    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/export", HandleAsync).WithName("exportCodebook").WithSummary("Take the codebook along as a file").Requires(Scopes.ReadProgrammes)
            .GivesDownload("application/xml", "text/csv").ProducesProblem(StatusCodes.Status409Conflict);

    public static async Task<Results<Download, ProblemHttpResult>> HandleAsync([Required, OneOf(typeof(CodebookFormats))] string format, CurrentUser user, Db db, CancellationToken ct)
    {
        var themes = (await ThemeTree.ReadAsync(db, user, ct)).InOrder().ToList();
        if (format == CodebookFormats.Qdc && themes.Count == 0)
        {
            return Problems.Conflict("The codebook is empty, and a REFI-QDA file holds at least one code. Add a theme first, or take the table (csv).");
        }

        return format == CodebookFormats.Qdc
            ? new Download(QdcFile.Write(themes, await DimensionsAsync(user, db, ct)), "application/xml", "codebook.qdc")
            : new Download(CsvFile.Write(themes), "text/csv", "codebook.csv");
    }

    internal static async Task<Dictionary<string, string>> DimensionsAsync(CurrentUser user, Db db, CancellationToken ct) =>
        (await db.QueryAsync<DimensionRow>(DimensionsSql, new { user.WorkspaceId }, ct)).ToDictionary(it => it.Code, it => it.Name, StringComparer.Ordinal);
}
