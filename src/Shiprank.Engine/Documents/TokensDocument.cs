using System.Text.Json;
using Shiprank.Core.Access;

namespace Shiprank.Engine.Documents;

/// <summary>Service tokens: what is kept of them.</summary>
public static class TokensDocument
{
    /// <param name="made">The text of the one that was made just now; null: none was.</param>
    public static void Write(Stream into, IEnumerable<ServiceToken> tokens, string? made = null)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        if (made is not null) json.WriteString("token", made);
        json.WriteStartArray("tokens");
        foreach (var token in tokens)
        {
            json.WriteStartObject();
            json.WriteString("id", token.Id);
            json.WriteString("name", token.Name);
            json.WriteStartArray("scopes");
            foreach (var (name, _) in RoleNames.Scopes.Where(s => (token.Scopes & s.Scope) != 0)) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteString("person", token.Person);
            json.WriteString("madeBy", token.MadeBy);
            json.WriteTime("madeAt", token.MadeAt);
            json.WriteTime("expiresAt", token.ExpiresAt);
            json.WriteTime("usedAt", token.UsedAt);
            json.WriteTime("revokedAt", token.RevokedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
