namespace Transform.Api.Http;

/// <summary>
/// Keeps a spreadsheet from reading a text as a formula: an apostrophe is put before what could start one, and taken off again on the way
/// in. A text that begins with an apostrophe gets one too, so that out and in again is always the same text.
/// </summary>
public static class CsvCells
{
    private const char Guard = '\'';

    public static string Protect(string text) => NeedsGuard(text) ? Guard + text : text;

    public static string Unprotect(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell is [Guard, ..] && NeedsGuard(cell[1..]) ? cell[1..] : cell;
    }

    private static bool NeedsGuard(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or Guard or '＝' or '＋' or '－' or '＠', ..];
}
