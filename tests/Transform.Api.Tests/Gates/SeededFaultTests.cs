namespace Transform.Api.Tests.Gates;

/// <summary>Each gate is shown a fault of each kind that it is there for, and must find it.</summary>
public sealed class SeededFaultTests
{
    public sealed record Theme(Guid Id, string Name, string? Definition, int Version);

    private sealed record NotNullable(Guid Id, string Definition);

    private sealed record WrongType(Guid Id, int Name);

    [Theory]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId LIMIT 5", "does not parse")]
    [InlineData("SELECT CONCAT(a.Name, 'x') || 'y' FROM Themes a WHERE a.WorkspaceId = @WorkspaceId", "does not parse")]
    [InlineData("INSERT INTO Jobs (Id, ConsecutiveFailures) VALUES (@Id, 0) ON CONFLICT DO NOTHING", "does not parse")]
    [InlineData("DELETE FROM Jobs WHERE Id = @Id RETURNING Id", "does not parse")]
    [InlineData("SELECT Id FROM Users WHERE WorkspaceId = @WorkspaceId AND IsDisabled", "does not parse")]
    [InlineData("SELECT Id FROM Jobs; SELECT Id FROM Jobs", "one SELECT")]
    [InlineData("DROP TABLE Jobs", "one SELECT")]
    [InlineData("MERGE INTO Jobs USING Jobs AS x ON x.Id = Jobs.Id WHEN MATCHED THEN DELETE;", "one SELECT")]
    [InlineData("SELECT date('now') FROM Jobs", "function date")]
    [InlineData("SELECT substr(Id, 1, 2) AS Part FROM Jobs", "function substr")]
    [InlineData("SELECT json_extract(Id, '$.a') AS Part FROM Jobs", "function json_extract")]
    [InlineData("SELECT AVG(ConsecutiveFailures) FROM Jobs", "function AVG")]
    [InlineData("SELECT CAST(Id AS int) AS Number FROM Jobs", "function CastCall")]
    [InlineData("SELECT NULLIF(Id, 'a') AS Text FROM Jobs", "function NullIfExpression")]
    [InlineData("SELECT LEFT(Id, 1) AS Text FROM Jobs", "function LeftFunctionCall")]
    [InlineData("SELECT CURRENT_TIMESTAMP AS Now FROM Jobs", "function ParameterlessCall")]
    [InlineData("SELECT Id FROM Jobs WHERE ConsecutiveFailures = 1.5", "literal NumericLiteral")]
    [InlineData("SELECT Id FROM Jobs WHERE Id = N'scores'", "plain ASCII only")]
    [InlineData("SELECT Id FROM Jobs WHERE Id = 'café'", "plain ASCII only")]
    [InlineData("SELECT Id FROM Users WHERE WorkspaceId = @WorkspaceId AND IsDisabled = TRUE", "TRUE and FALSE")]
    [InlineData("SELECT [Id] FROM Jobs", "quoted name")]
    [InlineData("SELECT Id FROM dbo.Jobs", "schema dbo")]
    [InlineData("SELECT ConsecutiveFailures / 2 AS Half FROM Jobs", "division")]
    [InlineData("SELECT Id + 'x' AS Text FROM Jobs", "+ on text")]
    [InlineData("SELECT Name + Definition AS Text FROM Themes WHERE WorkspaceId = @WorkspaceId", "+ on text")]
    [InlineData("SELECT Id = ConsecutiveFailures FROM Jobs", "write AS")]
    [InlineData("SELECT TOP 5 Id FROM Jobs", "TOP")]
    [InlineData("SELECT * FROM Jobs", "list the columns")]
    [InlineData("DELETE FROM Jobs OUTPUT deleted.Id WHERE Id = @Id", "OUTPUT")]
    [InlineData("SELECT Id FROM Jobs WITH (NOLOCK)", "table hint")]
    [InlineData("SELECT Id FROM Jobs OPTION (RECOMPILE)", "query hint")]
    [InlineData("SELECT Id FROM Jobs ORDER BY Id OFFSET 5 ROWS", "OFFSET")]
    [InlineData("SELECT Id FROM Jobs ORDER BY 1", "name the column")]
    [InlineData("UPDATE Jobs SET ConsecutiveFailures = 0", "no WHERE")]
    [InlineData("UPDATE Jobs SET ConsecutiveFailures += 1 WHERE Id = @Id", "SET by anything but =")]
    [InlineData("UPDATE j SET ConsecutiveFailures = 0 FROM Jobs j WHERE j.Id = @Id", "UPDATE … FROM")]
    [InlineData("INSERT INTO Jobs VALUES (@Id, NULL, NULL, 0, NULL, NULL)", "INSERT without its columns")]
    [InlineData("SELECT j.Id FROM Jobs j CROSS APPLY (SELECT k.Id FROM Jobs k) x", "APPLY")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId ORDER BY Id", "ORDER BY ids alone")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId AND Name LIKE @Pattern", "LIKE on a column")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId AND Name = @Name", "use a …Key column")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId ORDER BY Name", "use a …Key column")]
    [InlineData("SELECT Dimension, Id, COUNT(*) AS N FROM Themes WHERE WorkspaceId = @WorkspaceId GROUP BY Dimension", "neither grouped nor aggregated")]
    [InlineData("SELECT Id, MAX(Version) AS Version FROM Themes WHERE WorkspaceId = @WorkspaceId", "neither grouped nor aggregated")]
    [InlineData("SELECT NameKey AS Key2 FROM Themes WHERE WorkspaceId = @WorkspaceId AND Key2 = @Key", "a new name")]
    [InlineData("SELECT DISTINCT Dimension FROM Themes WHERE WorkspaceId = @WorkspaceId ORDER BY NameKey", "SELECT DISTINCT ordered by NameKey")]
    [InlineData("SELECT x.Id FROM (SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId ORDER BY NameKey) x", "does not parse")]
    [InlineData("SELECT Id FROM Nothings", "there is no table Nothings")]
    public void What_one_engine_would_read_otherwise_is_found(string sql, string finding) => Finds(SyntaxGate.Check(new PortableStatement("seeded", sql)), finding);

    [Theory]
    [InlineData("SELECT Id FROM Themes WHERE Id = @Id")]
    [InlineData("SELECT Id FROM Themes")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @Workspace")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId OR Id = @Id")]
    [InlineData("SELECT Id FROM Themes WHERE (@WorkspaceId IS NULL OR WorkspaceId = @WorkspaceId)")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId <> @WorkspaceId")]
    [InlineData("SELECT Id FROM Themes WHERE NOT (WorkspaceId = @WorkspaceId)")]
    [InlineData("SELECT t.Id FROM Themes t JOIN Themes p ON p.Id = t.ParentId WHERE t.WorkspaceId = @WorkspaceId")]
    [InlineData("SELECT t.Id FROM Themes t LEFT JOIN Themes p ON p.WorkspaceId = t.WorkspaceId AND t.WorkspaceId = @WorkspaceId")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId AND EXISTS (SELECT 1 FROM Users WHERE Users.Id = @Id)")]
    [InlineData("SELECT (SELECT COUNT(*) FROM Themes) + 1 AS N FROM Jobs")]
    [InlineData("SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId UNION ALL SELECT Id FROM Users")]
    [InlineData("WITH x AS (SELECT Id FROM Themes) SELECT Id FROM x")]
    [InlineData("SELECT x.Id FROM (SELECT Id FROM Themes) x")]
    [InlineData("UPDATE Themes SET Version = 2 WHERE Id = @Id")]
    [InlineData("DELETE FROM Themes WHERE Id = @Id")]
    [InlineData("DELETE FROM Jobs WHERE Id IN (SELECT Name FROM Themes)")]
    [InlineData("INSERT INTO SpineCounters (WorkspaceId, Sequence) VALUES (@Id, 0)")]
    [InlineData("INSERT INTO SpineCounters (Sequence) VALUES (0)")]
    [InlineData("INSERT INTO SpineCounters (WorkspaceId, Sequence) SELECT w.WorkspaceId, 0 FROM Workspaces w WHERE w.WorkspaceId = @WorkspaceId")]
    public void A_statement_that_could_reach_into_another_workspace_is_found(string sql) => Finds(SyntaxGate.Check(new PortableStatement("seeded", sql)), "@WorkspaceId");

    [Fact]
    public void A_row_that_moves_to_another_workspace_is_found() =>
        Finds(SyntaxGate.Check(new PortableStatement("seeded", "UPDATE Themes SET WorkspaceId = @WorkspaceId WHERE WorkspaceId = @WorkspaceId")), "never moves");

    [Fact]
    public void An_excuse_without_a_reason_is_found() =>
        Finds(SyntaxGate.Check(new PortableStatement("seeded", "SELECT Id FROM Themes", AcrossWorkspaces: " ")), "without a reason");

    [Fact]
    public void A_page_without_an_order_is_found() =>
        Finds(SyntaxGate.Check(new PortableStatement("seeded", "SELECT Id FROM Themes WHERE WorkspaceId = @WorkspaceId", Paged: true)), "does not parse");

    [Theory]
    [InlineData("SELECT Id, Nmae FROM Themes WHERE WorkspaceId = @WorkspaceId", null, "no such column")]
    [InlineData("SELECT Id, Name FROM Things", null, "no such table")]
    [InlineData("SELECT Id FROM Jobs WHERE ISNULL(Id, '') = ''", null, "does not bind")]
    [InlineData("SELECT Id, Name FROM Themes", null, "no record")]
    [InlineData("SELECT Id, Name, Definition FROM Themes", typeof(Theme), "Version is not selected")]
    [InlineData("SELECT Id, Name, Definition, Version, CreatedAt FROM Themes", typeof(Theme), "Theme has no CreatedAt")]
    [InlineData("SELECT Id, Name, Definition, Version AS version FROM Themes", typeof(Theme), "Version is not selected")]
    [InlineData("SELECT Id, Name, Definition, Version, Id FROM Themes", typeof(Theme), "two columns are called Id")]
    [InlineData("SELECT Id, Definition FROM Themes", typeof(NotNullable), "cannot be null")]
    [InlineData("SELECT Id, Name FROM Themes", typeof(WrongType), "is Int32, the column nvarchar")]
    public void What_would_not_bind_or_would_quietly_be_lost_is_found(string sql, Type? row, string finding) =>
        Finds(BindGate.Check(new PortableStatement("seeded", sql, row)), finding);

    [Fact]
    public void A_statement_on_the_wrong_store_is_found()
    {
        Finds(BindGate.Check(new PortableStatement("seeded", "SELECT Id FROM RecordKeys")), "no such table");
        Finds(BindGate.Check(new PortableStatement("seeded", "SELECT Id FROM Jobs", OnKeyStore: true)), "no such table");
    }

    [Theory]
    [InlineData("SELECT Id, Name, Definition, Version FROM Themes WHERE WorkspaceId = @WorkspaceId AND Id IN @Ids")]
    [InlineData("SELECT t.Id, t.Name, t.Definition, t.Version FROM Themes t LEFT JOIN Themes p ON p.WorkspaceId = t.WorkspaceId AND p.Id = t.ParentId WHERE t.WorkspaceId = @WorkspaceId AND COALESCE(p.Version, 0) = 0")]
    public void Good_statements_pass(string sql)
    {
        var statement = new PortableStatement("seeded", sql + " ORDER BY NameKey, Id", typeof(Theme), Paged: true);
        statement = statement with { Sql = statement.Sql.Replace("ORDER BY NameKey, Id", sql.Contains("t.Id", StringComparison.Ordinal) ? "ORDER BY t.NameKey, t.Id" : "ORDER BY NameKey, Id", StringComparison.Ordinal) };
        Assert.Empty(SyntaxGate.Check(statement));
        Assert.Empty(BindGate.Check(statement));
    }

    [Theory]
    [InlineData("Name nvarchar(200) NOT NULL", "Name nvarchar(200) NULL", "nullable on SQL Server only")]
    [InlineData("Name nvarchar(200) NOT NULL,", "", "columns differ")]
    [InlineData("Name nvarchar(200) NOT NULL", "Name decimal(9, 2) NOT NULL", "not a type of ours")]
    [InlineData("Name nvarchar(200) NOT NULL", "Name int NOT NULL", "is INTEGER on SQLite, not TEXT")]
    [InlineData("datetime2(3)", "datetime2(7)", "not a type of ours")]
    [InlineData("NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2", "NameKey nvarchar(200)", "compared by bytes")]
    [InlineData("PRIMARY KEY NONCLUSTERED (WorkspaceId, Id)", "PRIMARY KEY NONCLUSTERED (Id, WorkspaceId)", "primary key")]
    [InlineData("UNIQUE (WorkspaceId, NameKey)", "UNIQUE (NameKey)", "unique only on")]
    [InlineData("REFERENCES Parents (WorkspaceId, Id)", "REFERENCES Others (WorkspaceId, Id)", "foreign key only on")]
    [InlineData("FOREIGN KEY (WorkspaceId, ParentId) REFERENCES Parents (WorkspaceId, Id)", "FOREIGN KEY (ParentId) REFERENCES Parents (Id)", "without WorkspaceId")]
    [InlineData("REFERENCES Parents (WorkspaceId, Id)", "REFERENCES Parents (WorkspaceId, Id) ON DELETE CASCADE", "foreign key only on")]
    [InlineData("CREATE INDEX Children_Parent ON Children (WorkspaceId, ParentId);", "", "index only on SQLite")]
    [InlineData("ON Children (WorkspaceId, ParentId)", "ON Children (WorkspaceId, ParentId DESC)", "index only on")]
    [InlineData("CREATE TABLE Others", "CREATE TABLE Strangers", "only on SQLite")]
    [InlineData("nvarchar(200)", "nvarchar(2000)", "SQL Server takes 1700")]
    public void A_difference_between_the_engines_is_found(string text, string instead, string finding)
    {
        var server = ServerScript.Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(ServerScript, server);
        Finds(ParityGate.Compare(Schema.OfSqlServer([server]), Schema.OfSqlite([SqliteScript])), finding);
    }

    [Fact]
    public void A_table_that_is_not_strict_is_found() =>
        Finds(ParityGate.Compare(Schema.OfSqlServer([ServerScript]), Schema.OfSqlite([SqliteScript.Replace(" STRICT", "", StringComparison.Ordinal)])), "not STRICT");

    [Fact]
    public void Equal_schemas_pass() => Assert.Empty(ParityGate.Compare(Schema.OfSqlServer([ServerScript]), Schema.OfSqlite([SqliteScript])));

    [Theory]
    [InlineData("MERGE INTO Jobs USING Jobs AS x ON x.Id = Jobs.Id WHEN MATCHED THEN DELETE;", "MergeStatement")]
    [InlineData("CREATE OR ALTER VIEW V AS SELECT 1 AS A", "CreateOrAlterViewStatement")]
    [InlineData("CREATE TABLE T (A int NOT NULL, INDEX I (A))", "inline index")]
    [InlineData("CREATE TABLE T (A int NOT NULL INDEX I)", "inline index")]
    [InlineData("CREATE TABLE #T (A int NOT NULL)", "temp table")]
    [InlineData("CREATE TABLE dbo.T (A int NOT NULL)", "schema dbo")]
    [InlineData("ALTER TABLE T ALTER COLUMN A bigint NOT NULL", "AlterTableAlterColumnStatement")]
    [InlineData("IF NOT EXISTS (SELECT 1) CREATE TABLE T (A int)", "IfStatement")]
    [InlineData("CREATE TABLE T (A int IDENTITY NOT NULL)", "identity")]
    [InlineData("CREATE TABLE T (A int NOT NULL DEFAULT 0)", "default column")]
    [InlineData("ALTER TABLE T ADD A int NULL CONSTRAINT D DEFAULT 0", "default column")]
    [InlineData("CREATE TABLE T (A int NOT NULL)\nGO\nCREATE TABLE U (A int NOT NULL)", "one batch")]
    [InlineData("CREATE TABLE T (A int PRIMARY KEY, F datetime2 GENERATED ALWAYS AS ROW START, U datetime2 GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (F, U)) WITH (SYSTEM_VERSIONING = ON)", "temporal")]
    [InlineData("CREATE TABEL T (A int)", "line 1")]
    public void A_migration_that_is_not_plain_is_found(string sql, string finding) => Finds(ParityGate.LintMigration(sql), finding);

    [Fact]
    public void A_column_added_to_rows_that_are_there_may_have_a_default() => Assert.Empty(ParityGate.LintMigration("ALTER TABLE T ADD A int NOT NULL CONSTRAINT D DEFAULT 0"));

    [Fact]
    public void Statements_without_the_mark_are_found() =>
        Assert.All(["SELECT 1 AS A", "  update Jobs set X = 1", "insert  into Jobs (Id) values (1)", "DELETE FROM Jobs", "WITH x AS (SELECT 1 AS A) SELECT A FROM x"], it => Assert.True(PortableStatement.LooksLikeSql(it)));

    private const string ServerScript = """
        CREATE TABLE Parents (
            WorkspaceId uniqueidentifier NOT NULL,
            Id uniqueidentifier NOT NULL,
            CONSTRAINT PK_Parents PRIMARY KEY CLUSTERED (WorkspaceId, Id)
        );
        CREATE TABLE Others (
            WorkspaceId uniqueidentifier NOT NULL,
            Id uniqueidentifier NOT NULL,
            CONSTRAINT PK_Others PRIMARY KEY CLUSTERED (WorkspaceId, Id)
        );
        CREATE TABLE Children (
            WorkspaceId uniqueidentifier NOT NULL,
            Id uniqueidentifier NOT NULL,
            ParentId uniqueidentifier NULL,
            Name nvarchar(200) NOT NULL,
            NameKey nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
            At datetime2(3) NOT NULL,
            CONSTRAINT PK_Children PRIMARY KEY NONCLUSTERED (WorkspaceId, Id),
            CONSTRAINT UQ_Children UNIQUE (WorkspaceId, NameKey),
            CONSTRAINT FK_Children FOREIGN KEY (WorkspaceId, ParentId) REFERENCES Parents (WorkspaceId, Id)
        );
        CREATE INDEX Children_Parent ON Children (WorkspaceId, ParentId);
        """;

    private const string SqliteScript = """
        CREATE TABLE Parents (WorkspaceId TEXT NOT NULL, Id TEXT NOT NULL, PRIMARY KEY (WorkspaceId, Id)) STRICT;
        CREATE TABLE Others (WorkspaceId TEXT NOT NULL, Id TEXT NOT NULL, PRIMARY KEY (WorkspaceId, Id)) STRICT;
        CREATE TABLE Children (
            WorkspaceId TEXT NOT NULL,
            Id TEXT NOT NULL,
            ParentId TEXT NULL,
            Name TEXT NOT NULL,
            NameKey TEXT NOT NULL,
            At TEXT NOT NULL,
            PRIMARY KEY (WorkspaceId, Id),
            UNIQUE (WorkspaceId, NameKey),
            FOREIGN KEY (WorkspaceId, ParentId) REFERENCES Parents (WorkspaceId, Id)
        ) STRICT;
        CREATE INDEX Children_Parent ON Children (WorkspaceId, ParentId);
        """;

    private static void Finds(IReadOnlyList<string> findings, string finding) =>
        Assert.True(findings.Any(it => it.Contains(finding, StringComparison.Ordinal)), $"“{finding}” is not among: {string.Join("; ", findings)}");
}
