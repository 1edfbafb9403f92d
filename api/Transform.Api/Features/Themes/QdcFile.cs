using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Transform.Api.Features.Themes;

/// <summary>
/// The REFI-QDA codebook, version 1.0 (<c>urn:QDA-XML:codebook:1.0</c>), which NVivo, ATLAS.ti, MAXQDA and others read and write: codes with
/// guid, name, colour and description, one within the other, and sets of them. A dimension goes out as the set of its themes.
/// </summary>
internal static class QdcFile
{
    private const string Namespace = "urn:QDA-XML:codebook:1.0";
    private const string Schema = "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd";

    /// <param name="dimensions">The name of each dimension by its code.</param>
    public static byte[] Write(IReadOnlyList<Theme> inOrder, IReadOnlyDictionary<string, string> dimensions)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("CodeBook", Namespace);
            xml.WriteAttributeString("xmlns", "xsi", ns: null, "http://www.w3.org/2001/XMLSchema-instance");
            xml.WriteAttributeString("schemaLocation", "http://www.w3.org/2001/XMLSchema-instance", $"{Namespace} {Schema}");
            xml.WriteAttributeString("origin", "Transform");
            xml.WriteStartElement("Codes", Namespace);
            WriteCodes(xml, inOrder);
            xml.WriteEndElement();
            WriteSets(xml, inOrder, dimensions);
            xml.WriteEndElement();
            xml.WriteEndDocument();
        }

        return stream.ToArray();
    }

    /// <summary>Reads every code, the wider before the narrower. Entities and document types are refused, and nothing outside is looked at.</summary>
    /// <param name="dimensions">The name of each dimension here by its code.</param>
    /// <exception cref="UnreadableFileException">It is no codebook, or no XML.</exception>
    public static List<FileTheme> Read(string file, IReadOnlyDictionary<string, string> dimensions)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var text = new StringReader(file);
        using var xml = XmlReader.Create(text, settings);
        try
        {
            return Read(xml, dimensions);
        }
        catch (XmlException exception)
        {
            throw new UnreadableFileException(
                exception.Message.Contains("DTD", StringComparison.Ordinal) ? "The file holds a document type, which a codebook does not need. Take it out." : "The XML stops making sense here. Export the codebook again.",
                exception.LineNumber);
        }
    }

    private static void WriteCodes(XmlWriter xml, IReadOnlyList<Theme> inOrder)
    {
        var open = new Stack<Guid>();
        foreach (var theme in inOrder)
        {
            while (open.TryPeek(out var last) && last != theme.ParentId)
            {
                xml.WriteEndElement();
                open.Pop();
            }

            xml.WriteStartElement("Code", Namespace);
            xml.WriteAttributeString("guid", theme.Id.ToString("D"));
            xml.WriteAttributeString("name", Allowed(theme.Name));
            xml.WriteAttributeString("isCodable", theme.IsCodable ? "true" : "false");
            if (theme.Colour is not null)
            {
                xml.WriteAttributeString("color", theme.Colour);
            }

            if (theme.Definition is not null)
            {
                xml.WriteElementString("Description", Namespace, Allowed(theme.Definition));
            }

            open.Push(theme.Id);
        }

        while (open.TryPop(out _))
        {
            xml.WriteEndElement();
        }
    }

    private static void WriteSets(XmlWriter xml, IReadOnlyList<Theme> inOrder, IReadOnlyDictionary<string, string> dimensions)
    {
        var sets = inOrder.ToLookup(it => it.Dimension, StringComparer.Ordinal).OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        if (sets.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("Sets", Namespace);
        foreach (var set in sets)
        {
            xml.WriteStartElement("Set", Namespace);
            xml.WriteAttributeString("guid", IdOf(set.Key).ToString("D"));
            xml.WriteAttributeString("name", Allowed(dimensions.TryGetValue(set.Key, out var name) ? $"{set.Key} {name}" : set.Key));
            foreach (var theme in set)
            {
                xml.WriteStartElement("MemberCode", Namespace);
                xml.WriteAttributeString("guid", theme.Id.ToString("D"));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static List<FileTheme> Read(XmlReader xml, IReadOnlyDictionary<string, string> dimensions)
    {
        var codes = new List<FileTheme>();
        var places = new Dictionary<Guid, int>();
        var within = new Stack<int>();
        string? set = null;
        var isCodebook = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "Code")
            {
                within.Pop();
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "Set")
            {
                set = null;
            }

            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Depth == 0)
            {
                isCodebook = xml.LocalName == "CodeBook" ? true : throw new UnreadableFileException("This is not a codebook. In the other program, export the codebook alone, as REFI-QDA (.qdc).", Line(xml));
            }
            else if (xml.LocalName == "Code")
            {
                var isEmpty = xml.IsEmptyElement;
                var code = Code(xml, within.TryPeek(out var parent) ? parent : null);
                if (code.Id is { } id)
                {
                    places.TryAdd(id, codes.Count);
                }

                if (!isEmpty)
                {
                    within.Push(codes.Count);
                }

                codes.Add(code);
            }
            else if (xml.LocalName == "Description" && within.TryPeek(out var described) && set is null)
            {
                // The whole text, whatever marks stand in it; the reader then stands on its end.
                codes[described] = codes[described] with { Definition = FileWords.TextOrNothing(TextOf(xml)) };
            }
            else if (xml.LocalName == "Set")
            {
                set = xml.IsEmptyElement ? null : DimensionOf(FileWords.Text(xml.GetAttribute("name")), dimensions) ?? "";
            }
            else if (xml.LocalName == "MemberCode" && set is { Length: > 0 } dimension && FileWords.TryId(xml.GetAttribute("guid") ?? xml.GetAttribute("targetGUID"), out var member)
                && member is { } memberId && places.TryGetValue(memberId, out var at) && !codes[at].Dimension.IsTold)
            {
                codes[at] = codes[at] with { Dimension = dimension };
            }
        }

        return isCodebook ? codes : throw new UnreadableFileException("This is not a codebook.");
    }

    private static FileTheme Code(XmlReader xml, int? parentIndex)
    {
        var problem = FileWords.TryId(xml.GetAttribute("guid"), out var id) ? null : "guid: this is no id.";
        if (!FileWords.TryColour(xml.GetAttribute("color"), out var colour))
        {
            problem ??= "color: give a colour such as #005EB8.";
        }

        if (!FileWords.TryYesOrNo(xml.GetAttribute("isCodable"), out var isCodable))
        {
            problem ??= "isCodable: give true or false.";
        }

        return new FileTheme(Line(xml) ?? 0, id, FileWords.Text(xml.GetAttribute("name")), Definition: (string?)null, colour, isCodable, Told<string?>.Nothing, parentIndex, ParentId: (Guid?)null, problem);
    }

    /// <summary>Which dimension a set stands for: by its code, its name, or both as we write them.</summary>
    private static string? DimensionOf(string set, IReadOnlyDictionary<string, string> dimensions) =>
        dimensions.Where(it => set.Equals(it.Key, StringComparison.OrdinalIgnoreCase) || set.Equals(it.Value, StringComparison.OrdinalIgnoreCase) || set.StartsWith(it.Key + " ", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(it => set.Equals($"{it.Key} {it.Value}", StringComparison.OrdinalIgnoreCase)).ThenByDescending(it => it.Key.Length).Select(it => it.Key).FirstOrDefault();

    private static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }

    private static int? Line(XmlReader xml) => xml is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    /// <summary>The same id for the same dimension in every file.</summary>
    private static Guid IdOf(string dimension)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"dimension {dimension}"))).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>XML cannot hold a few characters that JSON can.</summary>
    private static string Allowed(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Select(it => it.Value is 0xFFFE or 0xFFFF || (it.IsBmp && !XmlConvert.IsXmlChar((char)it.Value)) ? "\uFFFD" : it.ToString()));
        }
    }
}
