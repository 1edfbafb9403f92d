using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>What a file would do to the codebook: each of its themes found here, by id or else by name, or made.</summary>
internal sealed class CodebookPlan
{
    private const int LongestName = 200;
    private const int LongestDefinition = 2000;

    private readonly ThemeTree tree;
    private readonly IReadOnlySet<string> dimensions;
    private readonly string? otherwise;
    private readonly List<Line> lines;

    private CodebookPlan(ThemeTree tree, IReadOnlyList<FileTheme> file, IReadOnlySet<string> dimensions, string? otherwise)
    {
        this.tree = tree;
        this.dimensions = dimensions;
        this.otherwise = otherwise;
        lines = [.. file.Select(it => new Line(it) { Problem = it.Problem })];
    }

    public IReadOnlyList<Line> Lines => lines;

    public bool HasProblem => lines.Any(it => it.Problem is not null);

    /// <param name="otherwise">The dimension of themes that have none of their own and are part of none that has.</param>
    public static CodebookPlan Of(ThemeTree tree, IReadOnlyList<FileTheme> file, IReadOnlySet<string> dimensions, string? otherwise)
    {
        var plan = new CodebookPlan(tree, file, dimensions, otherwise);
        plan.FindThemes();
        plan.NameThemes();
        plan.PlaceThemes();
        plan.FindDimensions();
        return plan;
    }

    public CodebookStep Step(DateTime now) => new()
    {
        Themes =
        [
            .. lines.Where(it => it.Action == ImportCodebook.Actions.Add).Select(it => CodebookStep.Made(it.Id, it.Text, now)),
            .. lines.Where(it => it.Action == ImportCodebook.Actions.Change).Select(it => CodebookStep.Changed(it.Existing!, it.Text)),
        ],
    };

    /// <summary>One theme of the file on its way.</summary>
    public sealed class Line(FileTheme file)
    {
        public FileTheme File => file;

        /// <summary>The theme here that it is; null where it is new.</summary>
        public Theme? Existing { get; set; }

        public Guid Id { get; set; }

        public string Name { get; set; } = file.Name;

        public Guid? ParentId { get; set; }

        public string? Dimension { get; set; }

        public string? Note { get; set; }

        public string? Problem { get; set; }

        public ThemeText Text => new(
            Name, File.Definition.Or(Existing?.Definition), File.Colour.Or(Existing?.Colour), File.IsCodable.IsTold ? File.IsCodable.Value : Existing?.IsCodable ?? true, Dimension ?? "", ParentId);

        public string Action => Existing is null ? ImportCodebook.Actions.Add : Text == Existing.Text ? ImportCodebook.Actions.Same : ImportCodebook.Actions.Change;
    }

    private void FindThemes()
    {
        var byName = tree.Themes.ToDictionary(it => it.Name.ToKey(), StringComparer.Ordinal);
        var claimed = lines.Where(it => it.File.Id is not null).Select(it => it.File.Id!.Value).ToHashSet();
        var taken = new HashSet<Guid>();
        foreach (var line in lines)
        {
            line.Problem ??= WrongWith(line.File);
            line.Existing = line.File.Id is { } id && tree.Find(id) is { } same ? same
                : byName.TryGetValue(line.File.Name.ToKey(), out var named) && !claimed.Contains(named.Id) && !taken.Contains(named.Id) ? named
                : null;
            line.Id = line.Existing?.Id ?? line.File.Id ?? NewId.Next();
            if (!taken.Add(line.Id))
            {
                line.Problem ??= "id: this theme stands twice in the file.";
                line.Existing = null;
                line.Id = NewId.Next();
            }
        }
    }

    /// <summary>Other programs let two codes have one name where they stand in different places; here the second takes its parent's name before its own.</summary>
    private void NameThemes()
    {
        var here = lines.Where(it => it.Existing is not null).Select(it => it.Id).ToHashSet();
        var names = tree.Themes.Where(it => !here.Contains(it.Id)).Select(it => it.Name.ToKey()).ToHashSet(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (names.Add(line.Name.ToKey()))
            {
                continue;
            }

            var parent = line.File.ParentIndex is { } at ? lines[at].Name : line.File.ParentId.Value is { } id ? lines.Find(it => it.File.Id == id)?.Name ?? tree.Find(id)?.Name : null;
            var longer = $"{parent} – {line.Name}";
            if (parent is not null && longer.Length <= LongestName && names.Add(longer.ToKey()))
            {
                line.Name = longer;
                line.Note = $"Another theme is called “{line.File.Name}”, so this one is called “{longer}”.";
            }
            else
            {
                line.Problem ??= $"name: another theme is called “{line.Name}”. Rename one of the two in the file.";
            }
        }
    }

    private void PlaceThemes()
    {
        var byFileId = lines.Where(it => it.File.Id is not null).DistinctBy(it => it.File.Id).ToDictionary(it => it.File.Id!.Value);
        foreach (var line in lines)
        {
            if (line.File.ParentIndex is { } at)
            {
                line.ParentId = lines[at].Id;
            }
            else if (!line.File.ParentId.IsTold)
            {
                line.ParentId = line.Existing?.ParentId;
            }
            else if (line.File.ParentId.Value is { } parentId)
            {
                line.ParentId = byFileId.TryGetValue(parentId, out var parent) ? parent.Id : tree.Find(parentId)?.Id;
                if (line.ParentId is null)
                {
                    line.Problem ??= "parentId: there is no such theme, in the file or here.";
                }
            }
        }

        var parents = tree.Themes.ToDictionary(it => it.Id, it => it.ParentId);
        foreach (var line in lines)
        {
            parents[line.Id] = line.ParentId;
        }

        foreach (var line in lines)
        {
            var depth = 1;
            for (var above = line.ParentId; above is { } parentId; above = parents.GetValueOrDefault(parentId))
            {
                if (parentId == line.Id || ++depth > ThemeTree.DeepestNesting)
                {
                    line.Problem ??= parentId == line.Id ? "parentId: a theme cannot stand beneath itself." : $"Themes nest {ThemeTree.DeepestNesting} deep at most.";
                    break;
                }
            }
        }

        // What was here and is not in the file can hang beneath what the file moves.
        if (!HasProblem && parents.Keys.Any(id => DepthOf(id, parents) > ThemeTree.DeepestNesting) && lines.Count > 0)
        {
            lines[^1].Problem = $"With this file, themes that are here already would nest deeper than {ThemeTree.DeepestNesting}.";
        }
    }

    private static int DepthOf(Guid id, Dictionary<Guid, Guid?> parents)
    {
        var depth = 1;
        for (var above = parents[id]; above is { } parentId && depth <= ThemeTree.DeepestNesting; above = parents.GetValueOrDefault(parentId))
        {
            depth++;
        }

        return depth;
    }

    private void FindDimensions()
    {
        var byId = lines.ToDictionary(it => it.Id);
        foreach (var line in lines)
        {
            line.Dimension = line.File.Dimension.Value ?? line.Existing?.Dimension;
            if (line.Dimension is null && line.Problem is null)
            {
                // The nearest theme above that has one; the file was found to hold no circle.
                for (var above = line.ParentId; above is { } parentId && line.Dimension is null; above = byId.TryGetValue(parentId, out var parent) ? parent.ParentId : tree.Find(parentId)?.ParentId)
                {
                    line.Dimension = byId.TryGetValue(parentId, out var wider) ? wider.File.Dimension.Value ?? wider.Existing?.Dimension : tree.Find(parentId)?.Dimension;
                }
            }

            line.Dimension ??= otherwise;
            if (line.Dimension is null)
            {
                line.Problem ??= "dimension: the file gives none. Say which dimension such themes belong to.";
            }
            else if (!dimensions.Contains(line.Dimension))
            {
                line.Problem ??= $"dimension: no taxonomy here has a dimension “{(line.Dimension.Length > 40 ? line.Dimension[..40] + "…" : line.Dimension)}”.";
            }
        }
    }

    private static string? WrongWith(FileTheme file) => file switch
    {
        { Name.Length: 0 } => "name: a theme needs a name.",
        { Name.Length: > LongestName } => $"name: a name has up to {LongestName} characters.",
        _ when Holds(file.Name) => "name: this text holds a control character. Remove it.",
        { Definition.Value.Length: > LongestDefinition } => $"definition: a definition has up to {LongestDefinition} characters.",
        _ when file.Definition.Value is { } definition && Holds(definition) => "definition: this text holds a control character. Remove it.",
        _ => null,
    };

    private static bool Holds(string text) => text.Any(it => char.IsControl(it) && it is not ('\n' or '\r' or '\t'));
}
