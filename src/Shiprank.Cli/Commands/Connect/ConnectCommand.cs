using System.CommandLine;
using Shiprank.Cli.Serving;
using Shiprank.Core;

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

    private static readonly Option<bool> hooks = new("--hooks") { Description = "Also hooks, with which the client asks here before each call of a tool: caps and loops are told before money is spent" };

    private static readonly Option<bool> remove = new("--remove") { Description = "Take Shiprank's hooks out again; telemetry stays" };

    private static readonly Option<string?> gateway = new("--gateway") { Description = "How it goes through this server's gateway instead, with the token of `shiprank ticket start` as its key", HelpName = "URL" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("connect", "Tell a coding agent to send its usage to a server, or to go through its gateway: its exact settings, printed or written") { client, server, tokenFile, person, managed, hooks, remove, write, replace, dryRun, check, gateway };
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
        var asked = context.Get(hooks) || context.Get(remove);
        if (asked && !HookFiles.Clients.Contains(name)) return context.Fail(ExitCode.NotAllowed, $"nothing is known of hooks in {name}", "without --hooks its usage alone is sent");
        if (!asked && Clients.Refusal(name) is var (reason, instead)) return context.Fail(ExitCode.NotAllowed, reason, instead);
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
        if (asked && context.Get(managed) && (name is "copilot" or "kiro" or "openclaw")) return context.Fail(ExitCode.NotAllowed, $"nothing is known of managed hooks in {name}", "without --managed they are written for one person");
        var wanted = asked ? HookFiles.Of(name, context.Get(managed), context.Environment.Home, context.Environment.Program) : [];
        var inBlock = context.Get(remove) && wanted.FirstOrDefault(h => h.Layout == HookLayout.Toml) is { } block && Read(block.File) is { Succeeded: true, Value: { } text } && text.Contains("[[hooks.", StringComparison.Ordinal);
        var settings = (context.Get(remove) && !inBlock) || Clients.Refusal(name) is not null ? null : Clients.Of(name, new(address, token, context.Get(person), context.Get(managed)), context.Environment.Home);
        if (context.Get(remove)) wanted = [.. wanted.Where(h => h.Layout != HookLayout.Toml)];
        return Do(context, name, settings, wanted, token is not null);
    }

    private static ExitCode Through(CommandContext context, string name, string address)
    {
        if (!GatewayClients.Names.Contains(name)) return context.Fail(ExitCode.NotAllowed, $"how {name} goes through the gateway is not known", string.Join(", ", GatewayClients.Names));
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || address.Any(c => c is '"' or '\\')) return context.Fail(ExitCode.Usage, $"--gateway: '{address}' is no address of a server", "https://shiprank.example.com");
        var settings = GatewayClients.Of(name, address, context.Get(managed), context.Environment.Home);
        if (context.Get(write) || context.Get(dryRun) || settings.Block.Count == 0) return Do(context, name, settings, [], secret: false);
        foreach (var line in settings.Block) context.Terminal.Data.WriteLine(line);
        return ExitCode.Ok;
    }

    /// <param name="settings">Null: only hooks.</param>
    private static ExitCode Do(CommandContext context, string name, ClientSettings? settings, IReadOnlyList<HookFile> wanted, bool secret)
    {
        var (taken, writes) = (context.Get(remove), context.Get(write) || context.Get(dryRun) || context.Get(remove));
        if (writes && settings is { File: null } && wanted.Count == 0) return context.Fail(ExitCode.Usage, $"{name} has no settings file for this", "run the command without --write, and put its lines where the shell starts");
        var plan = ConnectPlan.Of(name, settings, wanted, taken, writes ? Read : _ => (string?)null);
        if (!plan.Succeeded) return context.Fail(ExitCode.Failure, plan.Problem);
        if (writes && Write(context, plan.Value, secret) is { } failed) return failed;
        if (!writes) Print(context, plan.Value);
        Notes(context, name, settings, wanted.Count > 0 && !taken);
        if (context.Get(write) && !context.Get(dryRun)) context.Terminal.Data.WriteLine(settings is null ? $"Start {name} anew." : $"Start {name} anew, let it answer once, then: shiprank connect {name} --check");
        return ExitCode.Ok;
    }

    private static Result<string?> Read(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : (string?)null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Problem(file, 0, $"it can't be read: {failure.Message}");
        }
    }

    private static void Print(CommandContext context, IReadOnlyList<PlannedFile> plan)
    {
        foreach (var file in plan.Where(f => f.After is not null))
        {
            context.Terminal.Data.WriteLine($"# {file.File}");
            context.Terminal.Data.WriteLine(file.After!.TrimEnd('\n'));
        }
    }

    /// <returns>Null: all is written, or shown.</returns>
    private static ExitCode? Write(CommandContext context, IReadOnlyList<PlannedFile> plan, bool secret)
    {
        if (context.Get(dryRun))
        {
            foreach (var file in plan)
            {
                if (plan.Count > 1) context.Terminal.Data.WriteLine($"# {file.File}");
                if (file.After is { } text) context.Terminal.Data.WriteLine(text.TrimEnd('\n'));
                else if (file.Before is not null) context.Terminal.Data.WriteLine("(removed)");
            }

            return null;
        }

        foreach (var file in plan)
        {
            if (file.Replaced.Count > 0 && !context.Get(replace)) return context.Fail(ExitCode.Failure, $"{file.File} says something else of {string.Join(", ", file.Replaced)}; nothing was written", "--dry-run shows the file, --replace writes it");
        }

        foreach (var file in plan)
        {
            if (file.After == file.Before)
            {
                if (file.After is not null) context.Terminal.Data.WriteLine($"{file.File} says so already.");
                continue;
            }

            var problem = file.After is { } text ? SettingsWriter.Write(file.File, text, secret) : SettingsWriter.Delete(file.File);
            if (problem is not null) return context.Fail(ExitCode.Failure, problem);
            context.Terminal.Data.WriteLine(file.After is null ? $"Removed: {file.File}" : $"Written: {file.File}");
        }

        return null;
    }

    private static void Notes(CommandContext context, string name, ClientSettings? settings, bool withHooks)
    {
        if (settings is not null && !context.Get(remove)) SayRest(context, settings, context.Terminal.Data);
        if (withHooks)
        {
            foreach (var note in HookFiles.Notes(name)) context.Terminal.Messages.WriteLine(note);
        }
        else if (!context.Get(remove) && HookFiles.Clients.Contains(name) && File.Exists(Path.Combine(context.DataFolder, Core.Caps.LocalCaps.FileName)))
        {
            context.Terminal.Messages.WriteLine($"This machine knows caps: with --hooks {name} asks before each call of a tool.");
        }
    }

    private static void SayRest(CommandContext context, ClientSettings settings, TextWriter to)
    {
        foreach (var (name, value) in settings.Variables) to.WriteLine($"export {name}='{value.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        foreach (var note in settings.Notes) context.Terminal.Messages.WriteLine(note);
    }
}
