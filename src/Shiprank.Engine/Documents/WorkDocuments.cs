using System.Text.Json;
using System.Buffers.Text;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Engine.Documents;

/// <summary>A work token that was made just now, with what it is bound to, and the gateways that take it.</summary>
public static class WorkTokenDocument
{
    public static void Write(Stream into, WorkGrant grant, IEnumerable<GatewayProvider> gateways)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        var token = grant.Token;
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("token", grant.Text);
        json.WriteString("run", token.Run);
        json.WriteString("person", token.Person.Length > 0 ? token.Person : null);
        json.WriteString("job", token.Job.Length > 0 ? token.Job : null);
        json.WriteString("ticket", token.Ticket.Length > 0 ? token.Ticket : null);
        json.WriteBoolean("ticketCounts", grant.Standing.Counts);
        json.WriteString("sentence", grant.Sentence);
        json.WriteString("costCentre", token.CostCentre.Length > 0 ? token.CostCentre : null);
        json.WriteString("repository", token.Repository.Length > 0 ? token.Repository : null);
        json.WriteBoolean("autonomous", token.Autonomous);
        json.WriteTime("issuedAt", DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt));
        json.WriteTime("expiresAt", DateTimeOffset.FromUnixTimeSeconds(token.ExpiresAt));
        json.WriteStartArray("gateways");
        foreach (var gateway in gateways)
        {
            json.WriteStartObject();
            json.WriteString("name", gateway.Name);
            json.WriteString("wire", gateway.Wire.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>The public halves of the keys that work tokens are signed with, as JSON web keys (RFC 7517, ES256).</summary>
public static class WorkKeysDocument
{
    public static void Write(Stream into, WorkKeys keys)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var id in keys.Ids)
        {
            var its = keys.Find(id)!.ExportParameters(includePrivateParameters: false);
            json.WriteStartObject();
            json.WriteString("kty", "EC");
            json.WriteString("crv", "P-256");
            json.WriteString("use", "sig");
            json.WriteString("alg", "ES256");
            json.WriteString("kid", id);
            json.WriteString("x", Base64Url.EncodeToString(its.Q.X));
            json.WriteString("y", Base64Url.EncodeToString(its.Q.Y));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>What a run used so far.</summary>
public static class RunUseDocument
{
    public static void Write(Stream into, RunUse use)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("run", use.Run);
        json.WriteNumber("calls", use.Calls);
        json.WriteNumber("steps", use.Steps);
        json.WriteNumber("tokens", use.Tokens);
        json.WriteExact("costUsd", use.Usd);
        json.WriteNumber("unpricedCalls", use.Unpriced);
        json.WriteNumber("refusedCalls", use.Refused);
        json.WriteString("reason", use.Refused > 0 ? use.Reason.ToString().ToLowerInvariant() : null);
        json.WriteString("rule", use.Rule.Length > 0 ? use.Rule : null);
        json.WriteEndObject();
    }
}
