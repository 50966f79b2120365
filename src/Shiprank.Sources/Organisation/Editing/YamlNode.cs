using YamlDotNet.Core;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>A value of a YAML text with the characters that it takes: from <paramref name="Start"/> up to <paramref name="End"/>, comments and blanks after it left out.</summary>
/// <param name="Tied">Has an anchor or a tag, or is an alias: what stands here means more than it shows.</param>
internal abstract record YamlNode(int Start, int End, bool Tied)
{
    /// <summary>True when it or anything in it is tied.</summary>
    public bool HasTies => Tied || Children.Any(c => c.HasTies);

    protected virtual IEnumerable<YamlNode> Children => [];
}

internal sealed record ScalarNode(int Start, int End, bool Tied, string Text, ScalarStyle Style) : YamlNode(Start, End, Tied)
{
    public bool IsNull => Style == ScalarStyle.Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record AliasNode(int Start, int End) : YamlNode(Start, End, true);

/// <param name="Flow">In brackets.</param>
/// <param name="Dashes">Where the dash of each item stands; empty in brackets.</param>
internal sealed record ListNode(int Start, int End, bool Tied, bool Flow, IReadOnlyList<YamlNode> Items, IReadOnlyList<int> Dashes) : YamlNode(Start, End, Tied)
{
    protected override IEnumerable<YamlNode> Children => Items;
}

/// <param name="Colon">Where the colon stands; -1 when there is none, as in <c>{ key }</c>.</param>
internal sealed record MapItem(ScalarNode Key, int Colon, YamlNode Value)
{
    /// <summary>Where the entry ends; its own comment stands after it.</summary>
    public int End => Math.Max(Value.End, Math.Max(Key.End, Colon + 1));
}

/// <param name="Flow">In braces.</param>
internal sealed record MapNode(int Start, int End, bool Tied, bool Flow, IReadOnlyList<MapItem> Entries) : YamlNode(Start, End, Tied)
{
    protected override IEnumerable<YamlNode> Children => Entries.Select(e => e.Value);

    public MapItem? Entry(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);
}
