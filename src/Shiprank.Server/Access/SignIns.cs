using System.Globalization;
using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Access;

/// <summary>
/// Who is signed in: a random value in a cookie, its hash in the store. It ends by its time, after hours without use, by signing out, and at once when
/// the person has left. What a person may do is looked up at each request, so that a role that is taken away is gone at once.
/// </summary>
internal sealed class SignIns(ServerOptions options, LiveWorkspace workspace)
{
    /// <summary>Name of the person for the menu, which script puts there: pages are kept for many readers.</summary>
    public const string NameCookie = "sr-who";

    private static readonly TimeSpan idle = TimeSpan.FromHours(8);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (SignedIn SignedIn, DateTimeOffset SeenAt)> known = new(StringComparer.Ordinal);
    private long version = -1;

    /// <summary>A new sign-in with a new value, whatever the browser had before.</summary>
    /// <param name="person">Empty for this machine's administrator.</param>
    /// <param name="name">For the menu.</param>
    public async Task Begin(HttpContext context, string person, Roles granted, string name)
    {
        await End(context);
        var value = TokenText.Of(RandomNumberGenerator.GetBytes(32));
        var now = options.Clock.GetUtcNow();
        var signedIn = new SignedIn(TokenText.Hash(value), person, granted, now, now.AddHours(workspace.Current.Organisation.Access.SessionHours));
        await Task.Run(() => options.Store.AddSignIn(signedIn));
        context.Response.Cookies.Append(Cookie(context), value, Options(context, httpOnly: true));
        context.Response.Cookies.Append(NameCookie, name, Options(context, httpOnly: false));
    }

    /// <summary>Null when nobody is signed in with what the browser sent.</summary>
    public Viewer? Of(HttpContext context)
    {
        if (context.Request.Cookies[Cookie(context)] is not { Length: TokenText.Length } value || Find(TokenText.Hash(value)) is not { } signedIn) return null;
        var access = workspace.Current.Organisation.Access;
        if (signedIn.Person.Length == 0) return access.IsConfigured ? null : ViewerAccess.Local;
        return access.IsConfigured ? RoleBook.Of(workspace.Current.Organisation, signedIn.Person, signedIn.Granted) : null;
    }

    public async Task End(HttpContext context)
    {
        var name = Cookie(context);
        if (context.Request.Cookies[name] is not { Length: > 0 } value) return;
        await Task.Run(() => options.Store.EndSignIn(TokenText.Hash(value)));
        context.Response.Cookies.Delete(name, Options(context, httpOnly: true));
        context.Response.Cookies.Delete(NameCookie, Options(context, httpOnly: false));
    }

    private SignedIn? Find(string hash)
    {
        var (now, changes) = (options.Clock.GetUtcNow(), options.Store.AccessChanges);
        lock (gate)
        {
            if (version != changes)
            {
                // When they were seen last is kept through changes of others.
                foreach (var gone in known.Keys.Where(k => options.Store.ReadSignIn(k) is null).ToList()) known.Remove(gone);
                version = changes;
            }

            if (!known.TryGetValue(hash, out var found))
            {
                if (options.Store.ReadSignIn(hash) is not { } stored) return null;
                found = (stored, stored.BegunAt);
            }

            if (now >= found.SignedIn.EndsAt || now - found.SeenAt >= idle)
            {
                known.Remove(hash);
                return null;
            }

            known[hash] = found with { SeenAt = now };
            return found.SignedIn;
        }
    }

    /// <summary>Over TLS a name that browsers take from this host alone. Within a machine servers are told apart by their port, which cookies don't know.</summary>
    private static string Cookie(HttpContext context) => Arrival.Of(context).IsHttps ? "__Host-shiprank" : string.Create(CultureInfo.InvariantCulture, $"shiprank-{context.Connection.LocalPort}");

    private static CookieOptions Options(HttpContext context, bool httpOnly) => new() { HttpOnly = httpOnly, SameSite = SameSiteMode.Lax, Secure = Arrival.Of(context).IsHttps, Path = "/", IsEssential = true };
}
