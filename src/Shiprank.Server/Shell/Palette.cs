using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Shell.Queries;
using System.Text.Json;

namespace Shiprank.Server.Shell;

/// <summary><c>GET /palette?q=</c>: where a few letters may lead: pages, teams, repositories; and what to look for among changes.</summary>
internal static class Palette
{
    private const int Most = 12;
    private const int Longest = 100;

    public static void Map(WebApplication app) => app.MapGet("/palette", Answer).Needing(Right.Groups);

    /// <summary>Places whose name has all the words, those whose name begins with them first.</summary>
    public static IReadOnlyList<(string Name, string Kind, string Href)> Find(string words, PageFrame frame, PageScope scope)
    {
        words = words.Trim();
        if (words.Length > Longest) words = words[..Longest];
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var places = Navigation.Groups(frame.WithActivity, frame.Viewer).SelectMany(g => g.Places).Select(p => (p.Text, Kind: "page", p.Href))
            .Concat(scope.Teams.Select(t => (t.Text, Kind: "team", Href: $"/teams/{Uri.EscapeDataString(t.Value)}")))
            .Concat(scope.Repositories.Select(r => (r.Text, Kind: "repository", Href: $"/changes?repository={Uri.EscapeDataString(r.Value)}")));
        var found = places
            .Where(p => wanted.All(w => p.Text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(p => !p.Text.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .ToList();
        if (IsSha(words)) found.Insert(0, (words, "change", $"/changes/{words.ToLowerInvariant()}"));
        return found;
    }

    private static bool IsSha(string words) => words.Length is >= 7 and <= 40 && words.All(char.IsAsciiHexDigit);

    private static async Task Answer(HttpContext context, PageSurroundings surroundings)
    {
        var frame = surroundings.Frame(context);
        var found = Find(context.Request.Query["q"].ToString(), frame, surroundings.Scope(frame.FiguresAsOf));
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-cache";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var (name, kind, href) in found)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("kind", kind);
            json.WriteString("href", href);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
