using System.Buffers;
using Shiprank.Core.Caps;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>What a path asks of a provider.</summary>
internal enum GatewayUse
{
    /// <summary>A model's answer: it is reserved, metered and charged.</summary>
    Answer,

    /// <summary>Counting tokens, listing models: providers take nothing for it.</summary>
    Free,

    /// <summary>What turns of Codex cost: answered here.</summary>
    TurnCosts,
}

/// <summary>
/// Where a request goes, by the bytes of its request line. Only addresses below a provider of the organisation file, only what can be metered or is free,
/// and nothing in it that two readers could read in two ways: no escapes, no dot segments, no empty ones, no <c>@</c>, no backslash.
/// </summary>
/// <param name="Path">Behind the provider's own address, without a slash at its start.</param>
/// <param name="Model">Where the path names it (Gemini); else empty.</param>
internal sealed record GatewayTarget(GatewayProvider Provider, Uri Url, string Path, GatewayUse Use, string Model, AnswerForm Form)
{
    public const string Prefix = "/gateway/";

    private static readonly SearchValues<char> pathSigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/");
    private static readonly SearchValues<char> querySigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/%=&,+$");

    /// <param name="rawTarget">As it stands in the request line.</param>
    /// <returns>A sentence why not, or where it goes. The provider is told as soon as it is known, to be refused in its words.</returns>
    public static (GatewayTarget? Target, GatewayProvider? Provider, string Refusal) Read(string method, string rawTarget, GatewaySettings settings)
    {
        var path = rawTarget.AsSpan(Prefix.Length);
        var mark = path.IndexOf('?');
        var query = mark >= 0 ? path[(mark + 1)..] : [];
        if (mark >= 0) path = path[..mark];
        var slash = path.IndexOf('/');
        var name = (slash < 0 ? path : path[..slash]).ToString();
        if (settings.Providers.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } provider) return (null, null, "the organisation file has no such provider: gateway.providers");
        var rest = slash < 0 ? "" : path[(slash + 1)..].ToString();
        if (rest.AsSpan().ContainsAnyExcept(pathSigns) || query.ContainsAnyExcept(querySigns) || query.Length > 1024 || rest.Length > 1024) return (null, provider, "the address has signs that are not passed on");
        if (rest.Split('/') is { } parts && rest.Length > 0 && parts[..^1].Append(parts[^1].Length == 0 ? "x" : parts[^1]).Any(p => p is "" or "." or "..")) return (null, provider, "the address has empty or dotted parts, which are not passed on");
        if (Reads(method, rest) is not { } use) return (null, provider, $"the gateway does not pass {(HttpMethods.IsPost(method) ? "this address" : "this method")} on: what it costs could not be told");
        if (!Uri.TryCreate(provider.Url.AbsoluteUri.TrimEnd('/') + "/" + rest + Query(query), UriKind.Absolute, out var url)
            || url.Scheme != provider.Url.Scheme || url.Authority != provider.Url.Authority || url.UserInfo.Length > 0 || !url.AbsolutePath.StartsWith(provider.Url.AbsolutePath, StringComparison.Ordinal))
        {
            return (null, provider, "the address leads elsewhere");
        }

        return (new(provider, url, rest, use.Use, use.Model, use.Form), provider, "");
    }

    private static (GatewayUse Use, string Model, AnswerForm Form)? Reads(string method, string path)
    {
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) return (GatewayUse.Free, "", AnswerForm.Anthropic);
        if (!HttpMethods.IsPost(method)) return null;
        if (path.EndsWith("analytics/codex/turn-costs", StringComparison.Ordinal)) return (GatewayUse.TurnCosts, "", AnswerForm.Responses);
        if (path.EndsWith("messages/count_tokens", StringComparison.Ordinal) || path.EndsWith(":countTokens", StringComparison.Ordinal)) return (GatewayUse.Free, "", AnswerForm.Anthropic);
        if (Is(path, "messages")) return (GatewayUse.Answer, "", AnswerForm.Anthropic);
        if (Is(path, "responses") || Is(path, "responses/compact")) return (GatewayUse.Answer, "", AnswerForm.Responses);
        if (Is(path, "chat/completions")) return (GatewayUse.Answer, "", AnswerForm.Chat);
        if (Is(path, "completions")) return (GatewayUse.Answer, "", AnswerForm.Chat);
        if (Is(path, "embeddings")) return (GatewayUse.Answer, "", AnswerForm.Embeddings);
        return path.EndsWith(":generateContent", StringComparison.Ordinal) || path.EndsWith(":streamGenerateContent", StringComparison.Ordinal)
            ? (GatewayUse.Answer, path[(path.LastIndexOf('/') + 1)..path.LastIndexOf(':')], AnswerForm.Gemini)
            : null;
    }

    private static bool Is(string path, string end) => path.EndsWith(end, StringComparison.Ordinal) && (path.Length == end.Length || path[^(end.Length + 1)] == '/');

    /// <summary>Without a key, which is the provider's or nobody's.</summary>
    private static string Query(ReadOnlySpan<char> query)
    {
        if (query.IsEmpty) return "";
        var kept = query.ToString().Split('&').Where(p => !p.StartsWith("key=", StringComparison.OrdinalIgnoreCase) && !p.StartsWith("access_token=", StringComparison.OrdinalIgnoreCase));
        return string.Join('&', kept) is { Length: > 0 } left ? "?" + left : "";
    }
}

/// <summary>In which form a provider answers, and tells usage.</summary>
internal enum AnswerForm
{
    Anthropic,
    Responses,
    Chat,

    /// <summary>As <see cref="Chat"/> tells usage, and without an answer that is paid for.</summary>
    Embeddings,
    Gemini,
}
