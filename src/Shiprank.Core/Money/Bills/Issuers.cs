namespace Shiprank.Core.Money.Bills;

/// <summary>
/// Who sends the bill for usage, when the organisation file does not say: the tools that sell plans of their own bill themselves, the others are billed
/// by whoever runs the model. Ids are those of invoices and vendor reports.
/// </summary>
public static class Issuers
{
    public const string Anthropic = "anthropic";
    public const string OpenAi = "openai";
    public const string Google = "google";
    public const string GitHub = "github";
    public const string Cursor = "cursor";
    public const string Aws = "aws";

    /// <summary>A row whose bill nobody can name: it stands as that issuer, so that its money is seen.</summary>
    public const string Unknown = "unknown";

    private static readonly Dictionary<string, string> byTool = new(StringComparer.Ordinal)
    {
        ["copilot"] = GitHub,
        ["cursor"] = Cursor,
        ["kiro"] = Aws,
        ["amp"] = "amp",
        ["augment"] = "augment",
        ["droid"] = "factory",
        ["junie"] = "jetbrains",
        ["codebuff"] = "codebuff",
    };

    private static readonly (string Start, string Issuer)[] byModel =
    [
        ("claude", Anthropic), ("gpt", OpenAi), ("codex", OpenAi), ("o1", OpenAi), ("o3", OpenAi), ("o4", OpenAi), ("chatgpt", OpenAi), ("gemini", Google),
        ("grok", "xai"), ("qwen", "alibaba"), ("kimi", "moonshot"), ("glm", "zai"), ("deepseek", "deepseek"), ("mistral", "mistral"), ("codestral", "mistral"),
    ];

    /// <param name="model">As logged; a vendor's prefix (<c>bedrock/</c>, <c>us.anthropic.</c>) names the cloud that bills.</param>
    public static string Of(string tool, string model)
    {
        if (byTool.TryGetValue(tool, out var own)) return own;
        var name = model.Trim().ToLowerInvariant();
        if (name.StartsWith("bedrock/", StringComparison.Ordinal) || name.Contains("anthropic.claude", StringComparison.Ordinal)) return Aws;
        if (name.StartsWith("vertex", StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal)) return Google;
        var bare = name[(name.LastIndexOf('/') + 1)..];
        foreach (var (start, issuer) in byModel)
        {
            if (bare.StartsWith(start, StringComparison.Ordinal)) return issuer;
        }

        return Unknown;
    }

    /// <summary>Who made a model, whoever runs it; null when its name does not tell.</summary>
    public static string? DeveloperOf(string model)
    {
        var name = model.Trim().ToLowerInvariant();
        var bare = name[(name.LastIndexOf('/') + 1)..];
        foreach (var part in bare.Split('.'))
        {
            foreach (var (start, issuer) in byModel)
            {
                if (part.StartsWith(start, StringComparison.Ordinal)) return issuer;
            }
        }

        return null;
    }
}
