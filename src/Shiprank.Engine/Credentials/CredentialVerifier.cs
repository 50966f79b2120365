using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Engine.Credentials;

/// <summary>
/// Verifies an Open Badges 3.0 credential in VC-JWT form, step by step as the standard has it: schema, signature, claims against the credential, dates,
/// status. Where keys and lists come from is its caller's.
/// </summary>
/// <param name="keyOf">The key that an address names; a problem when it can't be had.</param>
/// <param name="statusOf">The text of the status list at an address; a problem when it can't be had.</param>
public sealed class CredentialVerifier(Func<string, Result<RSA>> keyOf, Func<string, Result<string>> statusOf)
{
    public CredentialReport Verify(string text, DateTimeOffset now)
    {
        if (Jws.Read(text) is not { } jws) return new(null, null, [new("format", CheckOutcome.Failed, "not a compact JSON web signature with RS256 and a kid")]);
        var credential = jws.Payload;
        List<CredentialCheck> checks = [new("format", CheckOutcome.Passed, "VC-JWT")];
        var flaws = CredentialRules.Flaws(credential);
        checks.Add(flaws.Count == 0 ? new("schema", CheckOutcome.Passed, "Open Badges 3.0") : new("schema", CheckOutcome.Failed, string.Join("; ", flaws)));
        checks.Add(Signature(jws));
        if (flaws.Count == 0)
        {
            checks.Add(Claims(credential));
            checks.Add(Dates(credential, now));
            checks.Add(Status(credential));
        }

        return new(Jws.Text(credential, "name"), credential.TryGetProperty("issuer", out var issuer) ? Jws.Text(issuer, "id") : null, checks);
    }

    private CredentialCheck Signature(Jws jws)
    {
        // Anybody can sign with a key of their own: it has to be the issuer's.
        if (!IsOfIssuer(jws)) return new("signature", CheckOutcome.Failed, "the key is not at the issuer's address");
        var key = keyOf(jws.KeyId);
        if (!key.Succeeded) return new("signature", CheckOutcome.Unknown, key.Problem.ToString());
        using var rsa = key.Value;
        return jws.IsSignedBy(rsa) ? new("signature", CheckOutcome.Passed, jws.KeyId) : new("signature", CheckOutcome.Failed, $"not signed by {jws.KeyId}");
    }

    private static CredentialCheck Claims(JsonElement credential)
    {
        List<string> flaws = [];
        var subject = credential.GetProperty("credentialSubject");
        if (Jws.Text(credential, "iss") != Jws.Text(credential.GetProperty("issuer"), "id")) flaws.Add("iss is not the issuer");
        if (Jws.Text(credential, "jti") != Jws.Text(credential, "id")) flaws.Add("jti is not the credential's id");
        if (Jws.Text(credential, "sub") is not { } sub || sub != Jws.Text(subject, "id")) flaws.Add("sub is not the subject");
        if (Number(credential, "nbf") != Seconds(credential, "validFrom")) flaws.Add("nbf is not validFrom");
        if (Number(credential, "exp") != Seconds(credential, "validUntil")) flaws.Add("exp is not validUntil");
        return flaws.Count == 0 ? new("claims", CheckOutcome.Passed, "as the credential says") : new("claims", CheckOutcome.Failed, string.Join("; ", flaws));
    }

    private static CredentialCheck Dates(JsonElement credential, DateTimeOffset now)
    {
        var (from, until) = (credential.GetProperty("validFrom").GetDateTimeOffset(), credential.TryGetProperty("validUntil", out var end) ? end.GetDateTimeOffset() : (DateTimeOffset?)null);
        if (from > now) return new("dates", CheckOutcome.Failed, $"valid only from {Day(from)} on");
        return until <= now ? new("dates", CheckOutcome.Failed, $"expired on {Day(until.Value)}") : new("dates", CheckOutcome.Passed, until is { } last ? $"{Day(from)} to {Day(last)}" : $"from {Day(from)} on");
    }

    private CredentialCheck Status(JsonElement credential)
    {
        if (!credential.TryGetProperty("credentialStatus", out var entry)) return new("status", CheckOutcome.Passed, "the credential can't be revoked");
        if (Jws.Text(entry, "type") != "BitstringStatusListEntry" || Jws.Text(entry, "statusListCredential") is not { } address || !long.TryParse(Jws.Text(entry, "statusListIndex"), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return new("status", CheckOutcome.Unknown, "the kind of status list is not known");
        }

        var text = statusOf(address);
        if (!text.Succeeded) return new("status", CheckOutcome.Unknown, text.Problem.ToString());
        if (Jws.Read(text.Value) is not { } list || Jws.Text(list.Payload, "id") != address || !IsIssuersOwn(list.Payload, credential)) return new("status", CheckOutcome.Failed, "what stands at its address is no status list of the issuer");
        if (Signature(list) is { Outcome: not CheckOutcome.Passed } unsigned) return unsigned with { Name = "status" };
        var subject = list.Payload.TryGetProperty("credentialSubject", out var its) ? its : default;
        if (Jws.Text(subject, "statusPurpose") != Jws.Text(entry, "statusPurpose")) return new("status", CheckOutcome.Failed, "the status list is for another purpose");
        return StatusList.Has(Jws.Text(subject, "encodedList") ?? "", index) switch
        {
            true => new("status", CheckOutcome.Failed, "revoked"),
            false => new("status", CheckOutcome.Passed, "not revoked"),
            _ => new("status", CheckOutcome.Failed, "the status list has no such place"),
        };
    }

    private static bool IsOfIssuer(Jws jws) =>
        Uri.TryCreate(jws.KeyId, UriKind.Absolute, out var key) && Uri.TryCreate(Issuer(jws.Payload), UriKind.Absolute, out var issuer) && key.GetLeftPart(UriPartial.Authority) == issuer.GetLeftPart(UriPartial.Authority);

    private static string? Issuer(JsonElement of) => !of.TryGetProperty("issuer", out var issuer) ? null : issuer.ValueKind == JsonValueKind.String ? issuer.GetString() : Jws.Text(issuer, "id");

    private static bool IsIssuersOwn(JsonElement list, JsonElement credential) => Issuer(list) is { } issuer && issuer == Issuer(credential);

    private static long? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    private static long? Seconds(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetDateTimeOffset().ToUnixTimeSeconds() : null;

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
