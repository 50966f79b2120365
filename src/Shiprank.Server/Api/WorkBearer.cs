using System.Security.Cryptography;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Server.Api;

/// <summary>The work token that a request brings as its proof, in the header <c>Authorization</c> alone.</summary>
internal sealed class WorkBearer(ServerOptions options)
{
    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    private const string Scheme = "Bearer ";

    private readonly WorkKeyRing ring = new(options.DataFolder, options.Clock);

    public string Organisation { get; } = OrganisationId.Of(options.Store.Key);

    public WorkKeyRing Ring => ring;

    /// <summary>Keys that a token may be signed with; none while they can't be read.</summary>
    public IReadOnlyList<ECDsa> Keys => ring.Current is { Succeeded: true, Value: var keys } ? keys.All : [];

    /// <summary>Null when there is none that holds.</summary>
    public WorkToken? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme + WorkToken.Prefix, StringComparison.OrdinalIgnoreCase) || ring.Current is not { Succeeded: true, Value: var keys }) return null;
        return WorkToken.Read(header[Scheme.Length..].Trim(), keys.All, Organisation, options.Clock.GetUtcNow(), Leeway) is { Fault: WorkTokenFault.None, Token: var token } ? token : null;
    }
}
