using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Transform.Api.Tests.Gates;

/// <summary>
/// Walks a statement query by query, each within those around it, and finds: a workspace's table that is not held to <c>@WorkspaceId</c>,
/// columns that SQLite would let stand outside GROUP BY, an ORDER BY inside, and text compared in the engine's own way.
/// </summary>
internal sealed class ScopeWalker(List<string> findings, Schema schema, bool withinWorkspace)
{
    private const string Workspace = "WorkspaceId";
    private readonly HashSet<string> commonTables = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="Tables">By the name that the query calls them.</param>
    /// <param name="Held">Those whose WorkspaceId is @WorkspaceId.</param>
    private sealed record Scope(Scope? Outer, Dictionary<string, Table> Tables, HashSet<string> Held, bool HasDerived)
    {
        public (Scope Scope, string Alias, Column Column)? Resolve(ColumnReferenceExpression reference)
        {
            if (reference.MultiPartIdentifier is null)
            {
                return null;
            }

            var name = SyntaxGate.Last(reference);
            var qualifier = reference.MultiPartIdentifier.Identifiers.Count > 1 ? reference.MultiPartIdentifier.Identifiers[^2].Value : null;
            for (var scope = this; scope is not null; scope = scope.Outer)
            {
                foreach (var (alias, table) in scope.Tables)
                {
                    if ((qualifier is null || alias.Equals(qualifier, StringComparison.OrdinalIgnoreCase)) && table.Find(name) is { } column)
                    {
                        return (scope, alias, column);
                    }
                }
            }

            return null;
        }
    }

    public void Walk(TSqlStatement statement)
    {
        if (statement is StatementWithCtesAndXmlNamespaces { WithCtesAndXmlNamespaces: { } with })
        {
            foreach (var common in with.CommonTableExpressions)
            {
                commonTables.Add(common.ExpressionName.Value);
                Query(common.QueryExpression, outer: null, isTop: false);
            }
        }

        switch (statement)
        {
            case SelectStatement select:
                Query(select.QueryExpression, outer: null, isTop: true);
                break;
            case InsertStatement { InsertSpecification: var insert }:
                Insert(insert);
                break;
            case UpdateStatement { UpdateSpecification: var update }:
                Change(update.Target, update.WhereClause, update.SetClauses);
                break;
            case DeleteStatement { DeleteSpecification: var delete }:
                Change(delete.Target, delete.WhereClause, []);
                break;
        }
    }

    private void Query(QueryExpression query, Scope? outer, bool isTop)
    {
        if (query.OrderByClause is not null && !isTop)
        {
            findings.Add("ORDER BY inside: SQL Server refuses it");
        }

        switch (query)
        {
            case QueryParenthesisExpression inner:
                Query(inner.QueryExpression, outer, isTop: false);
                break;
            case BinaryQueryExpression both:
                Query(both.FirstQueryExpression, outer, isTop: false);
                Query(both.SecondQueryExpression, outer, isTop: false);
                break;
            case QuerySpecification one:
                Specification(one, outer);
                break;
        }
    }

    private void Specification(QuerySpecification query, Scope? outer)
    {
        var scope = ScopeOf(query.FromClause?.TableReferences ?? [], query.WhereClause, outer);
        Demand(scope);
        Below(query, scope);
        Grouping(query, scope);
        Aliases(query, scope);
        if (query.OrderByClause is { } order)
        {
            foreach (var element in order.OrderByElements)
            {
                Bytes(element.Expression, scope, "ORDER BY");
            }

            if (order.OrderByElements.All(it => it.Expression is ColumnReferenceExpression column && scope.Resolve(column) is { Column.BaseType: "uniqueidentifier" }))
            {
                findings.Add("ORDER BY ids alone: the engines order them differently");
            }

            if (query.UniqueRowFilter == UniqueRowFilter.Distinct)
            {
                var shown = query.SelectElements.OfType<SelectScalarExpression>().SelectMany(Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
                findings.AddRange(Columns(order).Where(it => !shown.Contains(SyntaxGate.Last(it))).Select(it => $"SELECT DISTINCT ordered by {SyntaxGate.Last(it)}, which it does not show"));
            }
        }
    }

    private static IEnumerable<string> Names(SelectScalarExpression element)
    {
        if (element.ColumnName is { } name)
        {
            yield return name.Value;
        }

        if (element.Expression is ColumnReferenceExpression { MultiPartIdentifier: not null } column)
        {
            yield return SyntaxGate.Last(column);
        }
    }

    private void Insert(InsertSpecification insert)
    {
        var target = Named((NamedTableReference)insert.Target);
        var place = insert.Columns.ToList().FindIndex(it => SyntaxGate.Last(it).Equals(Workspace, StringComparison.OrdinalIgnoreCase));
        var demands = withinWorkspace && target?.Find(Workspace) is not null;
        switch (insert.InsertSource)
        {
            case ValuesInsertSource values:
                foreach (var row in values.RowValues)
                {
                    if (demands && (place < 0 || row.ColumnValues[place] is not VariableReference { Name: "@" + Workspace }))
                    {
                        findings.Add($"{target!.Name} is written without @WorkspaceId");
                    }

                    if (row.ColumnValues.Count != insert.Columns.Count)
                    {
                        findings.Add("INSERT with more or fewer values than columns");
                    }
                }

                Below(values, new Scope(null, [], [], HasDerived: false));
                break;
            case SelectInsertSource { Select: var query }:
                if (demands && (place < 0 || !Selects(query).All(select => select.SelectElements.ElementAtOrDefault(place) is SelectScalarExpression { Expression: VariableReference { Name: "@" + Workspace } })))
                {
                    findings.Add($"{target!.Name} is written without @WorkspaceId");
                }

                Query(query, outer: null, isTop: true);
                break;
        }
    }

    private static IEnumerable<QuerySpecification> Selects(QueryExpression query) => query switch
    {
        QuerySpecification one => [one],
        BinaryQueryExpression both => Selects(both.FirstQueryExpression).Concat(Selects(both.SecondQueryExpression)),
        QueryParenthesisExpression inner => Selects(inner.QueryExpression),
        _ => [],
    };

    private void Change(TableReference target, WhereClause? where, IList<SetClause> sets)
    {
        if (where is null)
        {
            findings.Add("no WHERE");
        }

        var scope = ScopeOf([target], where, outer: null);
        Demand(scope);
        foreach (var set in sets)
        {
            if (set is AssignmentSetClause { Column: { } column } && SyntaxGate.Last(column).Equals(Workspace, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add("a row never moves to another workspace");
            }

            Below(set, scope);
        }

        if (where is not null)
        {
            Below(where, scope);
        }
    }

    private void Demand(Scope scope)
    {
        if (withinWorkspace)
        {
            findings.AddRange(scope.Tables.Where(it => it.Value.Find(Workspace) is not null && !scope.Held.Contains(it.Key)).Select(it => $"{it.Value.Name} ({it.Key}) is not held to @WorkspaceId"));
        }
    }

    private Scope ScopeOf(IList<TableReference> references, WhereClause? where, Scope? outer)
    {
        var scope = new Scope(outer, new(StringComparer.OrdinalIgnoreCase), new(StringComparer.OrdinalIgnoreCase), references.Any(HasDerived));
        var conditions = new List<(BooleanExpression Condition, HashSet<string> Binds)>();
        foreach (var reference in references)
        {
            Tables(reference, scope, conditions);
        }

        if (where is not null)
        {
            conditions.Add((where.SearchCondition, [.. scope.Tables.Keys]));
        }

        // Equality reaches from table to table until nothing new is held.
        var equalities = conditions.SelectMany(it => Conjuncts(it.Condition).Select(one => (one, it.Binds))).ToList();
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var (condition, binds) in equalities)
            {
                if (condition is BooleanComparisonExpression { ComparisonType: BooleanComparisonType.Equals } equals)
                {
                    grew |= Hold(equals.FirstExpression, equals.SecondExpression, binds, scope) | Hold(equals.SecondExpression, equals.FirstExpression, binds, scope);
                }
            }
        }

        return scope;
    }

    private static bool Hold(ScalarExpression one, ScalarExpression other, HashSet<string> binds, Scope scope)
    {
        if (one is not ColumnReferenceExpression reference || scope.Resolve(reference) is not { } found || found.Scope != scope || found.Column.Name != Workspace || !binds.Contains(found.Alias))
        {
            return false;
        }

        var isHeld = other is VariableReference { Name: "@" + Workspace }
            || (other is ColumnReferenceExpression to && scope.Resolve(to) is { } target && target.Column.Name == Workspace && target.Scope.Held.Contains(target.Alias));
        return isHeld && scope.Held.Add(found.Alias);
    }

    private static IEnumerable<BooleanExpression> Conjuncts(BooleanExpression condition) => condition switch
    {
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both => Conjuncts(both.FirstExpression).Concat(Conjuncts(both.SecondExpression)),
        BooleanParenthesisExpression inner => Conjuncts(inner.Expression),
        _ => [condition],
    };

    /// <summary>Notes the tables of a FROM and the conditions that hold for every row of the tables named with them.</summary>
    private HashSet<string> Tables(TableReference reference, Scope scope, List<(BooleanExpression, HashSet<string>)> conditions)
    {
        switch (reference)
        {
            case NamedTableReference named:
                if (Named(named) is not { } table)
                {
                    return [];
                }

                var alias = named.Alias?.Value ?? table.Name;
                if (!scope.Tables.TryAdd(alias, table))
                {
                    findings.Add($"two tables are called {alias}");
                }

                return new HashSet<string>(StringComparer.OrdinalIgnoreCase) { alias };
            case QualifiedJoin join:
                var left = Tables(join.FirstTableReference, scope, conditions);
                var right = Tables(join.SecondTableReference, scope, conditions);
                HashSet<string> all = new(left.Concat(right), StringComparer.OrdinalIgnoreCase);
                conditions.Add((join.SearchCondition, join.QualifiedJoinType switch
                {
                    QualifiedJoinType.Inner => all,
                    QualifiedJoinType.LeftOuter => right,
                    QualifiedJoinType.RightOuter => left,
                    _ => [],
                }));
                return all;
            case UnqualifiedJoin cross:
                return new HashSet<string>(Tables(cross.FirstTableReference, scope, conditions).Concat(Tables(cross.SecondTableReference, scope, conditions)), StringComparer.OrdinalIgnoreCase);
            case JoinParenthesisTableReference inner:
                return Tables(inner.Join, scope, conditions);
            case QueryDerivedTable derived:
                Query(derived.QueryExpression, scope.Outer, isTop: false);
                return [];
            default:
                findings.Add($"{reference.GetType().Name} in FROM");
                return [];
        }
    }

    private bool HasDerived(TableReference reference) => reference switch
    {
        NamedTableReference named => commonTables.Contains(named.SchemaObject.BaseIdentifier.Value),
        QualifiedJoin join => HasDerived(join.FirstTableReference) || HasDerived(join.SecondTableReference),
        UnqualifiedJoin join => HasDerived(join.FirstTableReference) || HasDerived(join.SecondTableReference),
        JoinParenthesisTableReference inner => HasDerived(inner.Join),
        _ => true,
    };

    private Table? Named(NamedTableReference named)
    {
        var name = named.SchemaObject.BaseIdentifier.Value;
        if (commonTables.Contains(name))
        {
            return null;
        }

        if (!schema.Tables.TryGetValue(name, out var table))
        {
            findings.Add($"there is no table {name}");
        }

        return table;
    }

    /// <summary>Looks at the queries and comparisons inside a fragment, without those of FROM, which have been looked at.</summary>
    private void Below(TSqlFragment fragment, Scope scope)
    {
        var visitor = new InnerVisitor(fragment);
        fragment.Accept(visitor);
        foreach (var query in visitor.Queries)
        {
            Query(query, scope, isTop: false);
        }

        foreach (var comparison in visitor.Compared)
        {
            Bytes(comparison, scope, "compared");
        }
    }

    private void Bytes(ScalarExpression expression, Scope scope, string how)
    {
        if (expression is ColumnReferenceExpression reference && scope.Resolve(reference) is { Column: { BaseType: "nvarchar", Binary: false } column })
        {
            findings.Add($"{column.Name} {how}: its collation differs by engine; use a …Key column");
        }
    }

    /// <summary>SQLite gives some row's value for a column that is not grouped; SQL Server refuses the statement.</summary>
    private void Grouping(QuerySpecification query, Scope scope)
    {
        var aggregates = query.SelectElements.Any(HasAggregate) || (query.HavingClause is not null && HasAggregate(query.HavingClause));
        if (query.GroupByClause is null && !aggregates)
        {
            return;
        }

        var grouped = query.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(it => it.Expression).ToList() ?? [];
        var keys = grouped.OfType<ColumnReferenceExpression>().Select(it => Key(it, scope)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var texts = grouped.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var fragment in query.SelectElements.Cast<TSqlFragment>().Append(query.HavingClause).Append(query.OrderByClause).OfType<TSqlFragment>())
        {
            var aliases = query.SelectElements.OfType<SelectScalarExpression>().Select(it => it.ColumnName?.Value).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            findings.AddRange(Columns(fragment, texts)
                .Where(it => !keys.Contains(Key(it, scope)) && !(fragment is OrderByClause && aliases.Contains(SyntaxGate.Last(it))))
                .Where(it => scope.Resolve(it) is not { } found || found.Scope == scope)
                .Select(it => $"{Text(it)} is neither grouped nor aggregated"));
        }

        foreach (var column in grouped)
        {
            Bytes(column, scope, "GROUP BY");
        }
    }

    private static string Key(ColumnReferenceExpression reference, Scope scope) =>
        scope.Resolve(reference) is { } found ? $"{found.Alias}.{found.Column.Name}" : Text(reference);

    private static string Text(TSqlFragment fragment) =>
        string.Concat(Enumerable.Range(fragment.FirstTokenIndex, fragment.LastTokenIndex - fragment.FirstTokenIndex + 1).Select(it => fragment.ScriptTokenStream[it]).Where(it => it.TokenType != TSqlTokenType.WhiteSpace).Select(it => it.Text));

    /// <summary>SQLite takes a column's new name in WHERE and GROUP BY; SQL Server does not know it there.</summary>
    private void Aliases(QuerySpecification query, Scope scope)
    {
        if (scope.HasDerived)
        {
            return;
        }

        var names = query.SelectElements.OfType<SelectScalarExpression>().Select(it => it.ColumnName?.Value).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var fragment in new TSqlFragment?[] { query.WhereClause, query.GroupByClause, query.HavingClause }.OfType<TSqlFragment>())
        {
            findings.AddRange(Columns(fragment)
                .Where(it => it.MultiPartIdentifier.Identifiers.Count == 1 && names.Contains(SyntaxGate.Last(it)) && scope.Resolve(it) is null)
                .Select(it => $"{SyntaxGate.Last(it)} is a new name: SQL Server does not know it there"));
        }
    }

    private static bool HasAggregate(TSqlFragment fragment)
    {
        var visitor = new InnerVisitor(fragment);
        fragment.Accept(visitor);
        return visitor.HasAggregate;
    }

    /// <param name="whole">Expressions that are grouped as a whole, by their text.</param>
    private static List<ColumnReferenceExpression> Columns(TSqlFragment fragment, HashSet<string>? whole = null)
    {
        var visitor = new InnerVisitor(fragment, whole);
        fragment.Accept(visitor);
        return visitor.Columns;
    }

    /// <summary>Collects from one query without stepping into those below it; columns inside an aggregate do not count.</summary>
    private sealed class InnerVisitor(TSqlFragment root, HashSet<string>? whole = null) : TSqlFragmentVisitor
    {
        public List<QueryExpression> Queries { get; } = [];

        public List<ScalarExpression> Compared { get; } = [];

        public List<ColumnReferenceExpression> Columns { get; } = [];

        public bool HasAggregate { get; private set; }

        public override void ExplicitVisit(QuerySpecification node)
        {
            if (node == root)
            {
                base.ExplicitVisit(node);
            }
            else
            {
                Queries.Add(node);
            }
        }

        public override void ExplicitVisit(BinaryQueryExpression node) => Queries.Add(node);

        public override void ExplicitVisit(FromClause node)
        {
            foreach (var condition in node.TableReferences.SelectMany(Conditions))
            {
                condition.Accept(this);
            }
        }

        public override void ExplicitVisit(FunctionCall node)
        {
            var name = node.FunctionName.Value.ToUpperInvariant();
            if (node.OverClause is null && name is "COUNT" or "SUM" or "MIN" or "MAX")
            {
                HasAggregate = true;
                var columns = Columns.Count;
                base.ExplicitVisit(node);
                Columns.RemoveRange(columns, Columns.Count - columns);
            }
            else
            {
                base.ExplicitVisit(node);
            }
        }

        public override void ExplicitVisit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier is not null)
            {
                Columns.Add(node);
            }
        }

        public override void ExplicitVisit(SearchedCaseExpression node)
        {
            if (whole?.Contains(Text(node)) != true)
            {
                base.ExplicitVisit(node);
            }
        }

        public override void ExplicitVisit(CoalesceExpression node)
        {
            if (whole?.Contains(Text(node)) != true)
            {
                base.ExplicitVisit(node);
            }
        }

        public override void Visit(BooleanComparisonExpression node) => Compared.AddRange([node.FirstExpression, node.SecondExpression]);

        public override void Visit(InPredicate node) => Compared.Add(node.Expression);

        private static IEnumerable<BooleanExpression> Conditions(TableReference reference) => reference switch
        {
            QualifiedJoin join => Conditions(join.FirstTableReference).Concat(Conditions(join.SecondTableReference)).Append(join.SearchCondition),
            UnqualifiedJoin join => Conditions(join.FirstTableReference).Concat(Conditions(join.SecondTableReference)),
            JoinParenthesisTableReference inner => Conditions(inner.Join),
            _ => [],
        };

    }
}
