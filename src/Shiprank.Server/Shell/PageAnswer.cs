using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Shiprank.Server.Shell;

/// <summary>A page as the answer to a form: drawn whole before its first byte is sent, with the status that fits.</summary>
internal static class PageAnswer
{
    /// <typeparam name="TPage">A component that stands in the document; it gets the frame as a cascading value.</typeparam>
    /// <param name="title">Of the window.</param>
    public static async Task Write<TPage>(HttpContext context, int status, string title, IReadOnlyDictionary<string, object?> parameters)
        where TPage : IComponent
    {
        var services = context.RequestServices;
        var frame = services.GetRequiredService<PageSurroundings>().Frame(context);
        await using var renderer = new HtmlRenderer(services, services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<AnswerDocument>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(AnswerDocument.Frame)] = frame,
            [nameof(AnswerDocument.Title)] = title,
            [nameof(AnswerDocument.Page)] = typeof(TPage),
            [nameof(AnswerDocument.Parameters)] = parameters.ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal),
        }))).ToHtmlString());
        await ProblemAnswers.Send(context, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));
    }

    /// <summary>Goes on to a page of this server, so that loading it again sends nothing twice.</summary>
    public static void GoTo(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
