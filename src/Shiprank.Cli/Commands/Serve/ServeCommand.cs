using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Cli.Serving;
using Shiprank.Core.Organisation;
using Shiprank.Server;
using Shiprank.Server.Commands;
using Shiprank.Server.Jobs;

namespace Shiprank.Cli.Commands.Serve;

/// <summary><c>shiprank serve</c>: answers pages, API and command lines, takes deliveries and keeps everything current until it is told to stop.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 7447;

    private static readonly Option<int> port = new("--port") { Description = "0 takes any that is free", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort };

    private static readonly Option<string> bind = new("--bind") { Description = "Address to listen on; anything but loopback needs sign-in set up, and a proxy with TLS before it", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<int> every = new("--every")
    {
        Description = "Minutes between two looks at agents' logs; 0: only when asked",
        HelpName = "MINUTES",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<int> drain = new("--drain")
    {
        Description = "Seconds for which a server that was told to stop still takes what comes, while /readyz says 503",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> sample = new("--sample") { Description = "Say on every page that the data are made up" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("serve", "Serve pages and API, take webhooks from forges, CI and alerting, and keep everything current") { port, bind, every, drain, sample };
        host.On(command, Run);
        return command;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        if (context.Get(port) is < 0 or > 65535) return context.Fail(ExitCode.Usage, $"--port: {context.Get(port)} is no port (0 to 65535)");
        if (context.Get(drain) is < 0 or > 300) return context.Fail(ExitCode.Usage, $"--drain: {context.Get(drain)} is not from 0 to 300 seconds");
        if (context.Get(every) is < 0 or > 1440) return context.Fail(ExitCode.Usage, $"--every: {context.Get(every)} is not from 0 to 1440 minutes");
        if (context.Environment.Served is not null) return context.Fail(ExitCode.Usage, "a server runs here already");
        if (!IPAddress.TryParse(context.Get(bind), out var address)) return context.Fail(ExitCode.Usage, $"--bind: '{context.Get(bind)}' is no IP address", "127.0.0.1 for this machine alone, 0.0.0.0 for all addresses");
        using var open = OpenWorkspace.OpenToServe(context, out var code);
        if (open is null) return code;
        if (!IPAddress.IsLoopback(address) && !open.Workspace.Organisation.Access.IsConfigured)
        {
            return context.Fail(ExitCode.Usage, $"--bind {address}: others could reach it, and nobody can sign in yet", "set up the access section of the organisation file first, or leave --bind out: docs/guides/sign-in.md");
        }

        var secret = new Secret(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        var commands = new CommandService(open, secret.Reveal(), context.Environment);
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
            ConfigPath = open.ConfigPath,
            DataFolder = open.DataFolder,
            Home = context.Environment.Home,
            HomesEvery = TimeSpan.FromMinutes(context.Get(every)),
            RunCommand = commands.Run,
            CommandSecret = secret,
            AsOf = context.Parsed.GetValue(GlobalOptions.AsOf),
            Sample = context.Get(sample),
        });
        commands.App = app;
        try
        {
            await app.StartAsync(context.Cancellation);
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException)
        {
            await EndJobs(app);
            return context.Fail(ExitCode.Failure, $"port {context.Get(port)} on {address} is taken by another program", "choose another one with --port, or 0 for any that is free");
        }
        catch (System.Net.Sockets.SocketException refused)
        {
            await EndJobs(app);
            return context.Fail(ExitCode.Failure, $"can't listen on {address}, port {context.Get(port)}: {refused.SocketErrorCode}", "choose an address of this machine with --bind and a port above 1023 with --port");
        }

        var file = Listed(app, secret, open);
        file?.Write(open.DataFolder);
        await Serve(context, app, address, log);
        file?.Remove(open.DataFolder);
        return ExitCode.Ok;
    }

    /// <summary>Jobs that had begun before the port was refused end before their store does.</summary>
    private static Task EndJobs(WebApplication app) => app.StopAsync(CancellationToken.None);

    private static async Task Serve(CommandContext context, WebApplication app, IPAddress address, TextWriter log)
    {
        foreach (var listening in Addresses(app)) Say(log, $"listening on {listening}");
        if (app.Services.GetRequiredService<LiveWorkspace>() is { IsMissing: true } live) Say(log, $"there is no organisation file yet: open {Addresses(app).First()}/setup to make {live.Path}");
        if (app.Services.GetRequiredService<LiveWorkspace>() is { Current.Organisation.Access.IsConfigured: false } && !context.Get(sample) && OneTimeAddress.Of(app) is { } link) Say(log, $"open this once, within an hour, to be its administrator: {link}");
        if (!IPAddress.IsLoopback(address)) context.Terminal.Warn("others than this machine can reach it: they are answered through the proxies of access.proxy.from alone", "see docs/guides/sign-in.md");
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (context.Cancellation.Register(told.SetResult)) await told.Task;
        app.Services.GetRequiredService<Draining>().Begin();
        Say(log, "stopping");
        await Task.Delay(TimeSpan.FromSeconds(context.Get(drain)), context.Environment.Clock, CancellationToken.None);
        await app.StopAsync(CancellationToken.None);
    }

    /// <summary>Where command lines of this machine find it; null when it does not listen on a loopback address.</summary>
    private static ServerFile? Listed(WebApplication app, Secret secret, OpenWorkspace open)
    {
        foreach (var listening in Addresses(app))
        {
            var address = new UriBuilder(listening);
            if (address.Host is "0.0.0.0") address.Host = "127.0.0.1";
            if (address.Host is "[::]") address.Host = "[::1]";
            if (address.Uri.IsLoopback) return new(address.Uri, Environment.ProcessId, secret.Reveal(), open.ConfigPath, $"shiprank {CommandLine.Version}");
        }

        return null;
    }

    private static IEnumerable<string> Addresses(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    private static void Say(TextWriter log, string sentence)
    {
        log.WriteLine($"shiprank: {sentence}");
        log.Flush();
    }
}
