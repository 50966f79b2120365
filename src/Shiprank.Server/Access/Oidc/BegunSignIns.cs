using System.Security.Cryptography;
using Shiprank.Core.Access;

namespace Shiprank.Server.Access.Oidc;

/// <summary>A sign-in that was begun, until its answer comes.</summary>
/// <param name="Browser">Hash of what the cookie of the browser that began it holds.</param>
/// <param name="Verifier">Of PKCE (RFC 7636).</param>
/// <param name="Return">Path of this server to go on to.</param>
internal sealed record BegunSignIn(string Browser, string Nonce, string Verifier, string Return, DateTimeOffset Until);

/// <summary>Sign-ins that were begun and not ended: each answered once, in the browser that began it, within ten minutes.</summary>
internal sealed class BegunSignIns(TimeProvider clock)
{
    private const int MostKept = 10_000;

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, BegunSignIn> begun = new(StringComparer.Ordinal);

    /// <returns>The state that the answer has to bring, and the sign-in.</returns>
    public (string State, BegunSignIn SignIn) Begin(string browser, string back)
    {
        var now = clock.GetUtcNow();
        var (state, signIn) = (Random(), new BegunSignIn(TokenText.Hash(browser), Random(), Random(), back, now + Patience));
        lock (gate)
        {
            foreach (var old in begun.Where(b => b.Value.Until <= now).Select(b => b.Key).ToList()) begun.Remove(old);
            if (begun.Count >= MostKept) begun.Clear();
            begun[TokenText.Hash(state)] = signIn;
        }

        return (state, signIn);
    }

    /// <summary>Null for one that was answered before, was not begun in this browser, or too long ago.</summary>
    public BegunSignIn? Take(string state, string browser)
    {
        lock (gate)
        {
            return begun.Remove(TokenText.Hash(state), out var signIn) && clock.GetUtcNow() < signIn.Until && TokenText.IsSame(signIn.Browser, TokenText.Hash(browser)) ? signIn : null;
        }
    }

    public static string Random() => TokenText.Of(RandomNumberGenerator.GetBytes(32));
}
