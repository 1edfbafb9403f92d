using System.Reflection;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Transform.Api.Data;

namespace Transform.Api.Tests.Gates;

/// <summary>Gate 3: SQLite finds every name on a migrated database, and the columns are those of the record that they become.</summary>
public static class BindGate
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<string> Check(PortableStatement statement)
    {
        using var connection = Schema.Open(Migrator.Scripts(Dialect.Sqlite, statement.OnKeyStore ? "keys" : "").Select(it => it.Text));
        return Check(statement, connection, statement.OnKeyStore ? Schema.Keys : Schema.Main);
    }

    private static List<string> Check(PortableStatement statement, SqliteConnection connection, Schema schema)
    {
        var findings = new List<string>();
        if (raw.sqlite3_prepare_v2(connection.Handle, statement.AsSqlite, out var prepared, out var rest) != raw.SQLITE_OK)
        {
            return [$"does not bind: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}"];
        }

        using (prepared)
        {
            if (rest.Trim().Length > 0)
            {
                findings.Add("more than one statement");
            }

            var count = raw.sqlite3_column_count(prepared);
            var names = Enumerable.Range(0, count).Select(it => raw.sqlite3_column_name(prepared, it).utf8_to_string()).ToList();
            if (statement.Row is not { } row || Scalar(row))
            {
                if (count > 1)
                {
                    findings.Add($"gives {count} columns, but no record");
                }

                return findings;
            }

            if (row.GetConstructors() is not [{ } constructor] || constructor.GetParameters() is not { Length: > 0 } parameters)
            {
                findings.Add($"{row.Name} has not exactly one constructor");
                return findings;
            }

            findings.AddRange(names.GroupBy(it => it, StringComparer.OrdinalIgnoreCase).Where(it => it.Count() > 1).Select(it => $"two columns are called {it.Key}"));
            findings.AddRange(names.Where(name => parameters.All(it => it.Name != name)).Select(name => $"{row.Name} has no {name}"));
            findings.AddRange(parameters.Where(it => !names.Contains(it.Name!, StringComparer.Ordinal)).Select(it => $"{row.Name}.{it.Name} is not selected"));
            for (var i = 0; i < count; i++)
            {
                var origin = raw.sqlite3_column_origin_name(prepared, i).utf8_to_string();
                var table = raw.sqlite3_column_table_name(prepared, i).utf8_to_string();
                if (origin is not null && table is not null && schema.Tables.GetValueOrDefault(table)?.Find(origin) is { } column && parameters.FirstOrDefault(it => it.Name == names[i]) is { } parameter)
                {
                    Fits(row, parameter, column, findings);
                }
            }
        }

        return findings;
    }

    private static void Fits(Type row, ParameterInfo parameter, Column column, List<string> findings)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var fits = column.BaseType switch
        {
            "uniqueidentifier" => type == typeof(Guid),
            "nvarchar" => type == typeof(string),
            "date" => type == typeof(DateOnly),
            "datetime2" => type == typeof(DateTime),
            "int" => type == typeof(int) || type == typeof(long),
            "bigint" => type == typeof(long),
            "bit" => type == typeof(bool),
            "float" => type == typeof(double),
            "varbinary" => type == typeof(byte[]),
            _ => false,
        };
        if (!fits)
        {
            findings.Add($"{row.Name}.{parameter.Name} is {type.Name}, the column {column.Type}");
        }

        if (column.Nullable && Nullability.Create(parameter).WriteState != NullabilityState.Nullable)
        {
            findings.Add($"{row.Name}.{parameter.Name} cannot be null, the column can");
        }
    }

    private static bool Scalar(Type type) =>
        type.IsPrimitive || type == typeof(string) || type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(byte[]) || Nullable.GetUnderlyingType(type) is not null;
}
