using System.Security.Cryptography;
using Transform.Api.Trust;

namespace Transform.Api.Http;

/// <summary>
/// Notes a POST's <c>Idempotency-Key</c> and a keyed hash of its body (a body may hold a password, and a plain hash could be guessed);
/// <see cref="Data.Unit.OnceAsync"/> does the rest inside the transaction.
/// </summary>
public sealed class IdempotencyMiddleware(RequestDelegate next, Secrets secrets)
{
    public const string Header = "Idempotency-Key";

    private readonly byte[] secret = secrets.For("idempotency");

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        var request = context.Request;
        if (HttpMethods.IsPost(request.Method) && request.Headers.TryGetValue(Header, out var values) && user.IsKnown)
        {
            var key = values.ToString();
            if (key.Length is 0 or > 255)
            {
                throw new ProblemException(Problems.Of("malformed", "An Idempotency-Key has 1 to 255 characters."));
            }

            request.EnableBuffering(bufferThreshold: TransformApplication.MostBytesInImport);      // never to a file: a body may hold confidential words
            var hash = await HMACSHA256.HashDataAsync(secret, request.Body, context.RequestAborted);
            request.Body.Position = 0;
            user.Idempotency = new IdempotencyKey(key, Convert.ToHexStringLower(hash));
        }

        await next(context);
    }
}
