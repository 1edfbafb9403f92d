using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Transform.Api.Tests.Gates;

/// <summary>Gate 4: both engines' migrations lead to the same tables, and the T-SQL ones stay plain.</summary>
public static class ParityGate
{
    private const int MostBytesClustered = 900;
    private const int MostBytesNonclustered = 1700;

    public static IReadOnlyList<string> Compare(Schema server, Schema sqlite)
    {
        var findings = new List<string>();
        findings.AddRange(server.Tables.Keys.Except(sqlite.Tables.Keys, StringComparer.Ordinal).Select(it => $"{it}: only on SQL Server"));
        findings.AddRange(sqlite.Tables.Keys.Except(server.Tables.Keys, StringComparer.Ordinal).Select(it => $"{it}: only on SQLite"));
        foreach (var (name, mine) in server.Tables)
        {
            if (sqlite.Tables.TryGetValue(name, out var theirs))
            {
                Compare(mine, theirs, findings);
            }
        }

        return findings;
    }

    /// <summary>What the T-SQL scripts may not hold: what other versions lack, or what could not be applied once and in order.</summary>
    public static IReadOnlyList<string> LintMigration(string script)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        if (errors.Count > 0)
        {
            return [.. errors.Select(it => $"line {it.Line}: {it.Message}")];
        }

        var visitor = new MigrationVisitor();
        tree.Accept(visitor);
        if (((TSqlScript)tree).Batches.Count > 1)
        {
            visitor.Findings.Add("GO: a script is one batch");
        }

        return visitor.Findings;
    }

    private static void Compare(Table server, Table sqlite, List<string> findings)
    {
        if (!sqlite.Strict)
        {
            findings.Add($"{server.Name}: not STRICT on SQLite");
        }

        var order = string.Join(", ", server.Columns.Select(it => it.Name));
        var otherOrder = string.Join(", ", sqlite.Columns.Select(it => it.Name));
        if (order != otherOrder)
        {
            findings.Add($"{server.Name}: columns differ: {order} / {otherOrder}");
        }

        foreach (var column in server.Columns)
        {
            if (column.OnSqlite is not { } type)
            {
                findings.Add($"{server.Name}.{column.Name}: {column.Type} is not a type of ours");
            }
            else if (sqlite.Find(column.Name) is { } other)
            {
                if (other.Type != type)
                {
                    findings.Add($"{server.Name}.{column.Name}: {column.Type} is {type} on SQLite, not {other.Type}");
                }

                if (other.Nullable != column.Nullable)
                {
                    findings.Add($"{server.Name}.{column.Name}: nullable on {(column.Nullable ? "SQL Server" : "SQLite")} only");
                }
            }

            if (column.Name.EndsWith("Key", StringComparison.Ordinal) && !column.Binary)
            {
                findings.Add($"{server.Name}.{column.Name}: a key column is compared by bytes: COLLATE …_BIN2");
            }
        }

        if (!server.PrimaryKey.SequenceEqual(sqlite.PrimaryKey, StringComparer.Ordinal) || server.PrimaryKey.Count == 0)
        {
            findings.Add($"{server.Name}: primary key {string.Join(", ", server.PrimaryKey)} / {string.Join(", ", sqlite.PrimaryKey)}");
        }

        if (server.Find("WorkspaceId") is not null && server.ForeignKeys.FirstOrDefault(it => !it.Split('→')[0].Contains("WorkspaceId", StringComparison.Ordinal)) is { } loose)
        {
            findings.Add($"{server.Name}: a foreign key without WorkspaceId: {loose}");
        }

        Differ("unique", server.Unique, sqlite.Unique);
        Differ("foreign key", server.ForeignKeys, sqlite.ForeignKeys);
        Differ("index", server.Indexes, sqlite.Indexes);
        Bytes(server, "primary key", server.PrimaryKey, server.Clustered ? MostBytesClustered : MostBytesNonclustered, findings);
        foreach (var key in server.Unique.Concat(server.Indexes.Select(it => it.Split(": ")[1])))
        {
            Bytes(server, "index", key.Replace(" DESC", "", StringComparison.Ordinal).Split(", "), MostBytesNonclustered, findings);
        }

        void Differ(string what, IEnumerable<string> mine, IEnumerable<string> theirs)
        {
            findings.AddRange(mine.Except(theirs, StringComparer.Ordinal).Select(it => $"{server.Name}: {what} only on SQL Server: {it}"));
            findings.AddRange(theirs.Except(mine, StringComparer.Ordinal).Select(it => $"{server.Name}: {what} only on SQLite: {it}"));
        }
    }

    /// <summary>SQL Server refuses rows whose key is longer; SQLite would not say.</summary>
    private static void Bytes(Table table, string what, IEnumerable<string> columns, int most, List<string> findings)
    {
        var bytes = columns.Select(table.Find).Sum(column => column?.BaseType switch
        {
            "uniqueidentifier" => 16,
            "datetime2" or "bigint" or "float" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            "nvarchar" when column.Type == "nvarchar(max)" => 10_000,
            "nvarchar" => 2 * int.Parse(column.Type["nvarchar(".Length..^1], System.Globalization.CultureInfo.InvariantCulture),
            _ => 10_000,
        });
        if (bytes > most)
        {
            findings.Add($"{table.Name}: {what} of {bytes} bytes; SQL Server takes {most}");
        }
    }

    private sealed class MigrationVisitor : TSqlFragmentVisitor
    {
        private static readonly HashSet<Type> Allowed =
        [
            typeof(CreateTableStatement), typeof(CreateIndexStatement), typeof(AlterTableAddTableElementStatement), typeof(AlterTableDropTableElementStatement),
            typeof(DropTableStatement), typeof(DropIndexStatement), typeof(InsertStatement), typeof(UpdateStatement), typeof(DeleteStatement),
        ];

        private readonly HashSet<ColumnDefinition> added = [];

        public List<string> Findings { get; } = [];

        /// <summary>A column that may not be null needs a value in the rows that are there before it.</summary>
        public override void Visit(AlterTableAddTableElementStatement node) =>
            added.UnionWith(node.Definition.ColumnDefinitions.Where(it => it.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => !constraint.Nullable)));

        public override void Visit(TSqlStatement node)
        {
            if (!Allowed.Contains(node.GetType()))
            {
                Findings.Add($"line {node.StartLine}: {node.GetType().Name} has no place in a migration");
            }
        }

        public override void Visit(TableDefinition node)
        {
            if (node.Indexes.Count > 0)
            {
                Findings.Add($"line {node.StartLine}: inline index; use CREATE INDEX");
            }

            if (node.SystemTimePeriod is not null)
            {
                Findings.Add($"line {node.StartLine}: temporal table");
            }
        }

        public override void Visit(ColumnDefinition node)
        {
            if (node.Index is not null)
            {
                Findings.Add($"line {node.StartLine}: inline index; use CREATE INDEX");
            }

            if (node.IdentityOptions is not null || node.ComputedColumnExpression is not null || (node.DefaultConstraint is not null && !added.Contains(node)))
            {
                Findings.Add($"line {node.StartLine}: identity, computed or default column: values are made in C#");
            }
        }

        public override void Visit(SystemVersioningTableOption node) => Findings.Add($"line {node.StartLine}: temporal table");

        public override void Visit(SchemaObjectName node)
        {
            if (node.BaseIdentifier.Value.StartsWith('#'))
            {
                Findings.Add($"line {node.StartLine}: temp table {node.BaseIdentifier.Value}");
            }

            if (node.SchemaIdentifier is not null)
            {
                Findings.Add($"line {node.StartLine}: schema {node.SchemaIdentifier.Value}");
            }
        }
    }
}
