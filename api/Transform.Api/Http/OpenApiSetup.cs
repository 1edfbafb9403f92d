using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Transform.Api.Features;
using Transform.Api.Trust;

namespace Transform.Api.Http;

/// <summary>The contract as the service tells it: <c>/openapi/v1.yaml</c>, and a page to try it at <c>/docs</c>.</summary>
public static class OpenApiSetup
{
    private const string Sequence = "Change-Sequence";

    public static void AddContract(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = NameOf;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Mend(schema, context.JsonTypeInfo, AttributesOf(context.JsonPropertyInfo));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, context, _) =>
        {
            Complete(document);
            ContractExamples.Add(document);
            return Task.CompletedTask;
        });
    });

    /// <summary>A slice's own types carry its name (<c>CreateApiKeyRequest</c>), a page of them theirs (<c>ApiKeyPage</c>).</summary>
    private static string? NameOf(JsonTypeInfo json)
    {
        var type = Nullable.GetUnderlyingType(json.Type) ?? json.Type;                    // absent is not another type
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageBody<>))
        {
            return Named(type.GetGenericArguments()[0]) + "Page";
        }

        return OpenApiOptions.CreateDefaultSchemaReferenceId(json) is null ? null : Named(type);

        static string Named(Type type) => type.DeclaringType is { } slice ? slice.Name + type.Name : type.Name;
    }

    /// <summary>Says what the exporter cannot see through our converters: text and times, and that nothing is ever null, only absent.</summary>
    private static void Mend(OpenApiSchema schema, JsonTypeInfo json, IEnumerable<object> attributes)
    {
        schema.Type = TypeOf(json.Type) ?? (schema.Type & ~JsonSchemaType.Null);
        if (schema.Type == JsonSchemaType.Array && json.ElementType is { } element && TypeOf(element) is { } elementType)
        {
            schema.Items ??= new OpenApiSchema { Type = elementType };
        }

        if (Nullable.GetUnderlyingType(json.Type) is { IsEnum: true } && schema.Enum is { } choices)
        {
            schema.Enum = [.. choices.Where(it => it?.GetValueKind() == System.Text.Json.JsonValueKind.String)];
        }

        if (schema.MinLength == 0)
        {
            schema.MinLength = null;
        }

        foreach (var attribute in attributes)
        {
            Limit(schema, attribute);
        }

        foreach (var property in json.Kind == JsonTypeInfoKind.Object ? json.Properties : [])
        {
            if (property.IsGetNullable && !property.IsRequired)
            {
                schema.Required?.Remove(property.Name);
            }
        }
    }

    /// <summary>
    /// A property's attributes, and those of the record's parameter that it comes from. A word that a feature's requests take from a
    /// vocabulary, its answers take from the same.
    /// </summary>
    private static IEnumerable<object> AttributesOf(JsonPropertyInfo? property)
    {
        if (property?.AttributeProvider is not { } attributes)
        {
            return [];
        }

        var parameter = attributes is MemberInfo member
            ? property.DeclaringType.GetConstructors().SelectMany(it => it.GetParameters()).FirstOrDefault(it => it.Name == member.Name)
            : null;
        var all = attributes.GetCustomAttributes(inherit: true).Concat(parameter?.GetCustomAttributes(inherit: true) ?? []).ToList();
        if (property.PropertyType == typeof(string) && attributes is MemberInfo { Name: var name } && !all.OfType<OneOfAttribute>().Any() && VocabularyOf(property.DeclaringType.Namespace, name) is { } vocabulary)
        {
            all.Add(vocabulary);
        }

        return all;
    }

    private static OneOfAttribute? VocabularyOf(string? feature, string name)
    {
        var named = typeof(OpenApiSetup).Assembly.GetTypes().Where(it => it.Namespace == feature)
            .Select(it => it.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)?.GetCustomAttribute<OneOfAttribute>()).OfType<OneOfAttribute>()
            .DistinctBy(it => string.Join(',', it.Values)).ToList();
        return named is [var only] ? only : null;
    }

    private static JsonSchemaType? TypeOf(Type type) =>
        type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type) is var value && (value == typeof(DateTime) || value.IsEnum) ? JsonSchemaType.String : null;

    private static void Limit(OpenApiSchema schema, object attribute)
    {
        switch (attribute)
        {
            case OneOfAttribute oneOf:
                var target = schema.Type == JsonSchemaType.Array ? (OpenApiSchema)(schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String }) : schema;
                target.Enum = [.. oneOf.Values.Select(value => (JsonNode)JsonValue.Create(value))];
                break;
            case NotBlankAttribute:
                schema.MinLength ??= 1;
                break;
            case System.ComponentModel.DataAnnotations.EmailAddressAttribute:
                schema.Format = "email";
                break;
        }
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "GET";
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var slice = metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType;
        var document = context.Document!;

        operation.Description = string.Join("\n\n", new[]
        {
            slice is null ? null : XmlWords.Of(slice),
            metadata.OfType<ScopeMetadata>().FirstOrDefault() is { } scope ? $"Needs `{scope.Scope}`." : null,
        }.OfType<string>());
        foreach (var tag in context.Description.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().SelectMany(it => it.Tags))
        {
            DescribeTag(document, tag, slice);
        }

        Parameters(operation, context, metadata, method, isOpen);
        Responses(operation, context.Description, metadata, method, isOpen, document);
        operation.Security = isOpen
            ? []
            :
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
            ];
    }

    /// <summary>A tag means what its feature's class says of itself.</summary>
    private static void DescribeTag(OpenApiDocument document, string name, Type? slice)
    {
        document.Tags ??= new HashSet<OpenApiTag>();
        var tag = document.Tags.FirstOrDefault(it => it.Name == name);
        if (tag is null)
        {
            document.Tags.Add(tag = new OpenApiTag { Name = name });
        }

        if (tag.Description is null && slice?.Namespace is { } place && slice.Assembly.GetType($"{place}.{place[(place.LastIndexOf('.') + 1)..]}Feature") is { } feature)
        {
            tag.Description = XmlWords.Of(feature);
        }
    }

    private static void Parameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata, string method, bool isOpen)
    {
        var parameters = (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(it => it.Name != "paging").ToList();
        foreach (var parameter in parameters)
        {
            var described = context.Description.ParameterDescriptions.FirstOrDefault(it => it.Name == parameter.Name);
            var info = (described?.ParameterDescriptor as Microsoft.AspNetCore.Mvc.Infrastructure.IParameterInfoParameterDescriptor)?.ParameterInfo;
            if (parameter.Schema is OpenApiSchema schema && info is not null)
            {
                schema.Type = TypeOf(info.ParameterType) ?? (schema.Type & ~JsonSchemaType.Null);
                foreach (var attribute in info.GetCustomAttributes(inherit: true))
                {
                    Limit(schema, attribute);
                }
            }

            parameter.Description ??= ContractWords.Parameter(parameter.Name!);
        }

        if (metadata.OfType<MethodInfo>().Any(it => it.GetParameters().Any(parameter => parameter.ParameterType == typeof(Paging))))
        {
            parameters.Add(new OpenApiParameter
            {
                Name = "limit", In = ParameterLocation.Query, Description = ContractWords.Parameter("limit"),
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "200", Default = 50 },
            });
            parameters.Add(new OpenApiParameter
            {
                Name = "cursor", In = ParameterLocation.Query, Description = ContractWords.Parameter("cursor"), Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (metadata.OfType<IfMatchMetadata>().Any())
        {
            parameters.Add(Header("If-Match", required: true, "The ETag of the version that was read."));
        }

        if (method == "GET" && metadata.OfType<VersionedMetadata>().Any())
        {
            parameters.Add(Header("If-None-Match", required: false, "An ETag that the caller holds; the answer is 304 while it still stands."));
        }

        if (method == "POST" && !isOpen)
        {
            parameters.Add(Header(IdempotencyMiddleware.Header, required: false, "Up to 255 characters of the caller's own. A repeat with the same key and body makes nothing new and answers what was made."));
        }

        operation.Parameters = parameters.Count == 0 ? null : [.. parameters];
    }

    private static void Responses(OpenApiOperation operation, ApiDescription description, IList<object> metadata, string method, bool isOpen, OpenApiDocument document)
    {
        operation.Responses ??= [];
        var hasBody = operation.RequestBody is not null;
        var hasPath = description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        var isWrite = method is not "GET";
        var ifMatch = metadata.OfType<IfMatchMetadata>().Any();
        var expected = new (string Status, bool Applies)[]
        {
            ("400", true), ("401", !isOpen), ("403", metadata.OfType<ScopeMetadata>().Any()), ("404", hasPath), ("409", isWrite && !isOpen && (hasBody || ifMatch)), ("412", ifMatch),
            ("413", hasBody), ("415", hasBody), ("422", method == "POST" && !isOpen), ("428", ifMatch), ("429", true),
        };
        var statuses = expected.Where(it => it.Applies).Select(it => it.Status).Concat(operation.Responses.Keys.Where(it => it[0] is '4' or '5'));
        foreach (var status in statuses.Distinct(StringComparer.Ordinal).ToList())
        {
            operation.Responses[status] = new OpenApiResponseReference("Problem" + status, document);
        }

        foreach (var (status, response) in operation.Responses.Where(it => it.Key[0] == '2'))
        {
            if (response is not OpenApiResponse plain)
            {
                continue;
            }

            plain.Description = ContractWords.Success(status, plain.Description);
            if (metadata.OfType<VersionedMetadata>().Any() && status is "200" or "201")
            {
                AddHeader(plain, "ETag", document);
            }

            if (isWrite && metadata.Any(it => it is VersionedMetadata or DoneMetadata) && status is "200" or "201" or "204")
            {
                AddHeader(plain, Sequence, document);
            }

            if (status == "201")
            {
                AddHeader(plain, "Location", document);
            }

            if (status == "202")
            {
                AddHeader(plain, "Retry-After", document);
            }

            if (metadata.OfType<PageMetadata>().Any() && status == "200")
            {
                AddHeader(plain, "Link", document);
            }
        }

        if (method == "GET" && metadata.OfType<VersionedMetadata>().Any())
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "What the caller holds still stands." };
        }
    }

    private static void AddHeader(OpenApiResponse response, string name, OpenApiDocument document) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = new OpenApiHeaderReference(name, document);

    private static OpenApiParameter Header(string name, bool required, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Transform",
            Version = "1.0.0",
            Summary = "Where a transformation programme's attention goes, and whether the people who must make the change are in it.",
            Description = ContractWords.Introduction,
            License = new OpenApiLicense { Name = "All rights reserved", Url = new Uri("https://transform.example/licence") },
        };
        document.Servers = [new OpenApiServer { Url = FeatureList.Base, Description = "The service that gave this file" }];
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
        {
            paths.Add(path.StartsWith(FeatureList.Base, StringComparison.Ordinal) ? path[FeatureList.Base.Length..] : path, item);
        }

        document.Paths = paths;
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "transform_…", Description = "An API key, shown once when it is made." },
            ["session"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "__Host-transform",
                Description = $"A browser's session, begun by `POST /session`. Writes carry the session's token in `{AccessSetup.AntiForgeryHeader}`. Over plain HTTP on loopback the cookie is called `transform`.",
            },
        };
        components.Headers = ContractWords.Headers.ToDictionary(
            it => it.Key, it => (IOpenApiHeader)new OpenApiHeader { Description = it.Value.Words, Schema = new OpenApiSchema { Type = it.Value.Type }, Example = it.Value.Example.DeepClone() }, StringComparer.Ordinal);
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        components.Schemas["Problem"] = ProblemSchema();
        components.Schemas.Remove("ProblemDetails");         // the framework's own, which Problem stands for
        components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
        var answered = paths.Values.SelectMany(it => it.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(it => it.Responses?.Keys ?? Enumerable.Empty<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var group in Problems.Catalogue.GroupBy(it => it.Value.Status).Where(it => answered.Contains($"{it.Key}")).OrderBy(it => it.Key))
        {
            components.Responses[$"Problem{group.Key}"] = ProblemResponse([.. group], document);
        }

        foreach (var schema in components.Schemas.Values.OfType<OpenApiSchema>())
        {
            WithoutNull(schema);
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in paths.Values.SelectMany(it => it.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(it => it.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>()))
        {
            Reach(body.Schema, written);
        }

        // What is read may gain fields within a version; what is written may not hold others than these.
        foreach (var (name, schema) in components.Schemas)
        {
            if (!written.Contains(name) && schema is OpenApiSchema read)
            {
                read.AdditionalPropertiesAllowed = true;
            }
        }
    }

    /// <summary>A field that may be absent is never written as null: of “null or this” only “this” remains.</summary>
    private static void WithoutNull(OpenApiSchema schema)
    {
        foreach (var (name, property) in schema.Properties?.ToList() ?? [])
        {
            if (property is not OpenApiSchema plain)
            {
                continue;
            }

            if ((plain.OneOf ?? plain.AnyOf) is { Count: 2 } either && either.FirstOrDefault(it => it.Type != JsonSchemaType.Null) is { } other && either.Any(it => it.Type == JsonSchemaType.Null))
            {
                schema.Properties![name] = other;
            }
            else
            {
                WithoutNull(plain);
            }
        }
    }

    private static void Reach(IOpenApiSchema? schema, HashSet<string> names)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id } && !names.Add(id))
        {
            return;
        }

        foreach (var below in (schema?.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema>()).Append(schema?.Items).OfType<IOpenApiSchema>())
        {
            Reach(below, names);
        }
    }

    private static OpenApiResponse ProblemResponse(IReadOnlyList<KeyValuePair<string, (int Status, string Title, string Meaning)>> entries, OpenApiDocument document)
    {
        var (code, (status, title, _)) = entries[0];
        var example = new JsonObject
        {
            ["type"] = Problems.TypeBase + code, ["title"] = title, ["status"] = status, ["code"] = code, ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        var response = new OpenApiResponse
        {
            Description = string.Join(" ", entries.Select(it => $"{it.Value.Title} (`{it.Key}`): {it.Value.Meaning}")),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document), Example = example },
            },
        };
        if (status is 429 or 503)
        {
            AddHeader(response, "Retry-After", document);
        }

        return response;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457), in words that a person can act on.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference", Description = "Where the kind of problem is explained, on this service." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Problems.Catalogue.Keys.Select(key => (JsonNode)JsonValue.Create(key))] },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Under this the service's log tells more." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What to mend, by JSON pointer into the body.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}

/// <summary>The route answers single records with an ETag.</summary>
public sealed class VersionedMetadata
{
    public static readonly VersionedMetadata Instance = new();
}

/// <summary>The route's write has nothing to say but its place on the spine.</summary>
public sealed class DoneMetadata
{
    public static readonly DoneMetadata Instance = new();
}

/// <summary>The route answers a page of a list.</summary>
public sealed class PageMetadata
{
    public static readonly PageMetadata Instance = new();
}
