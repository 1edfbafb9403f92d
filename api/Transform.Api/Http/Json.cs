using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Transform.Api.Http;

/// <summary>How JSON is read and written: camelCase, nothing unknown, absent rather than null.</summary>
public static class Json
{
    /// <summary>For what the service itself writes and keeps.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>For what others send: text as people type it, and no nulls in lists.</summary>
    public static void ConfigureRequests(JsonSerializerOptions options)
    {
        Configure(options);
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNullItems);
        options.Converters.Add(new TextConverter());
    }

    /// <summary>Writes an answer straight into the connection's buffer, in one go: answers are small, and need no flushing on the way.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T body)
    {
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        using (var writer = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, body, Options);
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new TimeConverter());
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        return options;
    }

    /// <summary>The serializer lets null into a list of records; handlers need not look for it.</summary>
    private static void RefuseNullItems(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
        {
            type.OnDeserialized = list =>
            {
                var i = 0;
                foreach (var item in (System.Collections.IEnumerable)list)
                {
                    if (item is null)
                    {
                        throw new TextException("Nothing in this list can be null.") { Within = $"/{i}" };
                    }

                    i++;
                }
            };
        }
    }

    /// <summary>Text as people type it: normalised, without NUL and other control characters, never half a character.</summary>
    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return null;
            }

            if (reader.TokenType != JsonTokenType.String)
            {
                throw new TextException("Give this as text.");
            }

            string text;
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw new TextException("This text holds half of a character. Type it again.");
            }

            foreach (var c in text)
            {
                if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                {
                    throw new TextException("This text holds a control character. Remove it.");
                }
            }

            return text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
    }

    /// <summary>Times are UTC with milliseconds, always written the same way.</summary>
    private sealed class TimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (!reader.TryGetDateTimeOffset(out var time))
            {
                throw new TextException("Give a time such as 2026-03-29T09:30:00Z.");
            }

            var utc = time.UtcDateTime;
            return new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            Span<byte> buffer = stackalloc byte[24];
            value.TryFormat(buffer, out var written, "yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
            writer.WriteStringValue(buffer[..written]);
        }
    }
}

/// <summary>A value that is JSON but cannot be accepted, with words for the person who typed it.</summary>
public sealed class TextException(string message) : JsonException(message)
{
    /// <summary>Which part of the value it is, as the rest of a JSON pointer.</summary>
    public string Within { get; init; } = "";
}
