using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Transform.Api.Data;

namespace Transform.Api.Tests.Gates;

/// <param name="Type">As its engine declares it, for example <c>nvarchar(200)</c>.</param>
/// <param name="Binary">Compared by its bytes on both engines.</param>
public sealed record Column(string Name, string Type, bool Nullable, bool Binary = false)
{
    public string BaseType => Type.Split('(')[0];

    /// <summary>SQLite's type for it, or null where the type is not one of ours.</summary>
    public string? OnSqlite => BaseType switch
    {
        "uniqueidentifier" or "nvarchar" or "date" => "TEXT",
        "datetime2" when Type == "datetime2(3)" => "TEXT",
        "int" or "bigint" or "bit" => "INTEGER",
        "float" => "REAL",
        "varbinary" => "BLOB",
        _ => null,
    };
}

public sealed class Table(string name)
{
    public string Name { get; } = name;

    public List<Column> Columns { get; } = [];

    public List<string> PrimaryKey { get; set; } = [];

    public bool Clustered { get; set; }

    public bool Strict { get; set; } = true;

    /// <summary>Each as <c>A, B</c>, in key order.</summary>
    public SortedSet<string> Unique { get; } = new(StringComparer.Ordinal);

    /// <summary>Each as <c>A, B → Table (A, B)</c>.</summary>
    public SortedSet<string> ForeignKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>Each as <c>Name: A, B</c>.</summary>
    public SortedSet<string> Indexes { get; } = new(StringComparer.Ordinal);

    public Column? Find(string column) => Columns.FirstOrDefault(it => it.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The tables that a set of migrations leads to.</summary>
public sealed class Schema
{
    private static readonly Lazy<Schema> LazyMain = new(() => OfSqlServer(Migrator.Scripts(Dialect.SqlServer, "").Select(it => it.Text)));
    private static readonly Lazy<Schema> LazyKeys = new(() => OfSqlServer(Migrator.Scripts(Dialect.SqlServer, "keys").Select(it => it.Text)));

    public static Schema Main => LazyMain.Value;

    public static Schema Keys => LazyKeys.Value;

    public Dictionary<string, Table> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads CREATE and ALTER TABLE and CREATE INDEX out of the syntax tree.</summary>
    public static Schema OfSqlServer(IEnumerable<string> scripts)
    {
        var schema = new Schema();
        foreach (var statement in scripts.SelectMany(Statements))
        {
            switch (statement)
            {
                case CreateTableStatement create:
                    var table = new Table(create.SchemaObjectName.BaseIdentifier.Value);
                    schema.Tables.Add(table.Name, table);
                    Add(table, create.Definition);
                    break;
                case AlterTableAddTableElementStatement add:
                    Add(schema.Tables[add.SchemaObjectName.BaseIdentifier.Value], add.Definition);
                    break;
                case AlterTableDropTableElementStatement drop:
                    foreach (var element in drop.AlterTableDropTableElements.Where(it => it.TableElementType == TableElementType.Column))
                    {
                        schema.Tables[drop.SchemaObjectName.BaseIdentifier.Value].Columns.RemoveAll(it => it.Name == element.Name.Value);
                    }

                    break;
                case DropTableStatement drop:
                    foreach (var name in drop.Objects)
                    {
                        schema.Tables.Remove(name.BaseIdentifier.Value);
                    }

                    break;
                case CreateIndexStatement index:
                    var on = schema.Tables[index.OnName.BaseIdentifier.Value];
                    var columns = string.Join(", ", index.Columns.Select(it => Name(it.Column) + (it.SortOrder == SortOrder.Descending ? " DESC" : "")));
                    on.Indexes.Add($"{index.Name.Value}: {columns}");
                    if (index.Unique)
                    {
                        on.Unique.Add(columns);
                    }

                    break;
            }
        }

        return schema;
    }

    /// <summary>Runs the scripts on a database in memory and asks it what it has.</summary>
    public static Schema OfSqlite(IEnumerable<string> scripts)
    {
        using var connection = Open(scripts);
        var schema = new Schema();
        foreach (var name in connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            var table = new Table(name) { Strict = connection.ExecuteScalar<long>("SELECT strict FROM pragma_table_list(@name) WHERE schema = 'main'", new { name }) == 1 };
            schema.Tables.Add(name, table);
            var columns = connection.Query("SELECT name, type, \"notnull\" AS required, pk FROM pragma_table_info(@name)", new { name }).ToList();
            table.Columns.AddRange(columns.Select(it => new Column((string)it.name, (string)it.type, (long)it.required == 0)));
            table.PrimaryKey = [.. columns.Where(it => (long)it.pk > 0).OrderBy(it => (long)it.pk).Select(it => (string)it.name)];
            foreach (var index in connection.Query("SELECT name, \"unique\" AS isUnique, origin FROM pragma_index_list(@name)", new { name }))
            {
                var on = connection.Query("SELECT name, desc FROM pragma_index_xinfo(@index) WHERE key = 1 ORDER BY seqno", new { index = (string)index.name })
                    .Select(it => (string)it.name + ((long)it.desc == 1 ? " DESC" : ""));
                var text = string.Join(", ", on);
                if ((string)index.origin != "pk" && (long)index.isUnique == 1)
                {
                    table.Unique.Add(text);
                }

                if ((string)index.origin == "c")
                {
                    table.Indexes.Add($"{index.name}: {text}");
                }
            }

            foreach (var key in connection.Query("SELECT id, \"table\" AS target, \"from\" AS source, \"to\" AS destination, on_delete FROM pragma_foreign_key_list(@name) ORDER BY id, seq", new { name }).GroupBy(it => (long)it.id))
            {
                table.ForeignKeys.Add(ForeignKey(key.Select(it => (string)it.source), (string)key.First().target, key.Select(it => (string)it.destination), (string)key.First().on_delete));
            }
        }

        return schema;
    }

    public static SqliteConnection Open(IEnumerable<string> scripts)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=True");
        connection.Open();
        foreach (var script in scripts)
        {
            connection.Execute(script);
        }

        return connection;
    }

    private static IEnumerable<TSqlStatement> Statements(string script)
    {
        var tree = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        return errors.Count == 0
            ? tree.Batches.SelectMany(it => it.Statements)
            : throw new InvalidOperationException(string.Join("; ", errors.Select(it => $"line {it.Line}: {it.Message}")));
    }

    private static void Add(Table table, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            var type = (ParameterizedDataTypeReference)column.DataType;
            var name = type.Name.BaseIdentifier.Value.ToLowerInvariant() + (type.Parameters.Count == 0 ? "" : $"({string.Join(", ", type.Parameters.Select(it => it.Value.ToLowerInvariant()))})");
            var nullable = column.Constraints.OfType<NullableConstraintDefinition>().FirstOrDefault()?.Nullable ?? true;
            table.Columns.Add(new Column(column.ColumnIdentifier.Value, name, nullable, column.Collation?.Value.EndsWith("_BIN2", StringComparison.OrdinalIgnoreCase) == true));
            foreach (var constraint in column.Constraints)
            {
                Add(table, constraint, [column.ColumnIdentifier.Value]);
            }
        }

        foreach (var constraint in definition.TableConstraints)
        {
            Add(table, constraint, own: null);
        }
    }

    private static void Add(Table table, ConstraintDefinition constraint, string[]? own)
    {
        switch (constraint)
        {
            case UniqueConstraintDefinition unique:
                List<string> columns = unique.Columns.Count == 0 && own is not null ? [.. own] : [.. unique.Columns.Select(it => Name(it.Column))];
                if (unique.IsPrimaryKey)
                {
                    table.PrimaryKey = columns;
                    table.Clustered = unique.Clustered ?? true;
                }
                else
                {
                    table.Unique.Add(string.Join(", ", columns));
                }

                break;
            case ForeignKeyConstraintDefinition foreign:
                var from = foreign.Columns.Count == 0 && own is not null ? own : foreign.Columns.Select(it => it.Value);
                var action = foreign.DeleteAction switch { DeleteUpdateAction.Cascade => "CASCADE", DeleteUpdateAction.SetNull => "SET NULL", DeleteUpdateAction.SetDefault => "SET DEFAULT", _ => "NO ACTION" };
                table.ForeignKeys.Add(ForeignKey(from, foreign.ReferenceTableName.BaseIdentifier.Value, foreign.ReferencedTableColumns.Select(it => it.Value), action));
                break;
        }
    }

    private static string ForeignKey(IEnumerable<string> from, string table, IEnumerable<string> to, string onDelete)
    {
        // The engines may list a composite key's pairs in their own order: sort them together.
        var pairs = from.Zip(to).OrderBy(it => it.First, StringComparer.Ordinal).ToList();
        return $"{string.Join(", ", pairs.Select(it => it.First))} → {table} ({string.Join(", ", pairs.Select(it => it.Second))}) on delete {onDelete}";
    }

    private static string Name(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;
}
