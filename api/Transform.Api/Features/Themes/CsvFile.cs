using CsvHelper;
using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>The codebook as a table: one theme a line, the wider before the narrower.</summary>
internal static class CsvFile
{
    private static readonly string[] Columns = ["id", "name", "definition", "colour", "dimension", "parentId", "isCodable"];

    public static byte[] Write(IReadOnlyList<Theme> inOrder)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true))
        {
            Line(csv, Columns);
            foreach (var it in inOrder)
            {
                Line(csv, it.Id.ToString("D"), it.Name, it.Definition, it.Colour, it.Dimension, it.ParentId?.ToString("D"), it.IsCodable ? "true" : "false");
            }
        }

        return stream.ToArray();
    }

    /// <exception cref="ProblemException">It has no column of names.</exception>
    public static List<FileTheme> Read(string text)
    {
        var table = CsvTable.Read(text, ThemeTree.MostThemes, "name");
        var columns = table.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. table.Rows.Select(it => Theme(it, columns))];
    }

    private static FileTheme Theme(CsvTable.Row row, HashSet<string> columns)
    {
        var problem = row.Fault;
        if (!FileWords.TryId(row["id"], out var id))
        {
            problem ??= "id: this is no id. Leave it empty for a new theme.";
        }

        if (!FileWords.TryColour(row["colour"], out var colour))
        {
            problem ??= "colour: give a colour such as #005EB8.";
        }

        if (!FileWords.TryYesOrNo(row["isCodable"], out var isCodable))
        {
            problem ??= "isCodable: give true or false.";
        }

        if (!FileWords.TryId(row["parentId"], out var parentId))
        {
            problem ??= "parentId: this is no id. Give that of the wider theme, or nothing.";
        }

        return new FileTheme(
            row.Line, id, FileWords.Text(row["name"]),
            columns.Contains("definition") ? FileWords.TextOrNothing(row["definition"]) : Told<string?>.Nothing,
            columns.Contains("colour") ? colour : Told<string?>.Nothing,
            columns.Contains("isCodable") ? isCodable : Told<bool>.Nothing,
            FileWords.TextOrNothing(row["dimension"]) is { } dimension ? dimension : Told<string?>.Nothing,
            ParentIndex: null,
            columns.Contains("parentId") ? parentId : Told<Guid?>.Nothing, problem);
    }

    private static void Line(CsvWriter csv, params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(CsvCells.Protect(cell ?? ""));
        }

        csv.EndRecord();
    }
}
