using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Transform.Api.Http;

/// <summary>The contract's words that belong to no one operation.</summary>
public static class ContractWords
{
    public const string Introduction = """
        Times are UTC with milliseconds, days are `YYYY-MM-DD`, money is whole pence, shares are numbers from 0 to 1, ids are version 7 UUIDs. A field without a value is absent, never null. Enumerations may gain values within this version.

        - **Sign in** with an API key (`Authorization: Bearer transform_…`), or in a browser with a session, whose writes carry `X-Anti-Forgery`.
        - **Versions**: a record's `ETag` names its version. `PUT` and `DELETE` send it back in `If-Match`: without it 428, with an old one 412. `PUT` replaces the whole record.
        - **Repeats**: a `POST` with an `Idempotency-Key` can be sent again without making a second record.
        - **Lists** come in pages of `limit`; `next` (and `Link: rel="next"`) says where to go on, and is absent on the last page.
        - **Freshness**: every write answers with `Change-Sequence`; give that number as `atLeast` to a computed resource, and it answers 202 with `Retry-After` until it has caught up.
        - **Problems** are `application/problem+json`; `errors` names each field at fault by its JSON pointer, and `type` leads to a page that explains the kind.
        """;

    public static readonly IReadOnlyDictionary<string, (string Words, JsonSchemaType Type, JsonNode Example)> Headers = new Dictionary<string, (string, JsonSchemaType, JsonNode)>(StringComparer.Ordinal)
    {
        ["ETag"] = ("The version that this answer holds; send it back in If-Match or If-None-Match.", JsonSchemaType.String, "\"v3\""),
        ["Change-Sequence"] = ("The workspace's sequence after this write.", JsonSchemaType.Integer, 4711),
        ["Location"] = ("Where the new record is.", JsonSchemaType.String, "/api/v1/organisations/0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10"),
        ["Link"] = ("The next page, with `rel=\"next\"`; absent on the last.", JsonSchemaType.String, "</api/v1/organisations?limit=50&cursor=q1Zb.WyJub3J0aGZpZWxkIl0>; rel=\"next\""),
        ["Retry-After"] = ("Seconds to wait before asking again.", JsonSchemaType.Integer, 1),
    };

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["id"] = "The record.",
        ["programmeId"] = "The programme.",
        ["activityId"] = "The activity.",
        ["portfolioId"] = "The portfolio.",
        ["userId"] = "The person.",
        ["interviewId"] = "The interview.",
        ["commitmentId"] = "The commitment.",
        ["contributionId"] = "The contribution.",
        ["themeId"] = "The theme.",
        ["quoteId"] = "Only those about this quote.",
        ["barrierId"] = "The barrier that they stand behind, or against.",
        ["mayBeQuoted"] = "Only those that may leave the house, or only those that may not.",
        ["discussionId"] = "The discussion.",
        ["consent"] = "Only those with this consent; in an import, the consent of rows that give none.",
        ["dryRun"] = "True to be told what would happen, and write nothing.",
        ["stand"] = "Only what speaks for it, or only what speaks against it.",
        ["token"] = "The secret of the address.",
        ["limit"] = "How many to give.",
        ["cursor"] = "Where to go on: `next` of the page before. It belongs to this list, these filters and this workspace.",
        ["format"] = "The form of the file.",
        ["text"] = "The words to look for: capitals and accents make no difference.",
        ["search"] = "Only those whose name holds this text, whatever its capitals.",
        ["sort"] = "The order.",
        ["status"] = "Only those in this state.",
        ["kind"] = "Only those of this kind.",
        ["sector"] = "Only those of this sector.",
        ["role"] = "Only those in this role.",
        ["dimension"] = "Only those with some of their focus in this dimension.",
        ["uncoded"] = "Only those that are not coded yet.",
        ["missing"] = "Only those without this figure.",
        ["organisationId"] = "Only those of this organisation.",
        ["professionalGroup"] = "Only those of this professional group.",
        ["confidentiality"] = "Only those of this level.",
        ["commitmentAsked"] = "Only those where this was so.",
        ["due"] = "Only those overdue, or due soon.",
        ["stream"] = "Which stream of attention.",
        ["row"] = "Which row of the figures.",
        ["propositionId"] = "Only those with a stance on this proposition.",
        ["asOf"] = "As it stood at the end of this day.",
        ["atLeast"] = "Only once it has caught up with this `Change-Sequence`; until then the answer is 202.",
        ["after"] = "Only those after this sequence.",
        ["includeDisabled"] = "Those with closed accounts too.",
    };

    public static string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    public static string Success(string status, string? otherwise) => status switch
    {
        "200" => "Here it is.",
        "201" => "It was made.",
        "202" => "It is being computed; ask again.",
        "204" => "It was done.",
        _ => otherwise ?? "It was done.",
    };
}
