using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FsCheck;
using FsCheck.Fluent;
using Transform.Api.Tests.Features.Taxonomies;
using Transform.Api.Tests.Service;

namespace Transform.Api.Tests.Features.Themes;

/// <summary>A codebook goes out and comes in again, as a REFI-QDA file and as a table, and is the same.</summary>
public sealed class CodebookFileTests
{
    private static readonly XNamespace Qda = "urn:QDA-XML:codebook:1.0";

    /// <summary>Names, definitions and their parts that other programs, spreadsheets and XML stumble over.</summary>
    private static readonly string[] Awkward =
    [
        "=HYPERLINK(\"http://evil.example\",\"see\")", "+1 for trust", "-quick wins-", "@home", "'quoted'", "'=1+1", "a,b;c\td", "line one\r\nline two", "lone\rreturn", "say \"hello\"", "<Code name='x'/>", "&amp; &lt;",
        "]]>", "Zürich – naïve café", "团队信任", "שלום עולם", "e\u0301 combined", "😀 emoji", "trailing dot.", "#NAME?", "{0}", "%s", "C:\\path\\", "NULL", "true", "a  b", "ﬀ ligature", "İstanbul", "＝full width", "\u00a0nbsp",
    ];

    [Fact]
    public async Task A_codebook_taken_to_another_workspace_and_out_again_is_the_same()
    {
        var ours = await TestWorkspace.CreateAsync();
        var top = await ours.Key.ThemeAsync("Working together", definition: "How teams meet.\nNot: what they decide.", colour: "#005eb8", isCodable: false);
        var middle = await ours.Key.ThemeAsync("Trust", top, "P2", colour: "#AE2573");
        await ours.Key.ThemeAsync("Broken promises", middle, "P1");
        await ours.Key.ThemeAsync("Money", dimension: "S2", definition: "Who pays.");

        foreach (var format in new[] { "qdc", "csv" })
        {
            var theirs = await TestWorkspace.CreateAsync();
            var file = await ours.Key.ExportAsync(format);
            var told = await theirs.Key.ImportAsync(format, file).ExpectAsync(HttpStatusCode.OK);
            Assert.Equal((4, 0, 0, 0), Counts(told));
            Assert.Equal(Text(file), Text(await theirs.Key.ExportAsync(format)));
            Assert.Equal(await PlainAsync(ours), await PlainAsync(theirs));

            var again = await theirs.Key.ImportAsync(format, file).ExpectAsync(HttpStatusCode.OK);
            Assert.Equal((0, 0, 4, 0), Counts(again));
            Assert.Single(await theirs.Key.StepsAsync());
        }
    }

    [Fact]
    public async Task An_empty_codebook_is_no_file_of_the_standard_but_a_table_with_its_heads()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var refused = await workspace.Key.GetAsync(new Uri("codebook/export?format=qdc", UriKind.Relative)).ExpectAsync(HttpStatusCode.Conflict);
        Assert.Contains("at least one code", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("id,name", Text(await workspace.Key.ExportAsync("csv")).TrimStart('\ufeff'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_people_name_their_themes_out_and_in_and_out_is_equal()
    {
        var words = Gen.OneOf(
            Gen.Elements(Awkward),
            ArbMap.Default.GeneratorFor<NonEmptyString>().Select(it => it.Get),
            Gen.Choose(1, 195).Select(it => new string('é', it)));
        var text = Gen.ListOf(words).Select(it => Allowed(string.Join(' ', it.Take(3))));
        var themes = from name in text
                     from definition in Gen.Frequency((1, Gen.Constant((string?)null)), (3, Gen.ListOf(words).Select(it => (string?)Allowed(string.Join('\n', it)))))
                     from colour in Gen.Frequency((1, Gen.Constant((string?)null)), (2, Gen.Choose(0, 0xFFFFFF).Select(it => (string?)$"#{it:x6}")))
                     from isCodable in Gen.Elements(true, false)
                     from dimension in Gen.Elements("S1", "S5", "P1", "P5")
                     from parent in Gen.Choose(-3, 12)
                     select (name, definition, colour, isCodable, dimension, parent);
        foreach (var (drawn, round) in Gen.ListOf(themes, 14).Sample(6, 12).Select((it, i) => (it.ToList(), i)))
        {
            var ours = await TestWorkspace.CreateAsync();
            var theirs = await TestWorkspace.CreateAsync();
            var ids = new List<Guid>();
            foreach (var (theme, i) in drawn.Select((it, i) => (it, i)))
            {
                var definition = theme.definition is { Length: > 0 } some ? some[..Math.Min(some.Length, 2000)] : null;
                var body = new
                {
                    name = Whole($"{theme.name} {i}".Trim(), 200), definition = definition is null ? null : Whole(definition, 2000), theme.colour, theme.isCodable, theme.dimension,
                    parentId = theme.parent >= 0 && theme.parent < ids.Count ? ids[theme.parent] : (Guid?)null,
                };
                using var made = await ours.Key.PostAsJsonAsync("themes", body);
                Assert.True(made.IsSuccessStatusCode || (await made.Content.ReadAsStringAsync()).Contains("deep at most", StringComparison.Ordinal), $"{body}: {await made.Content.ReadAsStringAsync()}");
                if (made.IsSuccessStatusCode)
                {
                    ids.Add((await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>());
                }
            }

            var format = round % 2 == 0 ? "qdc" : "csv";
            var file = await ours.Key.ExportAsync(format);
            var told = await theirs.Key.ImportAsync(format, file).ExpectAsync(HttpStatusCode.OK);
            Assert.Equal((ids.Count, 0, 0, 0), Counts(told));
            Assert.Equal(await PlainAsync(ours), await PlainAsync(theirs));
            Assert.Equal(Text(file), Text(await theirs.Key.ExportAsync(format)));
            if (format == "csv")
            {
                Assert.DoesNotContain(Cells(Text(file)), it => it is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]);
            }
            else
            {
                Assert.Empty(AgainstTheStandard(file));
            }
        }
    }

    [Fact]
    public async Task Each_awkward_text_by_itself_comes_back_as_it_was()
    {
        var ours = await TestWorkspace.CreateAsync();
        foreach (var (text, i) in Awkward.Select((it, i) => (it, i)))
        {
            await ours.Key.ThemeAsync($"{text} {i}", definition: text);
        }

        foreach (var format in new[] { "qdc", "csv" })
        {
            var theirs = await TestWorkspace.CreateAsync();
            var file = await ours.Key.ExportAsync(format);
            await theirs.Key.ImportAsync(format, file).ExpectAsync(HttpStatusCode.OK);
            Assert.Equal(await PlainAsync(ours), await PlainAsync(theirs));
            Assert.Equal(Text(file), Text(await theirs.Key.ExportAsync(format)));
        }
    }

    [Fact]
    public async Task The_file_is_what_the_REFI_QDA_schema_asks_for()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var top = await workspace.Key.ThemeAsync("Working together", isCodable: false, colour: "#005EB8");
        var part = await workspace.Key.ThemeAsync("Trust & \"hope\"", top, "P2", definition: "Whatever is said.");
        var file = await workspace.Key.ExportAsync("qdc");
        Assert.Empty(AgainstTheStandard(file));

        var book = XDocument.Parse(Text(file)).Root!;
        Assert.Equal(Qda + "CodeBook", book.Name);
        var outer = Assert.Single(book.Element(Qda + "Codes")!.Elements(Qda + "Code"));
        Assert.Equal((top.ToString(), "Working together", "false", "#005EB8"), (outer.Attribute("guid")!.Value, outer.Attribute("name")!.Value, outer.Attribute("isCodable")!.Value, outer.Attribute("color")!.Value));
        var inner = Assert.Single(outer.Elements(Qda + "Code"));
        Assert.Equal((part.ToString(), "Trust & \"hope\"", "Whatever is said."), (inner.Attribute("guid")!.Value, inner.Attribute("name")!.Value, inner.Element(Qda + "Description")!.Value));
        var sets = book.Element(Qda + "Sets")!.Elements(Qda + "Set").ToList();
        Assert.Equal(["P1 relationships & trust", "P2 capability & learning"], sets.Select(it => it.Attribute("name")!.Value));
        Assert.Equal(part.ToString(), Assert.Single(sets[1].Elements(Qda + "MemberCode")).Attribute("guid")!.Value);
    }

    [Fact]
    public async Task A_codebook_of_another_program_comes_in_as_it_is()
    {
        var workspace = await TestWorkspace.CreateAsync();
        const string file = """
            <?xml version="1.0" encoding="utf-8"?>
            <CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:0:4 Codebook.xsd" origin="ATLAS.ti Win 23.4.0" xmlns="urn:QDA-XML:codebook:1.0">
              <!-- as they write them -->
              <Codes>
                <Code guid="{1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294}" name="Staff" color="#4a0" isCodable="true">
                  <Description><![CDATA[People & teams]]></Description>
                  <Code guid="3C6D3F57-2C5B-4F0E-9F0A-2D6E6F2C1B11" name="Negative" isCodable="true"/>
                </Code>
                <Code guid="9D4E7A60-1111-4C3B-8A55-0B8DDF1E7C22" name="Waiting" isCodable="false">
                  <Code guid="7E1C4B0B-2222-4C3B-8A55-0B8DDF1E7C33" name="Negative" isCodable="true"/>
                </Code>
              </Codes>
              <Sets>
                <Set guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0" name="relationships &amp; trust"><MemberCode guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294"/></Set>
                <Set guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F1" name="My own group"><Description>not ours</Description><MemberCode guid="9D4E7A60-1111-4C3B-8A55-0B8DDF1E7C22"/></Set>
              </Sets>
            </CodeBook>
            """;

        var without = await workspace.Key.ImportAsync("qdc", file, "&dryRun=true").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(2, without["problems"]!.GetValue<int>());
        Assert.Contains("dimension", without["rows"]![2]!["problem"]!.GetValue<string>(), StringComparison.Ordinal);

        var told = await workspace.Key.ImportAsync("qdc", file, "&dryRun=true&dimension=S5").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal((4, 0, 0, 0), Counts(told));
        Assert.Contains("Another theme is called “Negative”", told["rows"]![3]!["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await workspace.Key.CodebookAsync());

        await workspace.Key.ImportAsync("qdc", file, "&dimension=S5").ExpectAsync(HttpStatusCode.OK);
        var themes = await workspace.Key.CodebookAsync();
        Assert.Equal(["Staff", "Negative", "Waiting", "Waiting – Negative"], themes.Select(it => it["name"]!.GetValue<string>()));
        Assert.Equal(["P1", "P1", "S5", "S5"], themes.Select(it => it["dimension"]!.GetValue<string>()));
        Assert.Equal(("#44AA00", "People & teams", "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"), (themes[0]["colour"]!.GetValue<string>(), themes[0]["definition"]!.GetValue<string>(), themes[0]["id"]!.GetValue<string>()));
        Assert.Equal((0, 0, 4, 0), Counts(await workspace.Key.ImportAsync("qdc", file, "&dimension=S5").ExpectAsync(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task A_table_made_by_hand_adds_by_name_and_leaves_alone_what_it_does_not_speak_of()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var trust = await workspace.Key.ThemeAsync("Trust", definition: "As before.", colour: "#005EB8", isCodable: false);
        var told = await workspace.Key.ImportAsync("csv", "name;dimension\r\n trust ;P2\r\nMoney;s2\r\n", "&dryRun=true").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(["change", "add"], told["rows"]!.AsArray().Select(it => it!["action"]!.GetValue<string>()));
        Assert.Equal(3, told["rows"]![1]!["line"]!.GetValue<int>());
        Assert.Contains("no taxonomy here has a dimension “s2”", told["rows"]![1]!["problem"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal((1, 1, 0, 0), Counts(await workspace.Key.ImportAsync("csv", "name;dimension\r\nTrust;P2\r\nMoney;S2\r\n").ExpectAsync(HttpStatusCode.OK)));
        var now = (await workspace.Key.CodebookAsync()).Named("Trust");
        Assert.Equal((trust, "P2", "As before.", "#005EB8", false), (now["id"]!.GetValue<Guid>(), now["dimension"]!.GetValue<string>(), now["definition"]!.GetValue<string>(), now["colour"]!.GetValue<string>(), now["isCodable"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task One_bad_line_keeps_the_whole_file_out_and_is_named_by_line_and_column()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var rows = string.Concat(Enumerable.Range(2, 498).Select(it => $",Theme {it},,,P1,,true\r\n"));
        var file = $"id,name,definition,colour,dimension,parentId,isCodable\r\n{rows},Theme 500,,reddish,P1,,true\r\n,,,,P1,,\r\n,Beneath nothing,,,P1,{Guid.CreateVersion7()},true\r\n";
        var refused = await workspace.Key.ImportAsync("csv", file).ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["/lines/500/colour", "/lines/501/name", "/lines/502/parentId"], refused["errors"]!.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal));
        Assert.Empty(await workspace.Key.CodebookAsync());
        Assert.Empty(await workspace.Key.StepsAsync());
    }

    [Fact]
    public async Task A_circle_or_a_nesting_too_deep_is_refused()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var circle = await workspace.Key.ImportAsync("csv", $"id,name,dimension,parentId\r\n{a},A,P1,{b}\r\n{b},B,P1,{a}\r\n", "&dryRun=true").ExpectAsync(HttpStatusCode.OK);
        Assert.All(circle["rows"]!.AsArray(), it => Assert.Contains("beneath itself", it!["problem"]!.GetValue<string>(), StringComparison.Ordinal));

        var deep = string.Concat(Enumerable.Range(1, 11).Select(it => $"<Code guid=\"{Guid.CreateVersion7()}\" name=\"Level {it}\" isCodable=\"true\">")) + string.Concat(Enumerable.Repeat("</Code>", 11));
        var told = await workspace.Key.ImportAsync("qdc", $"<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>{deep}</Codes></CodeBook>", "&dryRun=true&dimension=P1").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal([.. Enumerable.Repeat(false, 10), true], told["rows"]!.AsArray().Select(it => it!["problem"] is not null));
    }

    [Fact]
    public async Task Two_themes_can_exchange_their_names_in_one_file()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var (first, second) = (await workspace.Key.ThemeAsync("First"), await workspace.Key.ThemeAsync("Second"));
        await workspace.Key.ImportAsync("csv", $"id,name\r\n{first},Second\r\n{second},First\r\n").ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(first, (await workspace.Key.CodebookAsync()).Named("Second")["id"]!.GetValue<Guid>());
        await workspace.Key.UndoNewestAsync();
        Assert.Equal(first, (await workspace.Key.CodebookAsync()).Named("First")["id"]!.GetValue<Guid>());
    }

    [Theory]
    [InlineData("document type", "<!DOCTYPE CodeBook [<!ELEMENT x ANY>]><CodeBook/>")]
    [InlineData("document type", "<!DOCTYPE CodeBook [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><CodeBook><Codes><Code name=\"&d;\"/></Codes></CodeBook>")]
    [InlineData("document type", "<!DOCTYPE CodeBook SYSTEM \"file:///etc/passwd\"><CodeBook/>")]
    [InlineData("document type", "<!DOCTYPE CodeBook [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><CodeBook><Codes><Code name=\"a\"><Description>&x;</Description></Code></Codes></CodeBook>")]
    [InlineData("stops making sense", "<CodeBook><Codes><Code name=\"&x;\"/></Codes></CodeBook>")]
    [InlineData("stops making sense", "<CodeBook><Codes><Code name=\"a\"")]
    [InlineData("stops making sense", "<CodeBook><Codes><Code name=\"a&#0;b\"/></Codes></CodeBook>")]
    [InlineData("stops making sense", "not xml at all")]
    [InlineData("not a codebook", "<Project xmlns=\"urn:QDA-XML:project:1.0\"><CodeBook><Codes/></CodeBook></Project>")]
    [InlineData("not a codebook", "<html/>")]
    public async Task XML_that_attacks_or_is_none_is_refused_and_nothing_outside_is_looked_at(string words, string file)
    {
        var workspace = await TestWorkspace.SharedAsync();
        var refused = await workspace.Key.ImportAsync("qdc", file, "&dryRun=true").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains(words, refused["errors"]!.AsObject().Single().Value![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("root:", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_too_large_or_too_deep_or_of_too_many_themes_is_refused_at_once()
    {
        var workspace = await TestWorkspace.SharedAsync();
        await workspace.Key.ImportAsync("qdc", "<CodeBook>" + new string(' ', 2 * 1024 * 1024 + 4096), "&dryRun=true").ExpectAsync(HttpStatusCode.RequestEntityTooLarge);

        var deep = string.Concat(Enumerable.Repeat("<Code name='n'>", 100_000));
        await workspace.Key.ImportAsync("qdc", $"<CodeBook><Codes>{deep}", "&dryRun=true").ExpectAsync(HttpStatusCode.BadRequest);

        var many = string.Concat(Enumerable.Range(0, 2001).Select(it => $"<Code name='n{it}' isCodable='true' guid='{Guid.CreateVersion7()}'/>"));
        var refused = await workspace.Key.ImportAsync("qdc", $"<CodeBook><Codes>{many}</Codes></CodeBook>", "&dryRun=true").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.Contains("2001 themes", refused.ToJsonString(), StringComparison.Ordinal);
        await workspace.Key.ImportAsync("csv", "name\r\n" + string.Concat(Enumerable.Range(0, 2001).Select(it => $"n{it}\r\n")), "&dryRun=true").ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_file_of_another_kind_or_none_is_told_to_be_so()
    {
        var workspace = await TestWorkspace.SharedAsync();
        await workspace.Key.ImportAsync("csv", "name\r\nx"u8.ToArray(), type: "application/json").ExpectAsync(HttpStatusCode.UnsupportedMediaType);
        await workspace.Key.ImportAsync("csv", [0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a]).ExpectAsync(HttpStatusCode.BadRequest);
        var refused = await workspace.Key.ImportAsync("csv", "title,colour\r\nx,\r\n").ExpectAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(refused["errors"]!["/lines/1/name"]);
        await workspace.Key.ImportAsync("csv", "name\r\nx", "&dimension=ZZ9").ExpectAsync(HttpStatusCode.BadRequest);
        await workspace.Key.ImportAsync("docx", "name\r\nx").ExpectAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task No_cell_of_the_table_is_a_formula()
    {
        var workspace = await TestWorkspace.CreateAsync();
        string[] names = ["=1+1", "+44 161", "-5", "@SUM(A1)", "'=1+1", "＝1+1", "plain"];
        foreach (var name in names)
        {
            await workspace.Key.ThemeAsync(name, definition: name + " as a definition");
        }

        var cells = Cells(Text(await workspace.Key.ExportAsync("csv")));
        Assert.DoesNotContain(cells, it => it is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝', ..]);
        Assert.Empty(new[] { "'=1+1", "'+44 161", "'-5", "'@SUM(A1)", "''=1+1", "plain" }.Except(cells));
    }

    [Fact]
    public async Task A_system_leader_takes_the_codebook_along_but_brings_nothing_in()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await workspace.Key.ThemeAsync("Trust");
        var leader = await workspace.SignInAsAsync("systemLeader");
        Assert.NotEmpty(await leader.Client.ExportAsync("qdc"));
        await leader.Client.ImportAsync("csv", "name\r\nx").ExpectAsync(HttpStatusCode.Forbidden);
        Assert.Null((await leader.Client.CodebookAsync()).Single()["interviews"]);
    }

    [Fact]
    public async Task Another_taxonomy_may_give_a_dimension_that_the_file_names()
    {
        var workspace = await TestWorkspace.CreateAsync();
        await TestTaxonomy.MakeAsync(workspace, out var structure, out _);
        await workspace.Key.ThemeAsync("Money", dimension: structure);
        var file = await workspace.Key.ExportAsync("qdc");
        Assert.Contains($"name=\"{structure} dimension {structure}\"", Text(file), StringComparison.Ordinal);
        Assert.Equal((0, 0, 1, 0), Counts(await workspace.Key.ImportAsync("qdc", file).ExpectAsync(HttpStatusCode.OK)));
    }

    private static (int Added, int Changed, int Same, int Problems) Counts(JsonObject told) =>
        (told["added"]!.GetValue<int>(), told["changed"]!.GetValue<int>(), told["same"]!.GetValue<int>(), told["problems"]!.GetValue<int>());

    private static string Text(byte[] file) => Encoding.UTF8.GetString(file).TrimStart('\uFEFF');

    /// <summary>Everything that people decided about the themes, in order.</summary>
    private static async Task<string> PlainAsync(TestWorkspace workspace) => string.Join('\n', (await workspace.Key.CodebookAsync()).Select(it =>
    {
        it.Remove("version");
        return it.ToJsonString();
    }));

    /// <summary>What the service takes as text: no control characters, no half characters.</summary>
    private static string Allowed(string text) => string.Concat(text.EnumerateRunes().Where(it => it != Rune.ReplacementChar && !Rune.IsControl(it) && it.Value is not (0xFFFE or 0xFFFF)).Select(it => it.ToString()));

    private static string Whole(string text, int most)
    {
        var cut = text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        return cut.Trim().Length == 0 ? "x" : cut;
    }

    private static List<string> Cells(string csv)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' or '\n' when !quoted:
                    cells.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !quoted:
                    break;
                default:
                    cell.Append(csv[i]);
                    break;
            }
        }

        return cells;
    }

    /// <summary>What the codebook schema of REFI-QDA 1.0 says of a file, written down from the standard: order of elements, required attributes, guids and colours.</summary>
    private static List<string> AgainstTheStandard(byte[] file)
    {
        const string schema = """
            <xs:schema xmlns="urn:QDA-XML:codebook:1.0" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:QDA-XML:codebook:1.0" elementFormDefault="qualified" attributeFormDefault="unqualified">
              <xs:element name="CodeBook"><xs:complexType>
                <xs:sequence>
                  <xs:element name="Codes"><xs:complexType><xs:sequence><xs:element name="Code" type="CodeType" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                  <xs:element name="Sets" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Set" type="SetType" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
                </xs:sequence>
                <xs:attribute name="origin" type="xs:string"/>
              </xs:complexType></xs:element>
              <xs:complexType name="CodeType">
                <xs:sequence>
                  <xs:element name="Description" type="xs:string" minOccurs="0"/>
                  <xs:element name="Code" type="CodeType" minOccurs="0" maxOccurs="unbounded"/>
                </xs:sequence>
                <xs:attribute name="guid" type="GUIDType" use="required"/>
                <xs:attribute name="name" type="xs:string" use="required"/>
                <xs:attribute name="isCodable" type="xs:boolean" use="required"/>
                <xs:attribute name="color" type="RGBType"/>
              </xs:complexType>
              <xs:complexType name="SetType">
                <xs:sequence>
                  <xs:element name="Description" type="xs:string" minOccurs="0"/>
                  <xs:element name="MemberCode" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:attribute name="guid" type="GUIDType" use="required"/></xs:complexType></xs:element>
                </xs:sequence>
                <xs:attribute name="guid" type="GUIDType" use="required"/>
                <xs:attribute name="name" type="xs:string" use="required"/>
              </xs:complexType>
              <xs:simpleType name="GUIDType"><xs:restriction base="xs:token"><xs:pattern value="([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})|(\{[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\})"/></xs:restriction></xs:simpleType>
              <xs:simpleType name="RGBType"><xs:restriction base="xs:token"><xs:pattern value="#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"/></xs:restriction></xs:simpleType>
            </xs:schema>
            """;
        var findings = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, XmlReader.Create(new StringReader(schema)));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, it) => findings.Add(it.Message);
        using var reader = XmlReader.Create(new MemoryStream(file), settings);
        while (reader.Read())
        {
            // Reading is what checks.
        }

        return findings;
    }
}
