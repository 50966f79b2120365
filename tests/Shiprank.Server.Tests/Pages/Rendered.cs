using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Tests.Pages;

/// <summary>A component drawn by itself and parsed as a browser does.</summary>
internal static class Rendered
{
    public static readonly PageFrame Frame = new()
    {
        Organisation = "Northwind",
        Path = "/",
        AsOf = new(2026, 11, 15, 9, 30, 0, TimeSpan.Zero),
        FiguresAsOf = new(2026, 11, 15, 9, 30, 0, TimeSpan.Zero),
        Zone = TimeZoneInfo.Utc,
        Policy = "policy-1",
        Prices = new(2026, 11, 14),
        Viewer = Server.Access.ViewerAccess.Local,
        FormToken = () => "",
    };

    /// <summary>Text as content of a component.</summary>
    public static RenderFragment Text(string text) => builder => builder.AddContent(0, text);

    /// <summary>Markup as content of a component.</summary>
    public static RenderFragment Markup(string markup) => builder => builder.AddMarkupContent(0, markup);

    /// <param name="parameters">Of the component, by name.</param>
    public static async Task<IElement> Of<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        var html = await Html<T>(parameters);
        // Cells and rows are only parsed inside a table.
        var inTable = html.TrimStart().StartsWith("<t", StringComparison.Ordinal) && !html.TrimStart().StartsWith("<table", StringComparison.Ordinal);
        var document = await new HtmlParser().ParseDocumentAsync(inTable ? $"<table><tbody><tr>{html}</tr></tbody></table>" : html);
        return document.Body!;
    }

    public static async Task<string> Html<T>(params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Framed>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Framed.Content)] = (RenderFragment)(builder =>
            {
                builder.OpenComponent<T>(0);
                foreach (var (name, value) in parameters) builder.AddAttribute(1, name, value);
                builder.CloseComponent();
            }),
        }))).ToHtmlString());
    }

    private sealed class Framed : ComponentBase
    {
        [Parameter] public RenderFragment? Content { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<CascadingValue<PageFrame>>(0);
            builder.AddAttribute(1, "Value", Frame);
            builder.AddAttribute(2, "ChildContent", Content);
            builder.CloseComponent();
        }
    }
}
