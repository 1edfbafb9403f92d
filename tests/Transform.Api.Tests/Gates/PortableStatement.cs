using System.Reflection;
using System.Text.RegularExpressions;
using Transform.Api.Data;

namespace Transform.Api.Tests.Gates;

/// <summary>One statement of the service with what its attribute says of it.</summary>
public sealed record PortableStatement(string Name, string Sql, Type? Row = null, bool Paged = false, string? AcrossWorkspaces = null, bool OnKeyStore = false)
{
    private static readonly Regex InList = new(@"\bIN\s+@(\w+)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);

    /// <summary>As SQL Server is given it: Dapper spells an <c>IN @Ids</c> out, and <see cref="Db.Page"/> appends the FETCH form.</summary>
    public string AsSqlServer => SpellOut(Sql) + (Paged ? "\nOFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY" : "");

    public string AsSqlite => SpellOut(Sql) + (Paged ? "\nLIMIT @Take" : "");

    public static IReadOnlyList<PortableStatement> All { get; } = [.. Find(typeof(TransformApplication).Assembly)];

    public static IEnumerable<PortableStatement> Find(Assembly assembly) =>
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = field.GetCustomAttribute<PortableSqlAttribute>()
        where attribute is not null && field.IsLiteral
        orderby type.FullName, field.Name
        select new PortableStatement(
            $"{type.FullName}.{field.Name}", (string)field.GetRawConstantValue()!, attribute.Row, attribute.Paged, attribute.AcrossWorkspaces, attribute.OnKeyStore);

    /// <summary>Constants that are SQL by their look, but that no gate would see.</summary>
    public static IEnumerable<string> Unmarked(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type != typeof(Migrator)                  // its own table stands before the schema and is written for each engine
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.FieldType == typeof(string) && field.GetCustomAttribute<PortableSqlAttribute>() is null
        where LooksLikeSql((string)field.GetRawConstantValue()!)
        select $"{type.FullName}.{field.Name}";

    public static bool LooksLikeSql(string text) => Regex.IsMatch(text, @"^\s*(SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE)\s", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);

    private static string SpellOut(string sql) => InList.Replace(sql, "IN (@$1_1, @$1_2)");

    public override string ToString() => Name;
}
