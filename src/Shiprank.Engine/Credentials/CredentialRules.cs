using System.Text.Json;

namespace Shiprank.Engine.Credentials;

/// <summary>What the schema of an Open Badges 3.0 credential (achievementcredential, version 3.0.3) asks for: its required properties with their kinds.</summary>
public static class CredentialRules
{
    private const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    private const string BadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0";

    /// <returns>What is not as the schema has it; empty when all is.</returns>
    public static IReadOnlyList<string> Flaws(JsonElement credential)
    {
        List<string> flaws = [];
        var contexts = Texts(credential, "@context");
        if (contexts is not [CredentialsContext, var second, ..] || !second.StartsWith(BadgesContext, StringComparison.Ordinal)) flaws.Add("@context does not begin with that of credentials and that of badges");
        Type(credential, "", flaws, "VerifiableCredential");
        if (!Texts(credential, "type").Any(t => t is "OpenBadgeCredential" or "AchievementCredential")) flaws.Add("type has no OpenBadgeCredential");
        Text(credential, "id", "", flaws);
        Text(credential, "name", "", flaws);
        Time(credential, "validFrom", required: true, flaws);
        Time(credential, "validUntil", required: false, flaws);
        var issuer = Part(credential, "issuer", "", flaws);
        Text(issuer, "id", "issuer.", flaws);
        Type(issuer, "issuer.", flaws, "Profile");
        Subject(Part(credential, "credentialSubject", "", flaws), flaws);
        if (credential.TryGetProperty("evidence", out var evidence) && (evidence.ValueKind != JsonValueKind.Array || evidence.EnumerateArray().Any(e => !Texts(e, "type").Contains("Evidence")))) flaws.Add("evidence is no list of Evidence");
        if (!credential.TryGetProperty("credentialStatus", out var status)) return flaws;
        Text(status, "id", "credentialStatus.", flaws);
        Text(status, "type", "credentialStatus.", flaws);
        return flaws;
    }

    private static void Subject(JsonElement subject, List<string> flaws)
    {
        Type(subject, "credentialSubject.", flaws, "AchievementSubject");
        var hasIdentifier = subject.ValueKind == JsonValueKind.Object && subject.TryGetProperty("identifier", out var identifiers) && identifiers.ValueKind == JsonValueKind.Array && identifiers.GetArrayLength() > 0;
        if (Jws.Text(subject, "id") is null && !hasIdentifier) flaws.Add("credentialSubject has neither id nor identifier");
        if (hasIdentifier)
        {
            foreach (var identity in subject.GetProperty("identifier").EnumerateArray())
            {
                if (Jws.Text(identity, "type") != "IdentityObject" || Jws.Text(identity, "identityHash") is null || Jws.Text(identity, "identityType") is null || !(identity.TryGetProperty("hashed", out var hashed) && hashed.ValueKind is JsonValueKind.True or JsonValueKind.False)) flaws.Add("an identifier is no IdentityObject");
            }
        }

        var achievement = Part(subject, "achievement", "credentialSubject.", flaws);
        const string at = "credentialSubject.achievement.";
        foreach (var name in (string[])["id", "name", "description"]) Text(achievement, name, at, flaws);
        Type(achievement, at, flaws, "Achievement");
        Part(achievement, "criteria", at, flaws);
    }

    private static void Text(JsonElement of, string name, string at, List<string> flaws)
    {
        if (Jws.Text(of, name) is not { Length: > 0 }) flaws.Add($"{at}{name} is missing");
    }

    private static void Time(JsonElement of, string name, bool required, List<string> flaws)
    {
        if (!of.TryGetProperty(name, out var value))
        {
            if (required) flaws.Add($"{name} is missing");
        }
        else if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out _))
        {
            flaws.Add($"{name} is no time");
        }
    }

    private static void Type(JsonElement of, string at, List<string> flaws, string type)
    {
        if (!Texts(of, "type").Contains(type)) flaws.Add($"{at}type has no {type}");
    }

    private static JsonElement Part(JsonElement of, string name, string at, List<string> flaws)
    {
        if (of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object) return part;
        flaws.Add($"{at}{name} is missing");
        return default;
    }

    /// <summary>A text or a list of texts.</summary>
    private static IReadOnlyList<string> Texts(JsonElement of, string name) =>
        of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
        : [];
}
