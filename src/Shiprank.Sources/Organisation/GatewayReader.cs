using System.Net;
using Shiprank.Core.Caps;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>gateway</c> part of the organisation file: which providers agents are passed on to, and no others.</summary>
internal sealed class GatewayReader(ConnectionsReader connections)
{
    private static readonly (string Word, GatewayWire Wire, string Url)[] wires =
    [
        ("anthropic", GatewayWire.Anthropic, "https://api.anthropic.com"),
        ("openai", GatewayWire.OpenAi, "https://api.openai.com"),
        ("gemini", GatewayWire.Gemini, "https://generativelanguage.googleapis.com"),
    ];

    public GatewaySettings Read(YamlSection root)
    {
        if (root.Section("gateway", "providers", "offline_usd", "trusted_peers") is not { } section) return GatewaySettings.None;
        var providers = new List<GatewayProvider>();
        foreach (var entry in section.Sections("providers", "name", "wire", "url", "key_env", "key_file", "tool"))
        {
            var name = entry.Required("name");
            if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) entry.Problem("name", "\"name\" is part of an address: letters, digits, - and _");
            if (providers.Exists(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))) entry.Problem("name", $"a second provider named \"{name}\"");
            var word = entry.Text("wire") ?? name;
            var known = Array.Find(wires, w => w.Word == word);
            if (known.Word is null) entry.Problem(entry.Has("wire") ? "wire" : "name", $"unknown wire \"{word}\"", $"wire: {string.Join(", ", wires.Select(w => w.Word))}");
            if (Url(entry, known.Url) is { } url) providers.Add(new(name, known.Wire, url, connections.Secret(entry, "key"), entry.Text("tool") ?? ""));
        }

        foreach (var peer in section.Texts("trusted_peers").Where(p => !IPAddress.TryParse(p, out _) && !IPNetwork.TryParse(p, out _)))
        {
            section.Problem("trusted_peers", $"\"{peer}\" is neither an address nor a network", "such as 10.1.2.3 or 10.1.0.0/16");
        }

        return new() { Providers = providers, OfflineUsd = section.Number("offline_usd", 5, 0, 1_000_000), TrustedPeers = section.Texts("trusted_peers") };
    }

    private static Uri? Url(YamlSection entry, string? usual)
    {
        if ((entry.Text("url") ?? usual) is not { } text) return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }) return url;
        entry.Problem("url", "\"url\" is not an address of a provider", "such as https://api.example.com");
        return null;
    }
}
