using CsvHelper;

namespace Transform.Api.Http;

/// <summary>A CSV file (RFC 4180) under the names of its first line, which are read whatever their capitals. Commas divide it, or what else its first lines show.</summary>
/// <param name="Columns">The names as they stand in the file.</param>
/// <param name="Rows">The rows in which something stands.</param>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvTable.Row> Rows)
{
    // Of a file with one column no value needs quotation marks, so nothing that people type divides it.
    private const char NoSeparator = '\u001f';

    /// <param name="Line">Where the row begins in the file; the names stand on line 1.</param>
    /// <param name="Fault">Why this cannot be read as a row of the table.</param>
    public sealed record Row(int Line, IReadOnlyDictionary<string, string> Values, string? Fault)
    {
        /// <summary>What stands under this name, without the spaces around it; null where nothing does.</summary>
        public string? this[string column] => Values.GetValueOrDefault(column);
    }

    /// <param name="needed">The columns that the table cannot do without.</param>
    /// <exception cref="ProblemException">It has not these columns, or too many rows.</exception>
    public static CsvTable Read(string text, int mostRows, params IReadOnlyList<string> needed)
    {
        var names = text.AsSpan()[..(text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length)];
        var malformed = new HashSet<long>();
        using var reader = CsvReader.FromText(text, CsvReaderOptions.Default with
        {
            Separator = names.Contains(',') ? ',' : names.ContainsAny(";\t|") ? null : NoSeparator,
            TrackLineNumbers = true,
            OnMalformedRecord = it => malformed.Add(it.LineNumber),
        });
        reader.ReadHeader();
        List<string> columns = [.. reader.Headers.Select(it => it.Trim())];
        if (needed.Where(it => !columns.Contains(it, StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } missing)
        {
            var named = string.Join(", ", columns.Take(20));
            throw new ProblemException(Problems.Invalid(missing.ToDictionary(
                it => $"/lines/1/{it}", it => new[] { $"The first line names no column “{it}”. It names: {(named.Length > 200 ? named[..200] + "…" : named)}" }, StringComparer.Ordinal)));
        }

        var rows = new List<Row>();
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            var cells = reader.Current.ToArray();
            if (cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (rows.Count == mostRows)
            {
                throw new ProblemException(Problems.Invalid($"/lines/{line}", $"A file may hold {mostRows} rows. Divide it, and import the parts one after another."));
            }

            var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (column, cell) in columns.Zip(cells).Where(it => !string.IsNullOrWhiteSpace(it.Second)))
            {
                values.TryAdd(column, CsvCells.Unprotect(cell.Trim()));
            }

            rows.Add(new Row(line, values, FaultOf(malformed.Contains(line), cells.Length, columns.Count, values)));
        }

        return new CsvTable(columns, rows);
    }

    private static string? FaultOf(bool isMalformed, int cells, int columns, Dictionary<string, string> values) => (isMalformed, cells > columns) switch
    {
        (true, _) => "A quotation mark stands where none can. Put the whole value in quotation marks, and double each one within it.",
        (_, true) => $"This row has {cells} values, but the first line names {columns}. Put a value that holds a comma in quotation marks.",
        _ when values.Values.Any(it => it.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) => "This row holds a control character. Remove it.",
        _ => null,
    };
}
