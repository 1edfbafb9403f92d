using Transform.Api.Data;

namespace Transform.Api.Tests.Gates;

/// <summary>The house's own statements and migrations pass the four gates. That the gates hold is shown in <see cref="SeededFaultTests"/>.</summary>
public sealed class GateTests
{
    public static TheoryData<string> Names => new(PortableStatement.All.Select(it => it.Name));

    [Theory, MemberData(nameof(Names))]
    public void The_statement_stays_in_the_portable_subset(string name) => Holds(SyntaxGate.Check(Named(name)));

    [Theory, MemberData(nameof(Names))]
    public void The_statement_binds_and_fits_its_record(string name) => Holds(BindGate.Check(Named(name)));

    [Fact]
    public void Every_statement_is_marked() => Holds([.. PortableStatement.Unmarked(typeof(TransformApplication).Assembly)]);

    [Theory, InlineData(""), InlineData("keys")]
    public void Both_engines_have_the_same_tables(string store) =>
        Holds(ParityGate.Compare(Schema.OfSqlServer(Texts(Dialect.SqlServer, store)), Schema.OfSqlite(Texts(Dialect.Sqlite, store))));

    [Theory, InlineData(""), InlineData("keys")]
    public void The_scripts_of_both_engines_have_the_same_numbers_and_names(string store) =>
        Assert.Equal(Migrator.Scripts(Dialect.SqlServer, store).Select(it => it.Name), Migrator.Scripts(Dialect.Sqlite, store).Select(it => it.Name));

    [Theory, InlineData(""), InlineData("keys")]
    public void The_T_SQL_scripts_are_plain(string store) => Holds([.. Texts(Dialect.SqlServer, store).SelectMany(ParityGate.LintMigration)]);

    private static PortableStatement Named(string name) => PortableStatement.All.Single(it => it.Name == name);

    private static IEnumerable<string> Texts(Dialect dialect, string store) => Migrator.Scripts(dialect, store).Select(it => it.Text);

    private static void Holds(IReadOnlyList<string> findings) => Assert.True(findings.Count == 0, string.Join('\n', findings));
}
