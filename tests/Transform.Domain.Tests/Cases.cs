using System.Text.Json;

namespace Transform.Domain.Tests;

/// <summary>The worked cases that define the measures, by id.</summary>
internal static class Cases
{
    private static readonly Dictionary<string, JsonElement> ById = Load();

    public static JsonElement Input(string id) => ById[id].GetProperty("input");

    public static Expected Expected(string id)
    {
        var tolerance = ById[id].TryGetProperty("tolerance", out var t) ? t.GetDouble() : 1e-6;
        return new Expected(ById[id].GetProperty("expected"), tolerance, id);
    }

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>Figures by dimension, in taxonomy order.</summary>
    public static double[] ByDimension(this JsonElement element, FocusTaxonomy taxonomy) =>
        [.. taxonomy.Dimensions.Select(d => element.GetProperty(d.Code).GetDouble())];

    private static Dictionary<string, JsonElement> Load()
    {
        using var stream = typeof(Cases).Assembly.GetManifestResourceStream("measures.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetString()!, StringComparer.Ordinal);
    }
}

/// <summary>The expected part of a case. <see cref="AllRead"/> fails when a field was never compared.</summary>
internal sealed class Expected(JsonElement element, double tolerance, string path)
{
    private readonly Dictionary<string, Expected> _children = new(StringComparer.Ordinal);
    private bool _compared;

    public Expected this[string name]
    {
        get
        {
            if (!_children.TryGetValue(name, out var child))
                _children[name] = child = new Expected(element.GetProperty(name), tolerance, $"{path}.{name}");
            return child;
        }
    }

    public Expected this[int index]
    {
        get
        {
            var name = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!_children.TryGetValue(name, out var child))
                _children[name] = child = new Expected(element[index], tolerance, $"{path}[{name}]");
            return child;
        }
    }

    public int Length => element.GetArrayLength();

    public void Is(double? actual)
    {
        _compared = true;
        Assert.True(actual is { } a && Math.Abs(a - element.GetDouble()) <= tolerance, $"{path}: expected {element}, was {actual}");
    }

    public void Is(Band? actual)
    {
        Assert.NotNull(actual);
        this[0].Is(actual.Low);
        this[1].Is(actual.High);
    }

    public void Is(IReadOnlyList<double> actual)
    {
        Assert.Equal(element.GetArrayLength(), actual.Count);
        for (var i = 0; i < actual.Count; i++)
            this[i].Is(actual[i]);
    }

    public void Is(string? actual)
    {
        _compared = true;
        Assert.Equal(element.GetString(), actual);
    }

    public void Is(IEnumerable<string> actual)
    {
        _compared = true;
        Assert.Equal(element.EnumerateArray().Select(e => e.GetString()), actual, StringComparer.Ordinal);
    }

    /// <summary>Every figure that the case states has been held against ours.</summary>
    public void AllRead()
    {
        if (_compared)
            return;

        var names = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(p => p.Name).ToArray(),
            JsonValueKind.Array => [.. Enumerable.Range(0, element.GetArrayLength()).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            _ => null,
        };
        Assert.True(names is not null, $"{path} was never compared");
        foreach (var name in names)
        {
            Assert.True(_children.TryGetValue(name, out var child), $"{path}.{name} was never compared");
            child.AllRead();
        }
    }
}
