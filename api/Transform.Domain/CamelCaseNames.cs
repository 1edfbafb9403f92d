using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transform.Domain;

/// <summary>Writes an enum as its camelCase name, so that what a result says in JSON does not depend on the host's options.</summary>
public sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
