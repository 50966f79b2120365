using Shiprank.Cli.Commands.Ticket;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>What a client has to be told on its command line, because no variable says it: Codex takes its provider from its configuration alone.</summary>
internal static class ClientArguments
{
    /// <summary>The command as it is started.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> command, HeldToken held)
    {
        var name = Path.GetFileNameWithoutExtension(command[0]);
        return name.Equals("codex", StringComparison.OrdinalIgnoreCase) && held.GatewayOf(GatewayWire.OpenAi) is { } gateway ? [command[0], .. Codex(gateway, held.Claims!), .. command.Skip(1)] : command;
    }

    private static IEnumerable<string> Codex(string gateway, WorkToken claims)
    {
        var headers = claims.Ticket.Length > 0 ? $", http_headers = {{ \"X-Ticket\" = \"{claims.Ticket}\" }}" : "";
        return ["-c", "model_provider=\"shiprank\"", "-c", $"model_providers.shiprank={{ name = \"shiprank\", base_url = \"{gateway}/v1\", env_key = \"{ClientVariables.Token}\", wire_api = \"responses\"{headers} }}"];
    }
}
