using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Transform.Api.Data;

/// <summary>Gives SQLite a value in the form in which its provider writes and reads it.</summary>
internal static class SqliteValue
{
    public static void Bind(sqlite3_stmt statement, int place, object? value)
    {
        Span<byte> text = stackalloc byte[36];
        _ = value switch
        {
            null or DBNull => raw.sqlite3_bind_null(statement, place),
            Guid id => raw.sqlite3_bind_text(statement, place, text[..Write(id, text)]),
            string it => raw.sqlite3_bind_text(statement, place, it),
            DateTime time => raw.sqlite3_bind_text(statement, place, text[..Write(time, "yyyy-MM-dd HH:mm:ss.FFFFFFF", text)]),
            DateOnly day => raw.sqlite3_bind_text(statement, place, text[..Write(day, "yyyy-MM-dd", text)]),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, place, number),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            _ => throw new NotSupportedException($"Nothing is stored as {value.GetType().Name}."),
        };
    }

    private static int Write(Guid id, Span<byte> text)
    {
        id.TryFormat(text, out var written);
        _ = Ascii.ToUpperInPlace(text[..written], out _);
        return written;
    }

    private static int Write<T>(T value, string format, Span<byte> text)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        return written;
    }
}
