using System.Text.Json;
using System.Text.Json.Serialization;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>A work token as this machine holds it, with what it takes to get the next one.</summary>
internal sealed record HeldToken
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Token { get; init; }

    /// <summary>What it is bound to and until when, as the server said.</summary>
    public string Sentence { get; init; } = "";

    public bool TicketCounts { get; init; }

    /// <summary>Address of the server that takes it; empty: none runs, there is the data folder alone.</summary>
    public string Server { get; init; } = "";

    /// <summary>File of the service token that it was asked for with; empty: this machine's own server or data.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Whom it was asked for, on this machine's own server.</summary>
    public string Person { get; init; } = "";

    public required WorkRequest Request { get; init; }

    public IReadOnlyList<HeldGateway> Gateways { get; init; } = [];

    [JsonIgnore]
    public WorkToken? Claims => WorkToken.Peek(Token);

    [JsonIgnore]
    public DateTimeOffset ExpiresAt => Claims is { } claims ? DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt) : DateTimeOffset.MinValue;

    /// <summary>The gateway's address of a wire, without a slash at its end; null: the server has none.</summary>
    public string? GatewayOf(GatewayWire wire) =>
        Server.Length > 0 && Gateways.FirstOrDefault(g => g.Wire.Equals(wire.ToString(), StringComparison.OrdinalIgnoreCase)) is { } gateway ? $"{Server.TrimEnd('/')}/gateway/{gateway.Name}" : null;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, HeldTokenJson.Default.HeldToken);

    /// <returns>Null: it is no such file.</returns>
    public static HeldToken? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, HeldTokenJson.Default.HeldToken) is { Version: CurrentVersion, Token: not null, Request: not null, Gateways: not null, Server: not null } held ? held : null;
        }
        catch (JsonException)
        {
            // Cut off, or somebody else's.
            return null;
        }
    }
}

/// <param name="Name">Of the address: <c>/gateway/{name}</c>.</param>
/// <param name="Wire"><c>anthropic</c>, <c>openai</c> or <c>gemini</c>.</param>
internal sealed record HeldGateway(string Name, string Wire);

[JsonSerializable(typeof(HeldToken))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, WriteIndented = true)]
internal sealed partial class HeldTokenJson : JsonSerializerContext;
