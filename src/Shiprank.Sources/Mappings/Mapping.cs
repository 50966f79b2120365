using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Mappings;

/// <summary>What one document came to by a mapping.</summary>
/// <param name="Ignored">Why a sound document gives no event; null when it gives some or has a problem.</param>
/// <param name="Problems">Items that fit a rule and lack what its event needs; the others are taken.</param>
public sealed record MappedReading(IReadOnlyList<StoredEvent> Events, string? Ignored, IReadOnlyList<Problem> Problems);

/// <summary>
/// Turns any tool's JSON into events, as a mapping file says (docs/reference/mappings.md). Made by <see cref="MappingReader"/>. Safe for use
/// from several threads.
/// </summary>
public sealed class Mapping
{
    private const int MostItems = 10_000;

    private readonly IReadOnlyList<JsonSelector> each;
    private readonly IReadOnlyList<EventRule> rules;

    internal Mapping(string name, IReadOnlyList<JsonSelector> each, IReadOnlyList<EventRule> rules) => (Name, this.each, this.rules) = (name, each, rules);

    public string Name { get; }

    /// <param name="payload">One JSON document in UTF-8.</param>
    public MappedReading Read(ReadOnlyMemory<byte> payload, MessageReader messages)
    {
        if (JsonText.Flaw(payload.Span) is { } flaw) return new([], null, [new(Name, 0, flaw)]);
        using var document = JsonDocument.Parse(payload, new() { MaxDepth = JsonText.Deepest });
        List<StoredEvent> events = [];
        List<Problem> problems = [];
        foreach (var item in Items(document.RootElement))
        {
            foreach (var rule in rules.Where(r => r.Fits(document.RootElement, item)))
            {
                var read = rule.Read(document.RootElement, item, messages);
                if (read.Succeeded) events.Add(read.Value);
                else problems.Add(new($"{Name} {rule.Type}", 0, read.Problem.Reason));
            }
        }

        return new(events, events.Count + problems.Count == 0 ? $"{Name}: no rule of the mapping fits" : null, problems);
    }

    private List<JsonElement> Items(JsonElement root) =>
        each.Count == 0 ? [root] : (each.Select(s => s.Select(root, root).Take(MostItems).ToList()).FirstOrDefault(items => items.Count > 0) ?? []);
}
