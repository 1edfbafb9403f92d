using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Transform.Api.Tests.Gates;

/// <summary>Gates 1 and 2: SQL Server can read the statement, and its syntax tree holds only what both engines take alike.</summary>
public static class SyntaxGate
{
    public static IReadOnlyList<string> Check(PortableStatement statement)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement.AsSqlServer), out var errors);
        if (errors.Count > 0)
        {
            return [.. errors.Select(it => $"does not parse: line {it.Line}: {it.Message}")];
        }

        var statements = ((TSqlScript)tree).Batches.SelectMany(it => it.Statements).ToList();
        if (statements is not [SelectStatement or InsertStatement or UpdateStatement or DeleteStatement])
        {
            return ["one SELECT, INSERT, UPDATE or DELETE stands in a constant"];
        }

        var findings = new List<string>();
        var schema = statement.OnKeyStore ? Schema.Keys : Schema.Main;
        tree.Accept(new SubsetVisitor(findings, schema, statement.Paged));
        new ScopeWalker(findings, schema, statement.AcrossWorkspaces is null).Walk(statements[0]);
        if (statement.AcrossWorkspaces is { } why && string.IsNullOrWhiteSpace(why))
        {
            findings.Add("AcrossWorkspaces without a reason");
        }

        return findings;
    }

    /// <summary>What may stand anywhere, and what may not.</summary>
    private sealed class SubsetVisitor(List<string> findings, Schema schema, bool paged) : TSqlFragmentVisitor
    {
        private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "SUM", "MIN", "MAX", "ABS", "LOWER", "UPPER", "CONCAT", "ROW_NUMBER" };

        public override void Visit(FunctionCall node)
        {
            if (!Functions.Contains(node.FunctionName.Value))
            {
                findings.Add($"function {node.FunctionName.Value}");
            }
        }

        public override void Visit(PrimaryExpression node)
        {
            if (node is not (FunctionCall or ColumnReferenceExpression or CaseExpression or CoalesceExpression or ValueExpression or ParenthesisExpression or ScalarSubquery))
            {
                findings.Add($"function {node.GetType().Name}");
            }
        }

        public override void Visit(ValueExpression node)
        {
            if (node is not (IntegerLiteral or StringLiteral or NullLiteral or VariableReference))
            {
                findings.Add($"literal {node.GetType().Name}: only whole numbers, text and NULL");
            }
        }

        public override void Visit(StringLiteral node)
        {
            if (node.IsNational || node.IsLargeObject || node.Value.Any(it => !char.IsAscii(it)))
            {
                findings.Add($"literal '{node.Value}': plain ASCII only");
            }
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier?.Identifiers is { Count: 1 } only && only[0].Value.ToUpperInvariant() is "TRUE" or "FALSE")
            {
                findings.Add("TRUE and FALSE: compare with 1 or 0");
            }

            if (node.MultiPartIdentifier?.Identifiers.Count > 2)
            {
                findings.Add("a column has at most its table's name before it");
            }
        }

        public override void Visit(Identifier node)
        {
            if (node.QuoteType != QuoteType.NotQuoted)
            {
                findings.Add($"quoted name {node.Value}");
            }
        }

        public override void Visit(SchemaObjectName node)
        {
            if (node.SchemaIdentifier is not null)
            {
                findings.Add($"schema {node.SchemaIdentifier.Value}");
            }
        }

        public override void Visit(BinaryExpression node)
        {
            switch (node.BinaryExpressionType)
            {
                case BinaryExpressionType.Divide or BinaryExpressionType.Modulo:
                    findings.Add("division: fetch both and divide in the domain");
                    break;
                case BinaryExpressionType.Add when IsText(node.FirstExpression) || IsText(node.SecondExpression):
                    findings.Add("+ on text: use CONCAT");
                    break;
            }
        }

        public override void Visit(SelectScalarExpression node)
        {
            if (node.ColumnName is { } name && name.StartOffset < node.Expression.StartOffset)
            {
                findings.Add($"{name.Value} = …: SQL Server names a column so, SQLite compares; write AS");
            }
        }

        public override void Visit(LikePredicate node)
        {
            if (node.FirstExpression is not ColumnReferenceExpression column || !Last(column).EndsWith("Key", StringComparison.Ordinal))
            {
                findings.Add("LIKE on a column that is not a …Key column");
            }
        }

        public override void Visit(OrderByClause node)
        {
            if (node.OrderByElements.Any(it => it.Expression is IntegerLiteral))
            {
                findings.Add("ORDER BY a position: name the column");
            }
        }

        public override void Visit(OffsetClause node)
        {
            if (!paged)
            {
                findings.Add("OFFSET: use Db.Page");
            }
        }

        public override void Visit(TopRowFilter node) => findings.Add("TOP: use Db.Page");

        public override void Visit(SelectStarExpression node) => findings.Add("*: list the columns");

        public override void Visit(OutputClause node) => findings.Add("OUTPUT");

        public override void Visit(OutputIntoClause node) => findings.Add("OUTPUT");

        public override void Visit(TableHint node) => findings.Add("table hint");

        public override void Visit(OptimizerHint node) => findings.Add("query hint");

        public override void Visit(ForClause node) => findings.Add("FOR");

        public override void Visit(TableSampleClause node) => findings.Add("TABLESAMPLE");

        public override void Visit(PivotedTableReference node) => findings.Add("PIVOT");

        public override void Visit(UnpivotedTableReference node) => findings.Add("UNPIVOT");

        public override void Visit(InlineDerivedTable node) => findings.Add("VALUES as a table");

        public override void Visit(UnqualifiedJoin node)
        {
            if (node.UnqualifiedJoinType != UnqualifiedJoinType.CrossJoin)
            {
                findings.Add("APPLY");
            }
        }

        public override void Visit(UpdateSpecification node)
        {
            if (node.FromClause is not null)
            {
                findings.Add("UPDATE … FROM");
            }
        }

        public override void Visit(DeleteSpecification node)
        {
            if (node.FromClause is not null)
            {
                findings.Add("DELETE … FROM … FROM");
            }
        }

        public override void Visit(AssignmentSetClause node)
        {
            if (node.Variable is not null || node.AssignmentKind != AssignmentKind.Equals)
            {
                findings.Add("SET by anything but =");
            }
        }

        public override void Visit(SelectSetVariable node) => findings.Add("SELECT @x = …");

        public override void Visit(InsertSpecification node)
        {
            if (node.Columns.Count == 0)
            {
                findings.Add("INSERT without its columns");
            }
        }

        private bool IsText(ScalarExpression expression) => expression switch
        {
            StringLiteral => true,
            ColumnReferenceExpression column => TypesOf(column) is { Count: > 0 } types && types.All(type => type == "nvarchar"),
            FunctionCall { FunctionName.Value: var name } => name.ToUpperInvariant() is "CONCAT" or "LOWER" or "UPPER",
            _ => false,
        };

        /// <summary>The types that a column of this name has, wherever it stands.</summary>
        private List<string> TypesOf(ColumnReferenceExpression column) =>
            column.MultiPartIdentifier is null ? [] : [.. schema.Tables.Values.Select(it => it.Find(Last(column))).OfType<Column>().Select(it => it.BaseType).Distinct(StringComparer.Ordinal)];
    }

    internal static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;
}
