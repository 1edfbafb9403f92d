using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Transform.Api.Trust;

namespace Transform.Api.Http;

/// <summary>The contract as the service tells it: <c>/openapi/v1.yaml</c>, and a page to try it at <c>/docs</c>.</summary>
public static class OpenApiSetup
{
    private static readonly Dictionary<string, string[]> ErrorsByMethod = new(StringComparer.Ordinal)
    {
        ["GET"] = ["400", "401", "403", "404", "429"],
        ["POST"] = ["400", "401", "403", "404", "409", "413", "415", "422", "429"],
        ["PUT"] = ["400", "401", "403", "404", "409", "412", "413", "415", "428", "429"],
        ["DELETE"] = ["400", "401", "403", "404", "409", "412", "428", "429"],
    };

    public static void AddContract(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = json =>
        {
            var type = json.Type;
            var name = OpenApiOptions.CreateDefaultSchemaReferenceId(json);
            return name is null || type.DeclaringType is null ? name : type.DeclaringType.Name + name;
        };
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo, context.JsonPropertyInfo);
            if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), inherit: true) is [OneOfAttribute oneOf])
            {
                var target = schema.Items as OpenApiSchema ?? schema;
                target.Enum = [.. oneOf.Values.Select(value => (JsonNode)JsonValue.Create(value))];
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, ct) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            var method = context.Description.HttpMethod ?? "GET";
            operation.Responses ??= [];
            var open = metadata.OfType<IAllowAnonymous>().Any();
            if (metadata.OfType<IfMatchMetadata>().Any())
            {
                (operation.Parameters ??= []).Add(Header("If-Match", required: true, "The ETag of the version that was read."));
            }

            if (method == "POST" && !open)
            {
                (operation.Parameters ??= []).Add(Header(IdempotencyMiddleware.Header, required: false, "A repeat with the same key and body makes nothing new."));
            }

            foreach (var status in ErrorsByMethod.GetValueOrDefault(method, []))
            {
                if (!operation.Responses.ContainsKey(status) && !(open && status is "403" or "404"))
                {
                    operation.Responses[status] = new OpenApiResponseReference("Problem" + status, context.Document);
                }
            }

            if (metadata.OfType<MethodInfo>().Any(it => it.GetParameters().Any(parameter => parameter.ParameterType == typeof(Paging))))
            {
                operation.Parameters = [.. (operation.Parameters ?? []).Where(it => it.Name != "paging")];
                operation.Parameters.Add(Query("limit", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "200", Default = 50 }, "How many to give."));
                operation.Parameters.Add(Query("cursor", new OpenApiSchema { Type = JsonSchemaType.String }, "Where to go on, from `next`."));
            }

            operation.Security = open
                ? []
                :
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", context.Document)] = [] },
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", context.Document)] = [] },
                ];
            if (metadata.OfType<ScopeMetadata>().FirstOrDefault() is { } scope)
            {
                operation.Description = $"{operation.Description}{(operation.Description is null ? "" : "\n\n")}Needs `{scope.Scope}`.";
            }

            await Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Transform",
                Version = "1.0.0",
                Summary = "Where a transformation programme's attention goes, and whether the people who must make the change are in it.",
                License = new OpenApiLicense { Name = "All rights reserved", Url = new Uri("https://transform.example/licence") },
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "transform_…", Description = "An API key, shown once when it is made." },
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "__Host-transform", Description = "A browser's session; writes carry X-Anti-Forgery." },
            };
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            document.Components.Schemas["Problem"] = ProblemSchema();
            document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
            foreach (var status in ErrorsByMethod.Values.SelectMany(it => it).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var entries = Problems.Catalogue.Where(it => it.Value.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) == status).ToList();
                document.Components.Responses["Problem" + status] = new OpenApiResponse
                {
                    Description = string.Join("; ", entries.Select(it => $"{it.Value.Title} (`{it.Key}`)")) + ".",
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
                    },
                };
            }

            return Task.CompletedTask;
        });
    });

    /// <summary>What the exporter cannot see through our own converters: texts and times, and that what is absent is left out of an answer.</summary>
    private static void Describe(OpenApiSchema schema, JsonTypeInfo json, JsonPropertyInfo? property)
    {
        var type = Nullable.GetUnderlyingType(json.Type) ?? json.Type;
        if (type == typeof(string) || type == typeof(DateTime))
        {
            var isNullable = property?.IsGetNullable == true || type != json.Type;
            schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Format = type == typeof(DateTime) ? "date-time" : schema.Format;
        }

        if (json.ElementType == typeof(string))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = (schema.Items as OpenApiSchema)?.Enum };
        }

        if (json.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var absent in json.Properties.Where(it => it.IsGetNullable))
            {
                schema.Required?.Remove(absent.Name);
            }
        }
    }

    private static OpenApiParameter Header(string name, bool required, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Problems.Catalogue.Keys.Select(key => (JsonNode)JsonValue.Create(key))] },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What to mend, by JSON pointer into the body.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
