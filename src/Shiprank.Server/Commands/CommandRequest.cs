using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shiprank.Server.Commands;

/// <summary>
/// A command line that a server is to run for another process of the same user: its words and what it sees of the machine. Sent as one line of JSON,
/// behind which its standard input follows.
/// </summary>
public sealed record CommandRequest
{
    public const string Route = "/cli";

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingDirectory { get; init; }

    public required string Home { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public int? OutputColumns { get; init; }

    public int? ErrorColumns { get; init; }

    /// <summary>What follows the line.</summary>
    [JsonIgnore]
    public Stream Input { get; init; } = Stream.Null;

    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, CommandJson.Default.CommandRequest), (byte)'\n'];

    /// <returns>Null when the line is no request.</returns>
    public static CommandRequest? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CommandJson.Default.CommandRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CommandRequest))]
internal sealed partial class CommandJson : JsonSerializerContext;
