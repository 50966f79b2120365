using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Documents;
using Shiprank.Store;

namespace Shiprank.Engine.Credentials;

/// <summary>
/// Makes Open Badges 3.0 credentials of awards, secured as VC-JWT (RS256). The person is named by a pseudonym of this installation and by a salted hash
/// of their address, which only who has the address can check.
/// </summary>
public sealed class CredentialIssuer(OrganisationFile organisation, CredentialAddresses addresses, IssuerKeys keys, InstallationKey installation)
{
    private const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    private const string BadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /// <summary>A credential of an award of a person; the same award gives the same one as long as the key is the same.</summary>
    /// <param name="number">Of the award, for the list of those that hold no more.</param>
    public string Issue(PersonEntry person, HeldAward held, long number) => Sign(json =>
    {
        var (award, badge) = (held.Award, held.Badge);
        var (id, subject) = (Urn("credential", award.Key), Urn("person", person.Id));
        Contexts(json, CredentialsContext, BadgesContext);
        json.WriteString("id", id);
        Types(json, "VerifiableCredential", "OpenBadgeCredential");
        json.WriteString("name", badge.Name);
        json.WriteString("description", badge.Description);
        Profile(json, "issuer");
        json.WriteString("validFrom", JsonText.Time(award.IssuedAt));
        if (award.ExpiresAt is { } until) json.WriteString("validUntil", JsonText.Time(until));
        json.WriteStartObject("credentialSubject");
        json.WriteString("id", subject);
        Types(json, "AchievementSubject");
        Identifier(json, person, award.Key);
        Achievement(json, badge);
        json.WriteEndObject();
        Evidence(json, award);
        Status(json, number);
        Claims(json, id, subject, award.IssuedAt, award.ExpiresAt);
    });

    /// <summary>The list that tells which credentials hold no more, itself a signed credential.</summary>
    public string StatusCredential(long list, IEnumerable<ToldAward> told, DateTimeOffset at) => Sign(json =>
    {
        var id = addresses.Status(list);
        Contexts(json, CredentialsContext);
        json.WriteString("id", id);
        Types(json, "VerifiableCredential", "BitstringStatusListCredential");
        json.WriteString("issuer", addresses.Issuer);
        json.WriteString("validFrom", JsonText.Time(at));
        json.WriteStartObject("credentialSubject");
        json.WriteString("id", $"{id}#list");
        json.WriteString("type", "BitstringStatusList");
        json.WriteString("statusPurpose", "revocation");
        json.WriteString("encodedList", StatusList.Encode(told.Where(t => t.Award.State == AwardState.Revoked).Select(t => StatusList.Place(t.Number)).Where(p => p.List == list).Select(p => p.Index)));
        json.WriteEndObject();
        Claims(json, id, $"{id}#list", at, null);
    });

    /// <summary>Who issues.</summary>
    public void WriteProfile(Stream into)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        Profile(json, null);
    }

    /// <summary>Every public key, those rotated out too.</summary>
    public void WriteKeys(Stream into)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var id in keys.Ids) JsonWebKeys.Write(json, addresses.Key(id), keys.Find(id)!);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <returns>False when there is no such key.</returns>
    public bool WriteKey(Stream into, string id)
    {
        if (keys.Find(id) is not { } key) return false;
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        JsonWebKeys.Write(json, addresses.Key(id), key);
        return true;
    }

    private string Sign(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Jws.Sign(keys.Signing, addresses.Key(keys.Current), buffer.ToArray());
    }

    /// <summary>The claims repeat the credential's own: a verifier compares them.</summary>
    private void Claims(Utf8JsonWriter json, string id, string subject, DateTimeOffset from, DateTimeOffset? until)
    {
        json.WriteString("iss", addresses.Issuer);
        json.WriteString("jti", id);
        json.WriteString("sub", subject);
        json.WriteNumber("nbf", from.ToUnixTimeSeconds());
        if (until is { } end) json.WriteNumber("exp", end.ToUnixTimeSeconds());
    }

    private void Profile(Utf8JsonWriter json, string? name)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("id", addresses.Issuer);
        Types(json, "Profile");
        json.WriteString("name", organisation.Name.Length > 0 ? organisation.Name : "Shiprank");
        json.WriteString("url", addresses.Origin);
        json.WriteEndObject();
    }

    private void Identifier(Utf8JsonWriter json, PersonEntry person, string key)
    {
        if (person.Emails is not [var address, ..]) return;
        var salt = Convert.ToHexStringLower(Keyed("salt", key).AsSpan(0, 16));
        json.WriteStartArray("identifier");
        json.WriteStartObject();
        json.WriteString("type", "IdentityObject");
        json.WriteBoolean("hashed", true);
        json.WriteString("identityHash", IdentityHash(address.ToLowerInvariant(), salt));
        json.WriteString("identityType", "emailAddress");
        json.WriteString("salt", salt);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Algorithm and SHA-256 (lower-case hex) of the identifier with the salt behind it, as Open Badges 3.0 has it.</summary>
    internal static string IdentityHash(string identifier, string salt) => "sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier + salt)));

    private void Achievement(Utf8JsonWriter json, BadgeDefinition badge)
    {
        json.WriteStartObject("achievement");
        json.WriteString("id", addresses.Achievement(badge.Id));
        Types(json, "Achievement");
        json.WriteString("achievementType", "Badge");
        json.WriteString("name", badge.Name);
        json.WriteString("description", badge.Description);
        json.WriteStartObject("criteria");
        json.WriteString("id", addresses.Achievement(badge.Id));
        json.WriteString("narrative", badge.Criteria);
        json.WriteEndObject();
        json.WriteStartObject("image");
        json.WriteString("id", addresses.Icon(badge.Id));
        json.WriteString("type", "Image");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Of a quarter its rate: what others around the person did is nobody's business outside.</summary>
    private void Evidence(Utf8JsonWriter json, Award award)
    {
        json.WriteStartArray("evidence");
        if (award.Rate is { } rate)
        {
            One($"{award.Subject}", string.Create(CultureInfo.InvariantCulture, $"{rate.Bad} of {rate.Days} days of {award.Subject}."), null);
        }
        else
        {
            foreach (var it in award.Evidence)
            {
                if (it.Kind == EvidenceKind.Change) One($"Change of {it.Repository}", $"Reached production on {it.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.", addresses.Change(it.Repository, it.Id));
                else One($"Incident {it.Id}", $"Opened on {it.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.", null);
            }
        }

        json.WriteEndArray();

        void One(string name, string narrative, string? id)
        {
            json.WriteStartObject();
            if (id is not null) json.WriteString("id", id);
            Types(json, "Evidence");
            json.WriteString("name", name);
            json.WriteString("narrative", narrative);
            json.WriteEndObject();
        }
    }

    private void Status(Utf8JsonWriter json, long number)
    {
        var (list, index) = StatusList.Place(number);
        var at = index.ToString(CultureInfo.InvariantCulture);
        json.WriteStartObject("credentialStatus");
        json.WriteString("id", $"{addresses.Status(list)}#{at}");
        json.WriteString("type", "BitstringStatusListEntry");
        json.WriteString("statusPurpose", "revocation");
        json.WriteString("statusListIndex", at);
        json.WriteString("statusListCredential", addresses.Status(list));
        json.WriteEndObject();
    }

    private static void Contexts(Utf8JsonWriter json, params ReadOnlySpan<string> contexts)
    {
        json.WriteStartArray("@context");
        foreach (var context in contexts) json.WriteStringValue(context);
        json.WriteEndArray();
    }

    private static void Types(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (var type in types) json.WriteStringValue(type);
        json.WriteEndArray();
    }

    /// <summary>An id that tells nothing and can't be guessed: a UUID of version 8 (RFC 9562) from a keyed hash.</summary>
    private string Urn(string kind, string of)
    {
        var bytes = Keyed(kind, of).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private byte[] Keyed(string kind, string of)
    {
        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(key, installation.Key0);
        BinaryPrimitives.WriteUInt64LittleEndian(key[8..], installation.Key1);
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"badge {kind}|{of}"));
    }
}
