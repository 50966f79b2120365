using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core.Badges;
using Shiprank.Engine.Credentials;

namespace Shiprank.Tests.Credentials;

public sealed class CredentialTests : IDisposable
{
    private readonly GivenIssuer issuer = new();

    public void Dispose() => issuer.Dispose();

    [Fact]
    public void What_is_issued_verifies_and_names_nobody()
    {
        var text = issuer.Issue();
        var report = issuer.Verify(text);
        Assert.True(report.IsValid, string.Join('\n', report.Checks));
        Assert.Equal(["format", "schema", "signature", "claims", "dates", "status"], report.Checks.Select(c => c.Name));
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.Split('.')[1]));
        Assert.DoesNotContain("ada@example.com", payload, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Example", payload, StringComparison.Ordinal);
        Assert.Equal(text, issuer.Issue());
    }

    [Fact]
    public void The_claims_repeat_the_credential()
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(issuer.Issue().Split('.')[1]));
        var it = document.RootElement;
        Assert.Equal(it.GetProperty("id").GetString(), it.GetProperty("jti").GetString());
        Assert.Equal(it.GetProperty("issuer").GetProperty("id").GetString(), it.GetProperty("iss").GetString());
        Assert.Equal(it.GetProperty("credentialSubject").GetProperty("id").GetString(), it.GetProperty("sub").GetString());
        Assert.Equal(GivenIssuer.Issued.ToUnixTimeSeconds(), it.GetProperty("nbf").GetInt64());
        Assert.Equal("2027-01-31T00:00:00Z", it.GetProperty("validUntil").GetString());
        Assert.Equal(["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"], it.GetProperty("@context").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(["VerifiableCredential", "OpenBadgeCredential"], it.GetProperty("type").EnumerateArray().Select(c => c.GetString()));
    }

    /// <summary>The example of the standard's schema (IdentityHash).</summary>
    [Fact]
    public void An_identity_is_hashed_with_its_salt_behind_it() =>
        Assert.Equal("sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399", CredentialIssuer.IdentityHash("a@example.com", "Kosher"));

    [Fact]
    public void A_changed_credential_is_refuted()
    {
        var parts = issuer.Issue().Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        payload["name"] = "Another badge";
        var changed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.{parts[2]}";
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(changed), "signature"));
    }

    [Fact]
    public void Another_issuers_key_signs_nothing_of_this_one()
    {
        using var own = RSA.Create(2048);
        var forged = issuer.Resign(issuer.Issue(), _ => { }, "https://elsewhere.example.com/credentials/keys/0123456789abcdef", own);
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(forged), "signature"));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"https://shiprank.example.com/k"}""")]
    [InlineData("""{"alg":"HS256","kid":"https://shiprank.example.com/k"}""")]
    [InlineData("""{"alg":"RS256","kid":"https://shiprank.example.com/k","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","alg":"none","kid":"https://shiprank.example.com/k"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    public void Other_headers_are_no_credential(string header)
    {
        var parts = issuer.Issue().Split('.');
        Assert.Equal("format", Assert.Single(issuer.Verify($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.{parts[2]}").Checks).Name);
    }

    [Fact]
    public void A_revoked_badge_is_told_by_the_status_list()
    {
        var text = issuer.Issue();
        Assert.True(issuer.Verify(text).IsValid);
        issuer.Told[0] = issuer.Told[0] with { Award = GivenIssuer.Earned with { State = AwardState.Revoked, Revoked = new(GivenIssuer.Issued.AddDays(20), "reverted", "shop", "abc") } };
        var report = issuer.Verify(text);
        Assert.Equal(("status", CheckOutcome.Failed, "revoked"), Assert.Single(report.Checks, c => c.Outcome != CheckOutcome.Passed) is var c ? (c.Name, c.Outcome, c.Detail) : default);
    }

    [Fact]
    public void A_status_list_of_another_issuer_tells_nothing()
    {
        var list = issuer.Resign(issuer.StatusList(), p => p["issuer"] = "https://elsewhere.example.com/credentials/issuer");
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(issuer.Issue(), list: list), "status"));
        var unsigned = issuer.StatusList()[..^8] + "AAAAAAAA";
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(issuer.Issue(), list: unsigned), "status"));
    }

    [Fact]
    public void Dates_are_kept_to()
    {
        var text = issuer.Issue();
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(text, GivenIssuer.Issued.AddDays(184)), "dates"));
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(text, GivenIssuer.Issued.AddDays(-1)), "dates"));
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(issuer.Resign(text, p => p["exp"] = 4102444800)), "claims"));
    }

    [Theory]
    [InlineData("@context")]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("name")]
    [InlineData("issuer")]
    [InlineData("validFrom")]
    [InlineData("credentialSubject")]
    public void What_the_schema_requires_may_not_be_missing(string property) =>
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(issuer.Resign(issuer.Issue(), p => p.Remove(property))), "schema"));

    [Theory]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("name")]
    [InlineData("description")]
    [InlineData("criteria")]
    public void What_the_schema_requires_of_an_achievement_may_not_be_missing(string property) =>
        Assert.Equal(CheckOutcome.Failed, Outcome(issuer.Verify(issuer.Resign(issuer.Issue(), p => p["credentialSubject"]!["achievement"]!.AsObject().Remove(property))), "schema"));

    [Fact]
    public void After_a_rotation_the_old_signature_still_verifies_and_the_old_key_signs_no_more()
    {
        var before = issuer.Issue();
        var old = Jws.Read(before)!.KeyId;
        Assert.True(IssuerKeys.Rotate(issuer.Folder).Succeeded);
        Assert.NotEqual(old, Jws.Read(issuer.Issue())!.KeyId);
        Assert.True(issuer.Verify(before).IsValid);
        Assert.True(issuer.Verify(issuer.Issue()).IsValid);
        using var kept = IssuerKeys.Stored(issuer.Folder, old[(old.LastIndexOf('/') + 1)..])!;
        Assert.Throws<CryptographicException>(() => kept.ExportParameters(includePrivateParameters: true));
    }

    [Fact]
    public void Private_keys_are_the_owners_alone()
    {
        issuer.Issue();
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.GetFiles(Path.Combine(issuer.Folder, IssuerKeys.FolderName))) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Public_keys_have_no_private_part()
    {
        using var buffer = new MemoryStream();
        issuer.With(i =>
        {
            i.WriteKeys(buffer);
            return "";
        });
        using var document = JsonDocument.Parse(buffer.ToArray());
        var key = Assert.Single(document.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        using var read = JsonWebKeys.Read(document.RootElement, key.GetProperty("kid").GetString()!);
        Assert.NotNull(read);
        Assert.Null(JsonWebKeys.Read(document.RootElement, "another"));
    }

    private static CheckOutcome Outcome(CredentialReport report, string check) => report.Checks.Single(c => c.Name == check).Outcome;
}
