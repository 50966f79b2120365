using Shiprank.Core.Access;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Access;

/// <summary>Service tokens as requests bring them. They come in the header <c>Authorization</c> alone: an address is written into logs.</summary>
internal sealed class ServiceTokens(ServerOptions options, LiveWorkspace workspace, AuditLog audit)
{
    /// <summary>As it should be, and as agents send it that take <c>OTEL_EXPORTER_OTLP_HEADERS</c> without decoding it.</summary>
    private static readonly string[] schemes = ["Bearer ", "Bearer%20"];

    /// <summary>How exactly the last use is known.</summary>
    private static readonly TimeSpan noted = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);
    private Dictionary<string, ServiceToken> known = new(StringComparer.Ordinal);
    private long version = -1;

    /// <summary>What stands in the header; null when it is no token of this kind.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var scheme = Array.Find(schemes, s => header.StartsWith(s + ServiceToken.Prefix, StringComparison.OrdinalIgnoreCase));
        return scheme is null ? null : header[scheme.Length..].Trim();
    }

    /// <summary>Null for one that nobody made, that has expired, was revoked, or belongs to a person who has left.</summary>
    public ServiceToken? Find(string text)
    {
        var hash = TokenText.Hash(text);
        return Known().GetValueOrDefault(hash) is { } token && TokenText.IsSame(token.Hash, hash) && token.IsGood(options.Clock.GetUtcNow()) && IsThere(token.Person) ? token : null;
    }

    /// <summary>Its first use is an event; later ones are noted from time to time.</summary>
    public async Task NoteUse(ServiceToken token, CancellationToken cancel)
    {
        var now = options.Clock.GetUtcNow();
        if (!IsDue(token, now, out var isFirst)) return;
        await Task.Run(() => options.Store.TokenUsed(token.Id, now, cancel), cancel);
        if (isFirst) await audit.Write(token.Viewer, "token.used", token.Person, token.Id);
    }

    /// <summary>The same beside the request, for those who wait for no store.</summary>
    public void NoteSoon(ServiceToken token)
    {
        var now = options.Clock.GetUtcNow();
        if (!IsDue(token, now, out var isFirst)) return;
        _ = Task.Run(async () =>
        {
            try
            {
                options.Store.TokenUsed(token.Id, now);
                if (isFirst) await audit.Write(token.Viewer, "token.used", token.Person, token.Id);
            }
            catch (IOException)
            {
                // The store is not there: the next use is noted again.
                lock (gate) used.Remove(token.Id);
            }
        });
    }

    private bool IsDue(ServiceToken token, DateTimeOffset now, out bool isFirst)
    {
        lock (gate)
        {
            isFirst = token.UsedAt is null && !used.ContainsKey(token.Id);
            if (used.TryGetValue(token.Id, out var last) && now - last < noted) return false;
            used[token.Id] = now;
            return true;
        }
    }

    private bool IsThere(string? person) => person is null || RoleBook.Of(workspace.Current.Organisation, person) is not null;

    private Dictionary<string, ServiceToken> Known()
    {
        var now = options.Store.AccessChanges;
        lock (gate)
        {
            if (version == now) return known;
            (known, version) = (options.Store.ReadTokens().ToDictionary(t => t.Hash, StringComparer.Ordinal), now);
            return known;
        }
    }
}
