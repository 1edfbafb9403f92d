using Transform.Api.Data;
using Transform.Api.Http;

namespace Transform.Api.Features.Themes;

/// <summary>All of a workspace's themes as they stand beneath one another.</summary>
internal sealed class ThemeTree(IReadOnlyList<Theme> themes)
{
    public const int DeepestNesting = 10;
    public const int MostThemes = 2000;

    private readonly Dictionary<Guid, Theme> byId = themes.ToDictionary(it => it.Id);
    private readonly ILookup<Guid?, Theme> parts = themes.ToLookup(it => it.ParentId);

    public IReadOnlyList<Theme> Themes => themes;

    public bool IsFull => themes.Count >= MostThemes;

    public static async Task<ThemeTree> ReadAsync(Unit unit, CurrentUser user) => new(await unit.QueryAsync<Theme>(Theme.AllSql, new { user.WorkspaceId }));

    public static async Task<ThemeTree> ReadAsync(Db db, CurrentUser user, CancellationToken ct) => new(await db.QueryAsync<Theme>(Theme.AllSql, new { user.WorkspaceId }, ct));

    public Theme? Find(Guid id) => byId.GetValueOrDefault(id);

    public IEnumerable<Theme> PartsOf(Guid id) => parts[id];

    /// <summary>Every theme after the one that it is part of, those of one theme by name.</summary>
    public IEnumerable<Theme> InOrder()
    {
        var waiting = new Stack<Theme>(parts[null].Reverse());
        while (waiting.TryPop(out var theme))
        {
            yield return theme;
            foreach (var part in parts[theme.Id].Reverse())
            {
                waiting.Push(part);
            }
        }
    }

    public bool IsBeneath(Guid id, Guid aboveId)
    {
        for (var above = Find(id)?.ParentId; above is { } parentId; above = Find(parentId)?.ParentId)
        {
            if (parentId == aboveId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why a theme, with all that is beneath it, cannot stand beneath another.</summary>
    public string? WhyNotBeneath(Guid id, Guid parentId) => Find(parentId) switch
    {
        null => "There is no such theme.",
        _ when parentId == id || IsBeneath(parentId, id) => "A theme cannot stand beneath itself. Choose a theme that is not one of its parts.",
        _ when DepthOf(parentId) + HeightOf(id) > DeepestNesting => $"Themes nest {DeepestNesting} deep at most. Choose a wider theme.",
        _ => null,
    };

    /// <summary>1 for a theme that is part of none.</summary>
    public int DepthOf(Guid id)
    {
        var depth = 1;
        for (var above = Find(id)?.ParentId; above is { } parentId; above = Find(parentId)?.ParentId)
        {
            depth++;
        }

        return depth;
    }

    /// <summary>1 for a theme without parts, and for one that is not there yet.</summary>
    public int HeightOf(Guid id) => 1 + parts[id].Select(it => HeightOf(it.Id)).DefaultIfEmpty(0).Max();
}
