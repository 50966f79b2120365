using System.Globalization;

namespace Shiprank.Engine.Credentials;

/// <summary>Addresses that credentials name, all below the issuer's.</summary>
/// <param name="Origin">Without a slash at its end.</param>
public sealed record CredentialAddresses(string Origin)
{
    public string Issuer => $"{Origin}/credentials/issuer";

    public string Key(string id) => $"{Origin}/credentials/keys/{id}";

    public string Status(long list) => string.Create(CultureInfo.InvariantCulture, $"{Origin}/credentials/status/{list}");

    public string Achievement(string badge) => $"{Origin}/badges#{badge}";

    public string Icon(string badge) => $"{Origin}/badges/{badge}/icon.png?size=128";

    public string Change(string repository, string sha) => $"{Origin}/changes/{Uri.EscapeDataString(repository)}/{sha}";
}
