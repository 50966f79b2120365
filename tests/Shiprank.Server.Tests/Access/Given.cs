using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Store;

namespace Shiprank.Server.Tests.Access;

internal static class Given
{
    /// <summary>A token that is good for a day.</summary>
    public static string Token(IStore store, Scopes scopes, string? person = null, DateTimeOffset? at = null)
    {
        var token = ServiceToken.Prefix + TokenText.Of(RandomNumberGenerator.GetBytes(32));
        var now = at ?? TimeProvider.System.GetUtcNow();
        store.AddToken(new(token[..10], "a test's", TokenText.Hash(token), scopes, person, "local", now, now.AddDays(1)));
        return token;
    }
}
