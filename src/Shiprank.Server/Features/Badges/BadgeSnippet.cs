using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Shiprank.Engine.Badges;

namespace Shiprank.Server.Features.Badges;

/// <summary>A person's badges as a small page for a frame in a directory: no script, no link out of it, nothing but icons and names.</summary>
internal static class BadgeSnippet
{
    private const string Head =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>Badges</title>"
        + "<style>body{margin:0;font:13px/1.4 system-ui,sans-serif;background:transparent}ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:10px 16px}li{display:flex;gap:8px;align-items:center}img{width:32px;height:32px}</style></head><body><ul>";

    public static string Of(IReadOnlyList<HeldAward> seen)
    {
        var text = new StringBuilder(Head);
        foreach (var held in seen)
        {
            var (name, what) = (HtmlEncoder.Default.Encode(held.Badge.Name), HtmlEncoder.Default.Encode(held.Badge.Description));
            text.Append(CultureInfo.InvariantCulture, $"<li title=\"{what}\"><img src=\"{BadgeIcons.Path(held.Badge.Id)}\" alt=\"\" width=\"32\" height=\"32\"><span>{name}</span></li>");
        }

        return text.Append("</ul></body></html>\n").ToString();
    }
}
