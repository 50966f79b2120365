using System.Collections.Concurrent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Attribution;

/// <summary>
/// Who stands behind a git identity or a name in an event (interfaces.md, section 2). In this order: a built-in agent by address or
/// login; a bot (built-in or by the file's globs); a person of the file; else a person of their own, whose id is the address or login
/// in lower case. Safe for use from several threads.
/// </summary>
public sealed class PeopleDirectory
{
    private const string BotSuffix = "[bot]";
    private const string Nobody = "(no address)";

    private readonly Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byLogin = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, string?> erased;
    private readonly Glob[] bots;
    private readonly ConcurrentDictionary<GitIdentity, Party> identities = new();
    private readonly ConcurrentDictionary<string, Party> names = new(StringComparer.Ordinal);

    /// <param name="erased">Of an id, address or login what its person is called since they were forgotten; null for everybody else.</param>
    public PeopleDirectory(OrganisationFile file, Func<string, string?>? erased = null)
    {
        this.erased = erased ?? (_ => null);
        bots = [.. file.Bots.Select(Glob.Text)];
        foreach (var person in file.People)
        {
            ids.TryAdd(person.Id, person.Id);
            foreach (var address in person.Emails)
            {
                byAddress.TryAdd(address, person.Id);
                if (Address.Login(address) is { } login) byLogin.TryAdd(login, person.Id);
            }

            foreach (var login in person.Logins) byLogin.TryAdd(login, person.Id);
        }
    }

    /// <summary>Author, committer or co-author of a commit.</summary>
    public Party Of(GitIdentity identity) => identities.GetOrAdd(identity, static (i, people) => people.Resolve(i.Name, i.Email), this);

    /// <summary>A person as an event names them: id, e-mail address or login.</summary>
    public Party Named(string idEmailOrLogin) => names.GetOrAdd(idEmailOrLogin, static (name, people) => people.ResolveNamed(name), this);

    /// <summary>True for the address that a forge commits with when somebody merges in the browser.</summary>
    public static bool IsForge(GitIdentity identity) => IsForge(identity.Email);

    private static bool IsForge(string address) =>
        address.Equals("noreply@github.com", StringComparison.OrdinalIgnoreCase) || address.Equals("noreply@gitlab.com", StringComparison.OrdinalIgnoreCase);

    private Party ResolveNamed(string text)
    {
        var name = text.Trim().TrimStart('@');
        if (ids.TryGetValue(name, out var id)) return Person(id);
        return name.Contains('@') ? Resolve("", name) : Judge("", "", name);
    }

    private Party Resolve(string name, string address)
    {
        address = address.Trim();
        return Judge(name.Trim(), address, Address.Login(address));
    }

    private Party Judge(string name, string address, string? login)
    {
        var known = (login ?? (address.Length > 0 ? address : name.Length > 0 ? name : Nobody)).ToLowerInvariant();
        if (KnownAgents.IsAgentAddress(address) || (login is not null && KnownAgents.IsAgentLogin(login))) return new(PartyKind.Agent, known);
        if (IsBot(name, address, login)) return new(PartyKind.Bot, known);
        if (byAddress.TryGetValue(address, out var id) || (login is not null && byLogin.TryGetValue(login, out id))) return Person(id);
        return new(PartyKind.Person, erased(known) ?? erased(address) ?? known);
    }

    private Party Person(string id) => new(PartyKind.Person, erased(id) ?? id);

    private bool IsBot(string name, string address, string? login)
    {
        if (IsForge(address)) return true;
        var local = Address.LocalPart(address);
        return IsBotText(name) || IsBotText(address) || IsBotText(local) || (login is not null && IsBotText(login));
    }

    private bool IsBotText(string text) =>
        text.Length > 0 && (text.EndsWith(BotSuffix, StringComparison.OrdinalIgnoreCase) || Array.Exists(bots, glob => glob.IsMatch(text)));
}
