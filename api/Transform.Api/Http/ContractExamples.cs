using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Transform.Api.Http;

/// <summary>Gives every body of the contract an example that its schema allows, in the words of a hospital trust. All of it is made up.</summary>
public static class ContractExamples
{
    private const string Id = "0199a8f0-6c1e-7b3a-9d52-3f1c8e4b7a10";
    private const string Today = "2026-03-16";

    /// <summary>By <c>Schema.field</c> where a field's meaning depends on the record, else by <c>field</c>.</summary>
    private static readonly Dictionary<string, JsonNode> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "Fewer lengths of stay on the frailty pathway",
        ["Organisation.name"] = "Northfield Community Trust",
        ["Person.name"] = "Amara Whitcombe",
        ["User.name"] = "Rhys Calloway",
        ["Colleague.name"] = "Rhys Calloway",
        ["Session.name"] = "Rhys Calloway",
        ["Place.name"] = "Northfield and Eastvale",
        ["Workspace.name"] = "Northfield and Eastvale",
        ["ApiKey.name"] = "Nightly data warehouse",
        ["Dimension.name"] = "relationships & trust",
        ["Theme.name"] = "Handover between ward and community",
        ["Taxonomy.name"] = "Ten dimensions of focus",
        ["ChangeGroup.name"] = "Community nurses, Eastvale",
        ["Portfolio.name"] = "Urgent and emergency care",
        ["SetUp.name"] = "Rhys Calloway",
        ["Participant.name"] = "Amara Whitcombe",
        ["Member.name"] = "Rhys Calloway",
        ["Drawn.name"] = "Fewer lengths of stay on the frailty pathway",
        ["personName"] = "Amara Whitcombe",
        ["workspaceName"] = "Northfield and Eastvale",
        ["programmeName"] = "Fewer lengths of stay on the frailty pathway",
        ["organisationName"] = "Northfield Community Trust",
        ["organisationNames"] = new JsonArray("Northfield Community Trust"),
        ["organisations"] = new JsonArray("Northfield Community Trust"),
        ["email"] = "rhys.calloway@northfield.example",
        ["password"] = "seven green lanterns hum",
        ["currentPassword"] = "seven green lanterns hum",
        ["newPassword"] = "eight amber lanterns hum",
        ["odsCode"] = "RX1NF",
        ["jobTitle"] = "Community matron",
        ["pathway"] = "Frailty",
        ["summary"] = "Older people go home sooner, with a named nurse from the first day.",
        ["dataController"] = "Northfield Community Trust",
        ["title"] = "Ward and community huddle on discharge",
        ["line"] = 3,
        ["Discussion.title"] = "Tweet chat: leading together",
        ["sourceLink"] = "https://northfield.example/chats/leading-together",
        ["invitation"] = "What does it take to lead together? By joining you agree that your words are analysed; we ask again before we quote you.",
        ["Contribution.text"] = "The most patient-focused people I have met were managers.",
        ["author"] = "@ward_manager",
        ["saidAt"] = "2026-03-12T19:05:00.000Z",
        ["Contributions.consent"] = "given",
        ["ignoredColumns"] = new JsonArray("retweets"),
        ["notes"] = "She described **two** discharges that waited for a bed at home, and what would have helped.",
        ["start"] = 0,
        ["end"] = 12,
        ["Quote.text"] = "two discharges that waited for a bed at home",
        ["NamedCoder.name"] = "Rhys Calloway",
        ["ComparedTheme.name"] = "Handover between ward and community",
        ["QuoteCoder.name"] = "Rhys Calloway",
        ["confidentialityReason"] = "She asked that the board hear this.",
        ["act"] = "Ring the ward before nine each morning",
        ["statement"] = "Discharge is decided together with the community team.",
        ["colour"] = "#7C2855",
        ["Memo.text"] = "Three of the four matrons speak of the telephone, not of the form.",
        ["MemoWriter.name"] = "Rhys Calloway",
        ["CodebookStep.kind"] = "merged",
        ["CodebookStep.summary"] = "Merged “Handovers” into “Handover between ward and community”",
        ["CodebookStepResponse.summary"] = "Merged “Handovers” into “Handover between ward and community”",
        ["StepMaker.name"] = "Rhys Calloway",
        ["depth"] = 1,
        ["added"] = 4,
        ["changed"] = 1,
        ["same"] = 12,
        ["problems"] = 0,
        ["definition"] = "Whatever is said about passing a person's care on.",
        ["evidence"] = "Call log of the first two weeks",
        ["evidenceLink"] = "https://northfield.example/evidence/112",
        ["statusReason"] = "Done on nine of ten working days.",
        ["text"] = "Huddle with the community nurses about discharge, 45 minutes, £150 for backfill",
        ["words"] = new JsonArray("huddle", "together"),
        ["word"] = "huddle",
        ["code"] = "P1",
        ["dimension"] = "P1",
        ["dimensions"] = new JsonArray(
            new JsonObject { ["code"] = "S5", ["name"] = "pathway & process", ["block"] = "structure", ["words"] = new JsonArray("pathway", "protocol*") },
            new JsonObject { ["code"] = "P1", ["name"] = "relationships & trust", ["block"] = "people", ["words"] = new JsonArray("huddle", "trust") }),
        ["participants"] = new JsonArray(
            new JsonObject { ["personId"] = Id },
            new JsonObject { ["name"] = "Tomas Eldred", ["organisationId"] = Id, ["jobTitle"] = "Ward manager" }),
        ["focus"] = new JsonArray(new JsonObject { ["dimension"] = "S5", ["share"] = 0.4 }, new JsonObject { ["dimension"] = "P1", ["share"] = 0.6 }),
        ["Agreement.words"] = "coders agree well enough to rely on",
        ["methodVersion"] = "balance-3",
        ["SayDo.methodVersion"] = "say-do-1",
        ["Saturation.methodVersion"] = "saturation-1",
        ["Coverage.methodVersion"] = "coverage-1",
        ["CodingAgreement.methodVersion"] = "coding-agreement-1",
        ["SayDoHistory.period"] = "quarter",
        ["SayDoQuarter.period"] = "2026-Q1",
        ["SayDoEvidence.kind"] = "interview",
        ["row"] = "endorsed",
        ["ActingBetween.before"] = "2025-H2",
        ["ActingBetween.after"] = "2026-H1",
        ["BarrierBehind.name"] = "Clinic templates cannot be changed locally",
        ["BarrierBehind.status"] = "ownerAsked",
        ["systemName"] = "Outpatient booking",
        ["nextQuestion"] = "What will you do yourself in the next month, by which day, and how shall we both see that it was done?",
        ["EchoFinding.inWords"] = "All 12 who were led to an answer agreed, so the question cannot tell those who would act from those who are polite.",
        ["base"] = 4,
        ["runLength"] = 2,
        ["threshold"] = 0.05,
        ["point"] = "7+2",
        ["OrderBand.seed"] = 2020,
        ["OrderBand.low"] = 6,
        ["OrderBand.high"] = 13,
        ["shuffles"] = 1000,
        ["ProgrammeSaturation.inWords"] = "After 7 conversations the next 2 brought 5% new themes or fewer. Shuffled 1000 times, it comes after 8 in the middle order, and after 6 to 13 in nine of ten. This says that themes ran dry, and nothing of whether the right people were heard.",
        ["CodingAgreement.inWords"] = "coders agree enough for tentative conclusions",
        ["ruleOfThumb"] = "Krippendorff's alpha of 0.80 or more can be relied on; from 0.667 to 0.80 it carries tentative conclusions; below that, sharpen the definitions and code again.",
        ["sector"] = "acute",
        ["BalanceHistory.period"] = "month",
        ["period"] = "2026-02",
        ["low"] = 0.45,
        ["high"] = 0.74,
        ["lower"] = 0.31,
        ["upper"] = 0.86,
        ["rules"] = new JsonArray("outside the limits within which this figure usually moves"),
        ["seed"] = "spring review 2026",
        ["size"] = 1,
        ["scopes"] = new JsonArray("programmes:read", "scores:read"),
        ["prefix"] = "k3v9q2m7x1ab",
        ["secret"] = "transform_k3v9q2m7x1ab_9x2m4c7v1b8n3k6j5h0g2f4d6s8a1q3w5e7r3f2a1c",
        ["antiForgeryToken"] = "CfDJ8Nq1T0kVd2",
        ["url"] = "https://transform.northfield.example/api/v1/public/calendars/Vn3yq0lJ8cW2mS5tXb7dR1fG4hK6pL9aZ0eQ2uT8iYo.ics",
        ["Reminder.kind"] = "dueSoon",
        ["Barrier.name"] = "Two trusts cannot see one record",
        ["Barrier.definition"] = "Whatever is said of looking up in one system what stands in another.",
        ["ownerName"] = "Amara Whitcombe",
        ["answer"] = "The interface is paid for from April.",
        ["BarrierRequest.status"] = "answered",
        ["askedOn"] = "2026-02-02",
        ["answeredOn"] = "2026-03-02",
        ["NonAction.kind"] = "commitment",
        ["on"] = "2026-03-01",
        ["names"] = new JsonArray("Amara Whitcombe"),
        ["commitmentStatus"] = "missed",
        ["lastReadAt"] = "2026-03-16T08:50:00.000Z",
        ["next"] = "q1ZbT0k.WyJub3J0aGZpZWxkIl0",
        ["minutes"] = 45,
        ["hours"] = 6.5,
        ["headCount"] = 42,
        ["vacancies"] = 3,
        ["hoursAsked"] = 120,
        ["hoursBackfilled"] = 60,
        ["moneyPence"] = 15000,
        ["knownBudgetPence"] = 25000000,
        ["agendaMinutes"] = 20,
        ["knownAgendaMinutes"] = 900,
        ["quickWinMonths"] = 6,
        ["horizonMonths"] = 4,
        ["retentionMonths"] = 96,
        ["targetPeopleShare"] = 0.7,
        ["disclosureThreshold"] = 10,
        ["snapshotStep"] = 5,
        ["endorsement"] = 4,
        ["share"] = 1,
        ["sequence"] = 4711,
        ["version"] = 3,
        ["edition"] = 1,
        ["operation"] = "revised",
        ["Change.kind"] = "interview",
        ["stream"] = "hours",
        ["StillComputing.status"] = "computing",
        ["BalanceEvidence.kind"] = "activity",
        ["codedBy"] = new JsonArray("Rhys Calloway"),
        ["InterviewActor.name"] = "Rhys Calloway",
        ["FurtherNotes.name"] = "Rhys Calloway",
        ["HitPerson.name"] = "Amara Whitcombe",
        ["InterviewTerms.reason"] = "She asked us to share it with the whole team.",
        ["snippet"] = "…two discharges that waited for a bed at home, and what would have…",
        ["grade"] = "reportable",
        ["n"] = 64,
        ["effectiveN"] = 51.2,
        ["total"] = 412,
        ["structureTotal"] = 173,
        ["peopleTotal"] = 239,
        ["amount"] = 6.5,
        ["structureAmount"] = 2.6,
        ["peopleAmount"] = 3.9,
        ["shareOfTotal"] = 0.016,
        ["peopleShare"] = 0.58,
        ["closeness"] = 0.78,
        ["evenness"] = 0.64,
        ["alpha"] = 0.71,
        ["count"] = 21,
        ["minutesWithGroupPresent"] = 310,
        ["loggedPence"] = 18400000,
        ["loggedMinutes"] = 540,
        ["id"] = Id,
        ["startsOn"] = "2026-01-12",
        ["endsOn"] = "2026-09-30",
        ["dueOn"] = "2026-04-13",
        ["validFrom"] = "2019-04-01",
        ["heldAt"] = "2026-03-12T13:30:00.000Z",
        ["createdAt"] = "2026-03-12T15:02:11.418Z",
        ["revisedAt"] = "2026-03-16T09:30:00.000Z",
        ["computedAt"] = "2026-03-16T09:30:01.120Z",
        ["at"] = "2026-03-16T09:30:00.000Z",
        ["expiresAt"] = "2026-12-31T00:00:00.000Z",
    };

    /// <summary>Fields that would contradict the rest of an example, such as an end that has not come.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "validTo", "successorId", "parentId", "revokedAt", "lockedUntil", "lastError", "notBefore", "setupCode", "demoUsers", "reason", "notesBy", "contributionId", "seenText", "note", "problem", "undoneBy", "undoneAt", "removedOn", "CreateBarrierEvidenceRequest.commitmentId", "CreateBarrierEvidenceRequest.quoteId", "CreateMemoRequest.interviewId", "CreateMemoRequest.quoteId", "Memo.interviewId", "Memo.quoteId" };

    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(it => it.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>())
            {
                media.Example ??= Of(media.Schema, "", "", [], isWritten: true);
            }

            foreach (var (_, response) in (operation.Responses ?? []).Where(it => it.Key is "200" or "201" or "202"))
            {
                foreach (var media in response.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>())
                {
                    media.Example ??= Of(media.Schema, "", "", [], isWritten: false);
                }
            }
        }
    }

    private static JsonNode? Of(IOpenApiSchema? schema, string owner, string field, IReadOnlyList<string> within, bool isWritten)
    {
        if (schema is null)
        {
            return null;
        }

        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (within.Contains(id, StringComparer.Ordinal))
            {
                return null;
            }

            within = [.. within, id];
            owner = id;
        }

        if ((schema.OneOf ?? schema.AnyOf) is { Count: > 0 } choices)
        {
            return Of(choices.FirstOrDefault(it => it.Type != JsonSchemaType.Null), owner, field, within, isWritten);
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object when schema.Properties is { Count: > 0 } => OfObject(schema, owner, within, isWritten),
            JsonSchemaType.Object => OfMap(schema, owner, field, within, isWritten),
            JsonSchemaType.Array => OfArray(schema, owner, field, within, isWritten),
            _ => OfValue(schema, owner, field),
        };
    }

    private static JsonObject OfObject(IOpenApiSchema schema, string owner, IReadOnlyList<string> within, bool isWritten)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties!)
        {
            if ((LeftOut.Contains(name) || LeftOut.Contains($"{owner}.{name}") || (isWritten && name == "id")) && schema.Required?.Contains(name) != true)
            {
                continue;
            }

            if (Of(property, owner, name, within, isWritten) is { } value)
            {
                example[name] = value;
            }
        }

        return example;
    }

    private static JsonObject OfMap(IOpenApiSchema schema, string owner, string field, IReadOnlyList<string> within, bool isWritten) =>
        schema.AdditionalProperties is { } values && Of(values, owner, field, within, isWritten) is { } value ? new JsonObject { ["people"] = value } : [];

    private static JsonArray OfArray(IOpenApiSchema schema, string owner, string field, IReadOnlyList<string> within, bool isWritten)
    {
        if (Find(owner, field) is JsonArray known && schema.Items is { } items && known.All(it => Allows(items, it)))
        {
            return (JsonArray)known.DeepClone();
        }

        return Of(schema.Items, owner, field.EndsWith("Ids", StringComparison.Ordinal) ? "id" : field, within, isWritten) is { } item ? [item] : [];
    }

    private static bool Allows(IOpenApiSchema items, JsonNode? value) => value is JsonObject record
        ? items.Properties is { } properties && record.All(it => properties.ContainsKey(it.Key)) && (items.Required ?? new HashSet<string>(StringComparer.Ordinal)).All(record.ContainsKey)
        : items is { Type: JsonSchemaType.String, Enum: null or { Count: 0 }, Format: null };

    private static JsonNode? OfValue(IOpenApiSchema schema, string owner, string field)
    {
        if (schema.Default is { } otherwise)
        {
            return otherwise.DeepClone();
        }

        if (schema.Enum is { Count: > 0 } choices)
        {
            return (choices.FirstOrDefault(it => JsonNode.DeepEquals(it, Find(owner, field))) ?? choices[0]).DeepClone();
        }

        var known = Find(owner, field) is JsonValue value ? value.DeepClone() : null;
        switch (schema.Type & ~JsonSchemaType.Null)
        {
            case JsonSchemaType.Boolean:
                return field is "needed" or "isCodable" or "canBeUndone" or "notesHeld" or "blindRated" or "elicited";
            case JsonSchemaType.Integer:
                return (long)Within(schema, Number(known) ?? 4);
            case JsonSchemaType.Number:
                return Within(schema, Number(known) ?? 0.6);
            default:
                return schema.Format switch
                {
                    "uuid" => Id,
                    "date" => known ?? Today,
                    "date-time" => known ?? "2026-03-16T09:30:00.000Z",
                    "email" => "rhys.calloway@northfield.example",
                    _ => Fit(schema, known is not null && known.GetValueKind() == System.Text.Json.JsonValueKind.String ? known.GetValue<string>() : "As agreed at the programme board"),
                };
        }
    }

    /// <summary>The value for <c>Schema.field</c>, for the noun in the schema's name, or for the field alone.</summary>
    private static JsonNode? Find(string owner, string field) =>
        Values.FirstOrDefault(it => it.Key.Split('.') is [var noun, var name] && name == field && owner.Contains(noun, StringComparison.Ordinal)).Value ?? Values.GetValueOrDefault(field);

    private static double Within(IOpenApiSchema schema, double value)
    {
        var least = double.TryParse(schema.Minimum, CultureInfo.InvariantCulture, out var minimum) ? minimum : double.MinValue;
        var most = double.TryParse(schema.Maximum, CultureInfo.InvariantCulture, out var maximum) ? maximum : double.MaxValue;
        return Math.Clamp(value, least, most);
    }

    private static double? Number(JsonNode? known) =>
        known?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? double.Parse(known.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static string Fit(IOpenApiSchema schema, string text) => schema.MaxLength is { } most && text.Length > most ? text[..most] : text;
}
