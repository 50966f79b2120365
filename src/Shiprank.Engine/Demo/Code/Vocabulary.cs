namespace Shiprank.Engine.Demo.Code;

/// <summary>The words that the demo's code, titles and logs are made of. Plain ASCII, nothing that JSON has to escape.</summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyList<string> Nouns =
    [
        "order", "basket", "invoice", "refund", "posting", "balance", "carrier", "parcel", "route", "depot", "label", "stock", "price", "coupon", "tax",
        "address", "customer", "session", "token", "cache", "queue", "batch", "shard", "cursor", "window", "ledger", "account", "currency", "rate", "limit",
        "quota", "policy", "tenant", "region", "schema", "column", "metric", "event", "signal", "report", "forecast", "segment", "cohort", "catalog", "variant",
        "image", "banner", "search", "filter", "ranking", "review", "rating", "delivery", "pickup", "slot", "shift", "driver", "vehicle", "manifest", "receipt",
        "payment", "card", "mandate", "payout", "dispute", "cluster", "lease", "secret", "probe", "backup", "snapshot", "replica", "gateway", "budget",
    ];

    public static readonly IReadOnlyList<string> Qualifiers =
    [
        "open", "late", "next", "last", "daily", "local", "remote", "signed", "pending", "partial", "shared", "stale", "fresh", "active", "closed", "draft",
        "gross", "net", "outer", "inner", "bulk", "lazy", "split", "merged", "primary", "backup", "cached", "sorted", "hidden", "public", "guest", "repeat",
    ];

    public static readonly IReadOnlyList<string> Verbs =
    [
        "load", "store", "merge", "split", "settle", "reserve", "release", "route", "rank", "index", "verify", "sign", "cancel", "retry", "resume", "publish",
        "collect", "expire", "refresh", "restore", "convert", "allocate", "assign", "charge", "credit", "round", "notify", "observe", "export", "import",
        "parse", "render", "measure", "sample", "compact", "rotate", "drain", "probe", "throttle", "replay", "pair", "trim",
    ];

    private static readonly string[] Titles = ["Add", "Guard", "Tighten", "Simplify", "Speed up", "Show", "Move", "Handle", "Explain", "Split", "Fix", "Allow", "Cover", "Retry", "Log"];

    /// <summary>Third person of a verb.</summary>
    public static string Third(string verb) =>
        verb[^1] == 'y' ? verb[..^1] + "ies" : verb[^1] is 'x' or 's' || verb.EndsWith("sh", StringComparison.Ordinal) ? verb + "es" : verb + "s";

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Three lower-case words or so: a comment, a message, a bit of a log.</summary>
    public static string Phrase(Chance chance) => $"{chance.Pick(Qualifiers)} {chance.Pick(Nouns)} {Third(chance.Pick(Verbs))} {chance.Pick(Nouns)}";

    /// <summary>The title of a change: "Guard late refund when card expires".</summary>
    public static string Title(Chance chance) =>
        $"{chance.Pick(Titles)} {chance.Pick(Qualifiers)} {chance.Pick(Nouns)} when {chance.Pick(Nouns)} {Third(chance.Pick(Verbs))}";

    public static string Sentence(Chance chance) => $"The {Phrase(chance)}, so that the {Phrase(chance)}.";

    /// <summary>Filler of about <paramref name="length"/> characters, on one line.</summary>
    public static string Filler(Chance chance, int length)
    {
        var text = new System.Text.StringBuilder(length + 40);
        while (text.Length < length) text.Append(Phrase(chance)).Append(' ');
        return text.ToString(0, Math.Max(1, text.Length - 1));
    }
}
