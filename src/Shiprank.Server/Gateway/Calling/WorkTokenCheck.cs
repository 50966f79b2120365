using System.Collections.Concurrent;
using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Ledger;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>What work tokens are checked by: the keys of this installation, and what it is called in them.</summary>
internal sealed record WorkTokenTrust(Func<IReadOnlyList<ECDsa>> Keys, string Organisation);

/// <summary>Reads work tokens. A signature is checked once; what was found good is known by its hash as long as the same keys hold.</summary>
internal sealed class WorkTokenCheck(WorkTokenTrust trust)
{
    private const int MostKnown = 20_000;

    private readonly ConcurrentDictionary<string, (WorkToken Token, IReadOnlyList<CapRule> Own)> known = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private IReadOnlyList<ECDsa>? keys;

    /// <returns>Null with what is wrong with it.</returns>
    public (WorkToken Token, IReadOnlyList<CapRule> Own)? Read(string text, DateTimeOffset now, out WorkTokenFault fault)
    {
        var hash = TokenText.Hash(text);
        var held = trust.Keys();
        if (!ReferenceEquals(held, Volatile.Read(ref keys)))
        {
            known.Clear();
            Volatile.Write(ref keys, held);
        }

        if (known.TryGetValue(hash, out var found))
        {
            fault = found.Token.ExpiresAt <= (now - GatewayLimits.Leeway).ToUnixTimeSeconds() ? WorkTokenFault.Expired : WorkTokenFault.None;
            return fault == WorkTokenFault.None ? found : null;
        }

        // Keys are not made to be used by several threads at once.
        WorkTokenReading reading;
        lock (gate) reading = WorkToken.Read(text, held, trust.Organisation, now, GatewayLimits.Leeway);
        fault = reading.Fault;
        if (fault != WorkTokenFault.None || reading.Token is not { } token) return null;
        if (known.Count >= MostKnown) known.Clear();
        return known[hash] = (token, OwnLimits.Of(token));
    }
}
