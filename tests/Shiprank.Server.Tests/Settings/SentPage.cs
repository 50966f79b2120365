using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Shiprank.Server.Tests.Settings;

/// <summary>A page as a browser without script has it: forms are sent with all that stands in them.</summary>
internal sealed class SentPage
{
    private static readonly HtmlParser parser = new();

    private readonly HttpClient client;

    private SentPage(HttpClient client, int status, string address, IHtmlDocument document) => (this.client, Status, Address, Document) = (client, status, address, document);

    public int Status { get; }

    /// <summary>Path and query that the page is of, redirects followed.</summary>
    public string Address { get; }

    public IHtmlDocument Document { get; }

    public string Answer => Document.QuerySelector(".sr-answer")!.TextContent.Trim();

    /// <summary>Lines that would change, with their signs.</summary>
    public IReadOnlyList<string> Changes => [.. Document.QuerySelectorAll(".sr-diff .ins, .sr-diff .del").Select(l => l.TextContent.TrimEnd())];

    public static async Task<SentPage> Get(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return await Of(client, response);
    }

    /// <param name="form">Selects the form.</param>
    /// <param name="values">What is typed into it; null for a box that is not ticked.</param>
    public async Task<SentPage> Send(string form, params (string Name, string? Value)[] values)
    {
        var element = Document.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"no form {form} on {Address}");
        var fields = element.QuerySelectorAll("input, textarea, select").Select(Field).OfType<(string Name, string Value)>().Where(f => values.All(v => v.Name != f.Name)).ToList();
        fields.AddRange(values.Where(v => v.Value is not null).Select(v => (v.Name, v.Value!)));
        using var response = await client.PostAsync(element.GetAttribute("action"), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        return await Of(client, response);
    }

    private static (string Name, string Value)? Field(AngleSharp.Dom.IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox", IsChecked: false } => null,
        IHtmlInputElement input => (input.Name!, input.Value),
        IHtmlTextAreaElement area => (area.Name!, area.Value),
        IHtmlSelectElement select => (select.Name!, select.Value!),
        _ => null,
    };

    private static async Task<SentPage> Of(HttpClient client, HttpResponseMessage response) =>
        new(client, (int)response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, parser.ParseDocument(await response.Content.ReadAsStringAsync()));
}
