using System.CommandLine;
using Shiprank.Cli.Serving;

namespace Shiprank.Cli.Commands.Connect;

/// <summary><c>shiprank connect CLIENT</c>: how a client is told to send its usage here; says it, writes it, or asks whether anything came.</summary>
internal static class ConnectCommand
{
    private const string DefaultServer = "http://127.0.0.1:7447";

    private static readonly Argument<string> client = Client();

    private static readonly Option<string?> server = new("--server") { Description = $"Address of the server (default: {DefaultServer})", HelpName = "URL" };

    private static readonly Option<string?> tokenFile = new("--token-file") { Description = "File with a service token of the scope ingest; needed where people sign in", HelpName = "FILE" };

    private static readonly Option<string?> person = new("--person") { Description = "State this person (id, address or login) with everything that is sent", HelpName = "ID" };

    private static readonly Option<bool> managed = new("--managed") { Description = "The settings of everybody on this machine" };

    private static readonly Option<bool> write = new("--write") { Description = "Write them into the client's settings file, the rest of which stays" };

    private static readonly Option<bool> replace = new("--replace") { Description = "Also where the file says something else" };

    private static readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Show the file as it would be written, and write nothing" };

    private static readonly Option<bool> check = new("--check") { Description = "Ask the server whether anything came from this client" };

    private static readonly Option<string?> gateway = new("--gateway") { Description = "How it goes through this server's gateway instead, with the token of `shiprank ticket start` as its key", HelpName = "URL" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("connect", "Tell a coding agent to send its usage to a server, or to go through its gateway: its exact settings, printed or written") { client, server, tokenFile, person, managed, write, replace, dryRun, check, gateway };
        host.On(command, Run);
        return command;
    }

    private static Argument<string> Client()
    {
        var argument = new Argument<string>("CLIENT") { Description = string.Join(", ", Clients.Names) };
        argument.AcceptOnlyFromAmong([.. Clients.Names]);
        return argument;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        var name = context.Get(client)!;
        if (context.Get(gateway) is { } through) return Through(context, name, through.TrimEnd('/'));
        if (Clients.Refusal(name) is var (reason, instead)) return context.Fail(ExitCode.NotAllowed, reason, instead);
        var address = (context.Get(server) ?? DefaultServer).TrimEnd('/');
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || address.Contains('"', StringComparison.Ordinal)) return context.Fail(ExitCode.Usage, $"--server: '{address}' is no address of a server", "http://127.0.0.1:7447, https://shiprank.example.com");
        string? token = null;
        if (context.Get(tokenFile) is { } file)
        {
            var read = TokenFile.Read(context.Environment.Absolute(file));
            if (!read.Succeeded) return context.Fail(ExitCode.NotFound, read.Problem);
            token = read.Value;
        }

        if (context.Get(person) is { } who && (who.Length == 0 || who.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))) return context.Fail(ExitCode.Usage, "--person: an id, an address or a login has no blanks");
        if (context.Get(check)) return await ArrivalCheck.Run(context, name, uri, token);
        var settings = Clients.Of(name, new(address, token, context.Get(person), context.Get(managed)), context.Environment.Home);
        return context.Get(write) || context.Get(dryRun) ? Write(context, name, settings, token is not null) : Print(context, settings);
    }

    private static ExitCode Through(CommandContext context, string name, string address)
    {
        if (!GatewayClients.Names.Contains(name)) return context.Fail(ExitCode.NotAllowed, $"how {name} goes through the gateway is not known", string.Join(", ", GatewayClients.Names));
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || address.Any(c => c is '"' or '\\')) return context.Fail(ExitCode.Usage, $"--gateway: '{address}' is no address of a server", "https://shiprank.example.com");
        var settings = GatewayClients.Of(name, address, context.Get(managed), context.Environment.Home);
        return context.Get(write) || context.Get(dryRun) ? Write(context, name, settings, secret: false) : Print(context, settings);
    }

    private static ExitCode Print(CommandContext context, ClientSettings settings)
    {
        var to = context.Terminal.Data;
        if (settings.File is { } file)
        {
            to.WriteLine($"# {file}");
            to.WriteLine(SettingsMerge.Merge(file, null, settings).Value.Text.TrimEnd('\n'));
        }

        SayRest(context, settings, to);
        return ExitCode.Ok;
    }

    private static ExitCode Write(CommandContext context, string name, ClientSettings settings, bool secret)
    {
        if (settings.File is not { } file) return context.Fail(ExitCode.Usage, $"{name} has no settings file for this", "run the command without --write, and put its lines where the shell starts");
        string? before = null;
        try
        {
            if (File.Exists(file)) before = File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return context.Fail(ExitCode.Failure, $"{file} can't be read: {failure.Message}");
        }

        var merged = SettingsMerge.Merge(file, before, settings);
        if (!merged.Succeeded) return context.Fail(ExitCode.Failure, merged.Problem);
        if (merged.Value.Replaced.Count > 0 && !context.Get(replace) && !context.Get(dryRun)) return context.Fail(ExitCode.Failure, $"{file} says something else of {string.Join(", ", merged.Value.Replaced)}; nothing was written", "--dry-run shows the file, --replace writes it");
        if (context.Get(dryRun))
        {
            context.Terminal.Data.WriteLine(merged.Value.Text.TrimEnd('\n'));
            return ExitCode.Ok;
        }

        if (merged.Value.Text == before)
        {
            context.Terminal.Data.WriteLine($"{file} says so already.");
        }
        else
        {
            if (SettingsWriter.Write(file, merged.Value.Text, secret) is { } problem) return context.Fail(ExitCode.Failure, problem);
            context.Terminal.Data.WriteLine($"Written: {file}");
        }

        SayRest(context, settings, context.Terminal.Data);
        context.Terminal.Data.WriteLine($"Start {name} anew, let it answer once, then: shiprank connect {name} --check");
        return ExitCode.Ok;
    }

    private static void SayRest(CommandContext context, ClientSettings settings, TextWriter to)
    {
        foreach (var (name, value) in settings.Variables) to.WriteLine($"export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        foreach (var note in settings.Notes) context.Terminal.Messages.WriteLine(note);
    }
}
