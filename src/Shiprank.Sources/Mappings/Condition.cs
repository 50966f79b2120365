using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shiprank.Sources.Mappings;

/// <summary>Holds for a document when the texts that the selector finds are as wished. Texts are compared without case.</summary>
/// <param name="In">One of the texts has to be among these; empty: no such wish.</param>
/// <param name="Not">None of the texts may be among these.</param>
/// <param name="Exists">Whether there has to be a text at all; null: no such wish.</param>
/// <param name="Match">One of the texts has to match.</param>
internal sealed record Condition(JsonSelector From, IReadOnlyList<string> In, IReadOnlyList<string> Not, bool? Exists, Regex? Match)
{
    public bool Holds(JsonElement root, JsonElement item)
    {
        var texts = From.Select(root, item).SelectMany(JsonScalar.Texts).ToList();
        return (In.Count == 0 || texts.Exists(t => In.Contains(t, StringComparer.OrdinalIgnoreCase)))
            && !texts.Exists(t => Not.Contains(t, StringComparer.OrdinalIgnoreCase))
            && (Exists is not { } wished || texts.Count > 0 == wished)
            && (Match is null || texts.Exists(Match.IsMatch));
    }
}
