using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Transform.Api.Http;

/// <summary>What a type's own summary says, out of the documentation file beside the program: the contract repeats no words.</summary>
public static partial class XmlWords
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Summaries = new(Read);

    public static string? Of(Type type) => Summaries.Value.GetValueOrDefault("T:" + type.FullName?.Replace('+', '.'));

    private static Dictionary<string, string> Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, typeof(XmlWords).Assembly.GetName().Name + ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").Where(it => it.Element("summary") is not null).ToDictionary(it => it.Attribute("name")!.Value, it => Plain(it.Element("summary")!), StringComparer.Ordinal)
            : [];
    }

    private static string Plain(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } see => Last(see.Attribute("cref")?.Value ?? see.Attribute("name")?.Value ?? see.Value),
        XElement other => other.Value,
        _ => "",
    })).Trim(), " ");

    private static string Last(string reference) => reference[(reference.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
