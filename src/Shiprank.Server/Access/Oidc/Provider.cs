using Shiprank.Core;

namespace Shiprank.Server.Access.Oidc;

/// <summary>
/// What is known of a provider: its metadata and its keys, an hour old at most. A token of a key that is not known makes the keys be fetched anew, as
/// providers change theirs without notice, though not more often than once in a while: tokens can be made up.
/// </summary>
internal sealed class Provider(Uri issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan between = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1);
    private readonly ProviderClient client = new();
    private (ProviderMetadata Metadata, DateTimeOffset At)? known;
    private (IReadOnlyList<SigningKey> Keys, DateTimeOffset At)? set;

    public ProviderClient Client => client;

    public void Dispose()
    {
        client.Dispose();
        gate.Dispose();
    }

    public async Task<Result<ProviderMetadata>> Metadata(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return await Found(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The key that signed the token; a problem when none of the provider's did.</summary>
    public async Task<Result<SigningKey>> KeyOf(SignedToken token, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var found = await Found(cancel);
            if (!found.Succeeded) return found.Problem;
            if (set is not { } old || clock.GetUtcNow() - old.At > fresh)
            {
                if (await Fetch(found.Value.Keys, cancel) is { } problem && set is null) return problem;
            }

            if (Signer(token) is { } key) return key;
            if (clock.GetUtcNow() - set!.Value.At >= between && !Names(token) && await Fetch(found.Value.Keys, cancel) is null && Signer(token) is { } newer) return newer;
            return new Problem("ID token", 0, "its signature is not of a key of the provider");
        }
        finally
        {
            gate.Release();
        }
    }

    private SigningKey? Signer(SignedToken token) => set!.Value.Keys.FirstOrDefault(k => (token.KeyId is null || k.Id is null || k.Id == token.KeyId) && k.Verifies(token));

    /// <summary>True when the key that the token names is known: a bad signature of it stays bad.</summary>
    private bool Names(SignedToken token) => token.KeyId is { } id && set!.Value.Keys.Any(k => k.Id == id);

    private async Task<Problem?> Fetch(Uri keys, CancellationToken cancel)
    {
        var answer = await client.Get(keys, cancel);
        if (!answer.Succeeded) return answer.Problem;
        set = (SigningKey.ReadSet(answer.Value), clock.GetUtcNow());
        return null;
    }

    private async Task<Result<ProviderMetadata>> Found(CancellationToken cancel)
    {
        if (known is { } found && clock.GetUtcNow() - found.At <= fresh) return found.Metadata;
        var answer = await client.Get(ProviderMetadata.AddressOf(issuer), cancel);
        var read = answer.Succeeded ? ProviderMetadata.Read(answer.Value, issuer) : answer.Problem;

        // A provider whose document is away for a moment still works as it did.
        if (!read.Succeeded) return known is { } old ? old.Metadata : read;
        known = (read.Value, clock.GetUtcNow());
        return read;
    }
}
