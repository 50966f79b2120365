using System.Collections.Concurrent;
using Shiprank.Core;
using Shiprank.Core.Caps;
using Shiprank.Sources.Organisation;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>The providers' keys, read from where the organisation file says that they lie. They are looked at again from time to time, so that a new one needs no restart.</summary>
internal sealed class ProviderKeys(ServerOptions options, ILogger<ProviderKeys> log)
{
    private static readonly TimeSpan fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<GatewayProvider, (string? Key, bool Missing, long Read)> keys = new(ReferenceEqualityComparer.Instance);

    /// <returns>False: it should have one, and none is there.</returns>
    public bool Find(GatewayProvider provider, out string? key)
    {
        key = null;
        if (provider.Key.IsEmpty) return true;
        if (!keys.TryGetValue(provider, out var known) || options.Clock.GetElapsedTime(known.Read) > fresh)
        {
            // Of settings that are no longer in force nothing has to be kept.
            if (keys.Count > 64) keys.Clear();
            keys[provider] = known = Read(provider, known);
        }

        key = known.Key;
        return !known.Missing;
    }

    private (string? Key, bool Missing, long Read) Read(GatewayProvider provider, (string? Key, bool Missing, long Read) before)
    {
        List<Problem> problems = [];
        var secret = SecretReader.Read(provider.Key, options.Variable, $"gateway: {provider.Name}", problems) is [var first, ..] ? first.Reveal() : null;
        if (secret is null && !before.Missing && log.IsEnabled(LogLevel.Warning))
        {
            foreach (var problem in problems) log.LogWarning("{Problem}", problem);
        }

        return (secret ?? before.Key, secret is null && before.Key is null, options.Clock.GetTimestamp());
    }
}
