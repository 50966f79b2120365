using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Shiprank.Core;

namespace Shiprank.Server.Shell;

/// <summary>Errors as pages, for browsers; programs get problem details. A page is drawn whole before its first byte is sent.</summary>
internal static class ErrorAnswer
{
    /// <summary>True when a browser shows the answer. Addresses of programs answer programs, whatever they accept.</summary>
    public static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/hooks") && !request.Path.StartsWithSegments("/assets")
        && request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html" && a.Quality is not 0);

    /// <param name="detail">A sentence that holds nothing of what was sent but names and numbers.</param>
    /// <param name="problems">What is wrong with the address, each with what would do.</param>
    public static async Task Write(HttpContext context, int status, string detail, IReadOnlyList<Problem>? problems = null)
    {
        var frame = context.RequestServices.GetRequiredService<PageSurroundings>().Frame(context, asksStore: false);
        var services = context.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ErrorPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Frame)] = frame,
            [nameof(ErrorPage.Status)] = status,
            [nameof(ErrorPage.Detail)] = detail,
            [nameof(ErrorPage.Problems)] = problems ?? [],
        }))).ToHtmlString());
        context.Response.Headers.Vary = "Accept";
        await ProblemAnswers.Send(context, status, "text/html; charset=utf-8", HttpMethods.IsHead(context.Request.Method) ? default : Encoding.UTF8.GetBytes(html));
    }
}
