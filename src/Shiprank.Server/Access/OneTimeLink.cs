using System.Security.Cryptography;
using Shiprank.Core.Access;

namespace Shiprank.Server.Access;

/// <summary>
/// Makes whoever opens it this machine's administrator, once. Whoever may open the data folder gets one: from the start of the server, or from
/// <c>shiprank sign-in</c>. Another user of the machine, who can reach the port too, does not.
/// </summary>
public sealed class OneTimeLink(ServerOptions options)
{
    public const string Path = "/sign-in/once";

    private static readonly TimeSpan good = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> open = new(StringComparer.Ordinal);

    /// <summary>Path and query; good for an hour.</summary>
    public string Make()
    {
        var code = TokenText.Of(RandomNumberGenerator.GetBytes(32));
        var now = options.Clock.GetUtcNow();
        lock (gate)
        {
            foreach (var old in open.Where(o => o.Value <= now).Select(o => o.Key).ToList()) open.Remove(old);
            open[TokenText.Hash(code)] = now + good;
        }

        return $"{Path}?code={code}";
    }

    /// <returns>False for one that was opened before, is too old, or never was.</returns>
    internal bool Take(string code)
    {
        lock (gate) return open.Remove(TokenText.Hash(code), out var until) && options.Clock.GetUtcNow() < until;
    }
}
