using Shiprank.Core.Money.Bills;

namespace Shiprank.Core.Money.Focus;

/// <summary>Vendors, services and hosts as a report names them.</summary>
internal static class FocusNames
{
    private static readonly Dictionary<string, string> issuers = new(StringComparer.Ordinal)
    {
        [Issuers.Anthropic] = "Anthropic",
        [Issuers.OpenAi] = "OpenAI",
        [Issuers.Google] = "Google",
        [Issuers.GitHub] = "GitHub",
        [Issuers.Cursor] = "Cursor",
        [Issuers.Aws] = "AWS",
        [Issuers.Unknown] = "Unknown",
        ["amp"] = "Amp",
        ["augment"] = "Augment Code",
        ["factory"] = "Factory",
        ["jetbrains"] = "JetBrains",
        ["codebuff"] = "Codebuff",
        ["xai"] = "xAI",
        ["alibaba"] = "Alibaba Cloud",
        ["moonshot"] = "Moonshot AI",
        ["zai"] = "Z.ai",
        ["deepseek"] = "DeepSeek",
        ["mistral"] = "Mistral AI",
    };

    /// <summary>Tools that are sold as a service of their own, by the issuer that bills them.</summary>
    private static readonly Dictionary<(string Issuer, string Tool), string> services = new()
    {
        [(Issuers.GitHub, "copilot")] = "GitHub Copilot",
        [(Issuers.Cursor, "cursor")] = "Cursor",
        [(Issuers.Aws, "kiro")] = "Kiro",
        [("amp", "amp")] = "Amp",
        [("augment", "augment")] = "Augment Code",
        [("factory", "droid")] = "Droid",
        [("jetbrains", "junie")] = "Junie",
        [("codebuff", "codebuff")] = "Codebuff",
    };

    /// <summary>Those who run the models that they bill; whoever sells a tool does not say whose machines it runs on.</summary>
    private static readonly HashSet<string> hosts = new([Issuers.Anthropic, Issuers.OpenAi, Issuers.Google, Issuers.Aws, "xai", "alibaba", "moonshot", "zai", "deepseek", "mistral"], StringComparer.Ordinal);

    public static string Issuer(string id) => issuers.GetValueOrDefault(id, id.Length == 0 ? "Unknown" : id);

    public static string Service(string issuer, string tool) => services.TryGetValue((issuer, tool), out var name) ? name : $"{Issuer(issuer)} models";

    /// <summary>Who made the model; empty when its name does not tell.</summary>
    public static string Developer(string model) => Issuers.DeveloperOf(model) is { } id ? Issuer(id) : "";

    /// <summary>Whose machines it ran on; empty when nobody says.</summary>
    public static string Host(string issuer) => hosts.Contains(issuer) ? Issuer(issuer) : "";
}
