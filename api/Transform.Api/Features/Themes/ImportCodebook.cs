using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Transform.Api.Data;
using Transform.Api.Http;
using Transform.Api.Trust;

namespace Transform.Api.Features.Themes;

/// <summary>
/// Brings themes in from a file, all or none: the body is a REFI-QDA codebook (<c>.qdc</c>) or a CSV table of up to 2 MB. A theme that is
/// here by id, or else by name, is changed to what the file says; others are added under the file's own ids. <c>?dryRun=true</c> tells what
/// would happen and writes nothing. The same file again changes nothing. It can be taken back in one step.
/// </summary>
public static class ImportCodebook
{
    public static class Actions
    {
        public const string Add = "add";
        public const string Change = "change";
        public const string Same = "same";
    }

    /// <param name="Line">Where it stands in the file, from 1.</param>
    /// <param name="Action">What happens to the theme.</param>
    /// <param name="Note">What was done otherwise than the file says.</param>
    /// <param name="Problem">Why it cannot come in, with the column.</param>
    public sealed record ImportedTheme(int? Line, string Name, [property: OneOf(typeof(Actions))] string Action, string? Note, string? Problem);

    /// <param name="Problems">How many themes cannot come in; nothing is written while there are any.</param>
    public sealed record Response(bool DryRun, int Added, int Changed, int Same, int Problems, IReadOnlyList<ImportedTheme> Rows);

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/imports", HandleAsync).WithName("importCodebook").WithSummary("Bring themes in from a file").Requires(Scopes.WriteProgrammes)
            .TakesFile("application/xml", "text/xml", "text/csv", "application/octet-stream");

    /// <param name="format">What the file is.</param>
    /// <param name="dryRun">True to be told what would happen, and to write nothing.</param>
    /// <param name="dimension">The dimension of themes for which the file gives none.</param>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [Required, OneOf(typeof(CodebookFormats))] string format, bool? dryRun, [StringLength(10)] string? dimension, HttpRequest request, CurrentUser user, Db db, TimeProvider clock,
        CancellationToken ct)
    {
        var dimensions = await ExportCodebook.DimensionsAsync(user, db, ct);
        if (dimension is not null && !dimensions.ContainsKey(dimension))
        {
            return Problems.Invalid("/dimension", $"No taxonomy here has a dimension “{dimension}”.");
        }

        var file = await ImportedFile.ReadAsync(request, ct);
        List<FileTheme> themes;
        try
        {
            themes = format == CodebookFormats.Qdc ? QdcFile.Read(file, dimensions) : CsvFile.Read(file);
        }
        catch (UnreadableFileException exception)
        {
            return Problems.Invalid(exception.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"/lines/{line}") : "", exception.Message);
        }

        if (themes.Count > ThemeTree.MostThemes)
        {
            return Problems.Invalid("", $"The file holds {themes.Count} themes; a codebook holds {ThemeTree.MostThemes} at most.");
        }

        var known = dimensions.Keys.ToHashSet(StringComparer.Ordinal);
        if (dryRun == true)
        {
            return TypedResults.Ok(Told(CodebookPlan.Of(await ThemeTree.ReadAsync(db, user, ct), themes, known, dimension), dryRun: true));
        }

        var stepId = NewId.Next();
        try
        {
            var result = await db.WriteAsync<Results<Ok<Response>, ProblemHttpResult>>(user, new Change("imported", "codebook", stepId), async unit =>
            {
                var tree = await ThemeTree.ReadAsync(unit, user);
                var plan = CodebookPlan.Of(tree, themes, known, dimension);
                if (plan.HasProblem)
                {
                    return Problems.Invalid(plan.Lines.Where(it => it.Problem is not null).GroupBy(PointerOf).ToDictionary(it => it.Key, it => it.Select(line => line.Problem!).ToArray(), StringComparer.Ordinal));
                }

                var now = clock.UtcNow();
                var step = plan.Step(now);
                if (tree.Themes.Count + step.Themes.Count(it => it.Before is null) > ThemeTree.MostThemes)
                {
                    return Problems.Conflict($"A codebook holds {ThemeTree.MostThemes} themes at most, and with this file it would hold more.");
                }

                if (step.Themes.Count == 0)
                {
                    unit.Repeat();
                    return TypedResults.Ok(Told(plan, dryRun: false));
                }

                await unit.OnceAsync(stepId, async () =>
                {
                    await CodebookWriter.ApplyAsync(unit, user, step, now);
                    await step.WriteAsync(unit, user, stepId, CodebookStepKinds.Imported, Summary(plan), now);
                });
                unit.Manifest = JsonSerializer.Serialize(step.Themes.Select(it => it.Id));
                return TypedResults.Ok(Told(plan, dryRun: false));
            }, ct);
            Versioned.WriteSequence(request.HttpContext);
            return result;
        }
        catch (Exception exception) when (db.IsUniqueViolation(exception))
        {
            return Problems.Conflict("Somebody added a theme of one of these names just now. Try again.");
        }
    }

    private static string PointerOf(CodebookPlan.Line line)
    {
        var column = line.Problem!.IndexOf(':', StringComparison.Ordinal) is > 0 and < 12 and var at && !line.Problem[..at].Contains(' ', StringComparison.Ordinal) ? "/" + line.Problem[..at] : "";
        return string.Create(CultureInfo.InvariantCulture, $"/lines/{line.File.Line}{column}");
    }

    private static Response Told(CodebookPlan plan, bool dryRun) => new(
        dryRun, Count(plan, Actions.Add), Count(plan, Actions.Change), Count(plan, Actions.Same), plan.Lines.Count(it => it.Problem is not null),
        [.. plan.Lines.Select(it => new ImportedTheme(it.File.Line, it.Name, it.Action, it.Note, it.Problem))]);

    private static int Count(CodebookPlan plan, string action) => plan.Lines.Count(it => it.Problem is null && it.Action == action);

    private static string Summary(CodebookPlan plan)
    {
        var added = Count(plan, Actions.Add);
        var changed = Count(plan, Actions.Change);
        return changed == 0 ? $"Imported {Themes(added)}" : added == 0 ? $"Changed {Themes(changed)} by an import" : $"Imported {Themes(added)} and changed {changed}";

        static string Themes(int count) => count == 1 ? "1 theme" : $"{count} themes";
    }
}
