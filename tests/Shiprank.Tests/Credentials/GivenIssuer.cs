using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shiprank.Core;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Credentials;
using Shiprank.Store;

namespace Shiprank.Tests.Credentials;

/// <summary>An issuer with keys in a folder of its own, and a verifier that knows them.</summary>
internal sealed class GivenIssuer : IDisposable
{
    public const string Origin = "https://shiprank.example.com";

    public static readonly DateTimeOffset Issued = new(2026, 7, 31, 0, 0, 0, TimeSpan.Zero);

    public static readonly PersonEntry Ada = new("ada", "Ada Example", ["ada@example.com"], ["ada"], true);

    private readonly TemporaryFolder folder = new();

    public string Folder => folder.Path;

    public List<ToldAward> Told { get; } = [new(Earned, 7)];

    public static Award Earned { get; } = new()
    {
        Badge = "clean-wake", Kind = HolderKind.Person, Holder = "ada", Subject = "2026-Q2", IssuedAt = Issued, ExpiresAt = Issued.AddDays(184), State = AwardState.Earned, Evidence = [], Rate = new(0, 28, 3, 231),
    };

    public string Issue(Award? award = null) => With(issuer => issuer.Issue(Ada, new(BadgeLibrary.All.First(b => b.Id == (award ?? Earned).Badge), award ?? Earned, 7), 7));

    public string StatusList() => With(issuer => issuer.StatusCredential(0, Told, Issued.AddDays(1)));

    public string With(Func<CredentialIssuer, string> use)
    {
        using var keys = IssuerKeys.Open(Folder).Value;
        return use(new(new() { Name = "Northwind" }, new(Origin), keys, new InstallationKey(1, 2)));
    }

    public CredentialReport Verify(string text, DateTimeOffset? now = null, string? list = null) => new CredentialVerifier(Key, _ => list ?? StatusList()).Verify(text, now ?? Issued.AddDays(30));

    /// <summary>Another text under the same or another signature.</summary>
    public string Resign(string text, Action<JsonObject> change, string? keyId = null, RSA? key = null)
    {
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(text.Split('.')[1]))!.AsObject();
        change(payload);
        using var keys = IssuerKeys.Open(Folder).Value;
        return Jws.Sign(key ?? keys.Signing, keyId ?? $"{Origin}/credentials/keys/{keys.Current}", Encoding.UTF8.GetBytes(payload.ToJsonString()));
    }

    public void Dispose() => folder.Dispose();

    private Result<RSA> Key(string id) => IssuerKeys.Stored(Folder, id[(id.LastIndexOf('/') + 1)..]) is { } key ? key : new Problem(id, 0, "unknown");
}
