using System.Net;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Server.Access;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>
/// Who calls, in this order: by a work token, by a service token, by what a trusted gateway before this one says, and on an open server of this machine
/// anybody. The provider's own key, which a client may send out of habit, proves nothing here.
/// </summary>
internal sealed class CallerCheck(AccessRules access, ServiceTokens services, WorkTokenCheck work)
{
    private static readonly string[] identities = ["x-claude-gateway-user-email", "x-claude-gateway-user-id", "x-litellm-end-user-id"];

    private readonly Lock gate = new();
    private (GatewaySettings? Of, IReadOnlyList<IPNetwork> Peers) trusted;

    public Caller? Of(HttpContext context, CapRegister register, DateTimeOffset now, out string refusal)
    {
        var headers = context.Request.Headers;
        refusal = "";
        if (Credential(headers, WorkToken.Prefix) is { } token) return ByWorkToken(token, register, now, out refusal);
        if (Credential(headers, ServiceToken.Prefix) is { } service) return ByServiceToken(service, out refusal);
        if (ByPeer(context, register) is { } person) return Caller.Nobody($"person:{person}") with { Person = person };
        if (access.TrustsLocal && AccessRules.IsLocal(context) && !IsPage(headers)) return Caller.Nobody("local");
        refusal = "Shiprank does not know who calls. Use a work token as the API key: `shiprank ticket start KEY-123`; or a service token (shp_…).";
        return null;
    }

    /// <summary>Headers that say who somebody is, or hold what proves it: none of them goes to a provider.</summary>
    public static bool IsIdentity(string header) =>
        header.Equals("authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("x-api-key", StringComparison.OrdinalIgnoreCase) || header.Equals("x-goog-api-key", StringComparison.OrdinalIgnoreCase)
        || header.Equals("api-key", StringComparison.OrdinalIgnoreCase) || header.Equals("cookie", StringComparison.OrdinalIgnoreCase) || header.Equals("x-ticket", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("x-shiprank-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("x-claude-gateway-", StringComparison.OrdinalIgnoreCase) || header.StartsWith("x-litellm-", StringComparison.OrdinalIgnoreCase);

    /// <summary>Browsers say where a request comes from, agents don't: no page may spend what a token was not asked for.</summary>
    private static bool IsPage(IHeaderDictionary headers) => headers.Origin.Count > 0 || headers.ContainsKey("Sec-Fetch-Site") || headers.ContainsKey("Cookie");

    private static string? Credential(IHeaderDictionary headers, string prefix)
    {
        var authorization = headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && authorization.AsSpan(7).Trim().StartsWith(prefix, StringComparison.Ordinal)) return authorization[7..].Trim();
        foreach (var name in (ReadOnlySpan<string>)["x-api-key", "x-goog-api-key", "api-key"])
        {
            var value = headers[name].ToString();
            if (value.StartsWith(prefix, StringComparison.Ordinal)) return value.Trim();
        }

        return null;
    }

    private Caller? ByWorkToken(string text, CapRegister register, DateTimeOffset now, out string refusal)
    {
        refusal = "";
        if (work.Read(text, now, out var fault) is not var (token, own))
        {
            var why = fault switch
            {
                WorkTokenFault.Expired => "it has expired",
                WorkTokenFault.OtherOrganisation => "it is of another installation",
                WorkTokenFault.NotYet => "it was made in the future: see that the clocks are right",
                _ => "it was not made here",
            };
            refusal = $"{CapSentence.Of(register.Settings, new() { At = now, Run = "", Autonomous = true }, new(CapAction.Stop, CapReason.TokenRefused, null, [], []))} ({why})";
            return null;
        }

        if (token.Person.Length > 0 && !register.Active.Contains(token.Person))
        {
            refusal = "Shiprank refused this call: whom its work token was made for is nobody who works here.";
            return null;
        }

        return new($"run:{token.Run}", token.Person, token.Job, token.Run, DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt), token.Ticket, token.Repository, token.Autonomous, own);
    }

    private Caller? ByServiceToken(string text, out string refusal)
    {
        refusal = "";
        if (services.Find(text) is { } token && token.Viewer.Has(Scopes.Work))
        {
            services.NoteSoon(token);
            return token.Person is { } person ? Caller.Nobody($"token:{token.Id}") with { Person = person } : Caller.Nobody($"token:{token.Id}") with { Job = token.Name, Autonomous = true };
        }

        refusal = "Shiprank refused this call: the service token is unknown, has expired, was revoked, or its scopes lack \"work\": shiprank token list.";
        return null;
    }

    private string? ByPeer(HttpContext context, CapRegister register)
    {
        if (register.Settings.Gateway.TrustedPeers.Count == 0 || context.Connection.RemoteIpAddress is not { } from) return null;
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        if (!Peers(register.Settings.Gateway).Any(p => p.Contains(from))) return null;
        foreach (var name in identities)
        {
            var claim = context.Request.Headers[name].ToString();
            if (claim.Length is > 0 and <= GatewayLimits.LongestName && register.Workspace.People.Named(claim).Id is var person && register.Active.Contains(person)) return person;
        }

        return null;
    }

    private IReadOnlyList<IPNetwork> Peers(GatewaySettings settings)
    {
        lock (gate)
        {
            if (!ReferenceEquals(trusted.Of, settings)) trusted = (settings, [.. settings.TrustedPeers.Select(Network)]);
            return trusted.Peers;
        }
    }

    private static IPNetwork Network(string text) => IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);
}
