using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server;

namespace Shiprank.Cli.Commands.Serve;

/// <summary><c>shiprank serve</c>: takes deliveries and keeps repositories current until it is told to stop.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 7447;

    private static readonly Option<int> port = new("--port") { Description = "0 takes any that is free", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort };

    private static readonly Option<string> bind = new("--bind") { Description = "Address to listen on; anything but loopback needs a proxy with TLS before it", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<int> drain = new("--drain")
    {
        Description = "Seconds for which a server that was told to stop still takes what comes, while /readyz says 503",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create(CommandHost host)
    {
        var command = new Command("serve", "Take webhooks from forges, CI and alerting, and keep repositories current") { port, bind, drain };
        host.On(command, Run);
        return command;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        if (context.Get(port) is < 0 or > 65535) return context.Fail(ExitCode.Usage, $"--port: {context.Get(port)} is no port (0 to 65535)");
        if (context.Get(drain) is < 0 or > 300) return context.Fail(ExitCode.Usage, $"--drain: {context.Get(drain)} is not from 0 to 300 seconds");
        if (!IPAddress.TryParse(context.Get(bind), out var address)) return context.Fail(ExitCode.Usage, $"--bind: '{context.Get(bind)}' is no IP address", "127.0.0.1 for this machine alone, 0.0.0.0 for all addresses");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var log = TextWriter.Synchronized(context.Terminal.Messages);
        await using var app = ShiprankServer.Create(new()
        {
            Store = open.Store,
            Workspace = open.Workspace,
            Clock = context.Environment.Clock,
            Variable = context.Environment.Variable,
            Address = address,
            Port = context.Get(port),
            Log = log,
            Program = $"shiprank serve {CommandLine.Version}",
            Offline = context.Offline,
            AsOf = context.Parsed.GetValue(GlobalOptions.AsOf),
        });
        try
        {
            await app.StartAsync(context.Cancellation);
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException)
        {
            return context.Fail(ExitCode.Failure, $"port {context.Get(port)} on {address} is taken by another program", "choose another one with --port, or 0 for any that is free");
        }
        catch (System.Net.Sockets.SocketException refused)
        {
            return context.Fail(ExitCode.Failure, $"can't listen on {address}, port {context.Get(port)}: {refused.SocketErrorCode}", "choose an address of this machine with --bind and a port above 1023 with --port");
        }

        await Serve(context, app, address, log);
        return ExitCode.Ok;
    }

    private static async Task Serve(CommandContext context, WebApplication app, IPAddress address, TextWriter log)
    {
        foreach (var listening in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses) Say(log, $"listening on {listening}");
        if (!IPAddress.IsLoopback(address)) context.Terminal.Warn("others than this machine can reach it, without TLS", "put a proxy with TLS before it, or leave --bind out");
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.Cancellation.Register(told.SetResult)) await told.Task;
        app.Services.GetRequiredService<Draining>().Begin();
        Say(log, "stopping");
        await Task.Delay(TimeSpan.FromSeconds(context.Get(drain)), context.Environment.Clock, CancellationToken.None);
        await app.StopAsync(CancellationToken.None);
    }

    private static void Say(TextWriter log, string sentence)
    {
        log.WriteLine($"shiprank: {sentence}");
        log.Flush();
    }
}
