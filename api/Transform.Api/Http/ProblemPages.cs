using System.Net;
using System.Text;

namespace Transform.Api.Http;

/// <summary>Where a problem's <c>type</c> leads: a plain page that explains the kind and says what to do.</summary>
public static class ProblemPages
{
    public static void MapProblemPages(this WebApplication app)
    {
        app.MapGet("/docs/problems", () => Page("Problems", Problems.Catalogue.Keys)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Problems.TypeBase + "{code}", (string code) => Problems.Catalogue.ContainsKey(code) ? Page(Problems.Catalogue[code].Title, [code]) : Problems.NotFound("problem"))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Page(string title, IEnumerable<string> codes)
    {
        var html = new StringBuilder($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)} – Transform</title></head><body><main><h1>{WebUtility.HtmlEncode(title)}</h1><dl>");
        foreach (var code in codes)
        {
            var (status, name, meaning) = Problems.Catalogue[code];
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<dt id=\"{code}\"><code>{code}</code> ({status}) {WebUtility.HtmlEncode(name)}</dt><dd>{WebUtility.HtmlEncode(meaning)}</dd>");
        }

        return Results.Content(html.Append("</dl><p><a href=\"/docs/problems\">All problems</a></p></main></body></html>").ToString(), "text/html", Encoding.UTF8);
    }
}
