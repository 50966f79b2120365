using System.Net;
using Shiprank.Core.Organisation;
using Shiprank.Engine;
using Shiprank.Engine.Gateway;
using Shiprank.Engine.Telemetry;
using Shiprank.Server.Commands;
using Shiprank.Store;

namespace Shiprank.Server;

/// <summary>What a server works with. The store stays its caller's, who disposes of it after the server.</summary>
public sealed record ServerOptions
{
    public required IStore Store { get; init; }

    /// <summary>Its repositories placed (<see cref="Workspace.In"/>).</summary>
    public required Workspace Workspace { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An environment variable's value; null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Takes one line for each thing worth knowing.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>Name and version, for the log of syncs.</summary>
    public string Program { get; init; } = "shiprank";

    /// <summary>Repositories are read again when they are told to have changed, and from time to time; false: deliveries are only kept.</summary>
    public bool Jobs { get; init; } = true;

    /// <summary>No address but that of this machine is asked.</summary>
    public bool Offline { get; init; }

    /// <summary>The organisation file, to take it again when it has changed, or to make it when it is missing; null: it stays as it is.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The user's home, to begin an organisation file with; null: nothing is suggested.</summary>
    public string? Home { get; init; }

    /// <summary>Folder of the store, for mirrors; absolute.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>How often agents' logs are looked at; zero: only when somebody asks for it.</summary>
    public TimeSpan HomesEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Runs a command line against this process's open store: stdout, stderr, the wish to stop; gives the exit code. Null: the command line is not
    /// listened to.
    /// </summary>
    public Func<CommandRequest, TextWriter, TextWriter, CancellationToken, int>? RunCommand { get; init; }

    /// <summary>What a command line has to know; null: it is not listened to.</summary>
    public Secret? CommandSecret { get; init; }

    /// <summary>Everything is shown as it stood then; null: now.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The clock that figures go by.</summary>
    internal TimeProvider FigureClock => AsOf is { } moment ? new AsOfClock(moment) : Clock;

    /// <summary>The organisation is the demo's: every page says so.</summary>
    public bool Sample { get; init; }

    /// <summary>
    /// Whoever reaches the server at this machine is its administrator, as long as nobody can sign in. Other users of the machine reach it too: for
    /// data that are made up, and for tests.
    /// </summary>
    public bool TrustsLocal { get; init; }

    internal bool IsOpenLocally => TrustsLocal || Sample;

    /// <summary>How long after a delivery, if no other follows, its repository is read.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much telemetry may wait for the disk and for the store.</summary>
    public SpoolLimits SpoolLimits { get; init; } = SpoolLimits.Default;

    /// <summary>What work tokens are checked by; null: the keys in the data folder.</summary>
    internal Gateway.Calling.WorkTokenTrust? WorkTokenTrust { get; init; }

    /// <summary>How much space the gateway's journal takes in advance.</summary>
    public JournalLimits JournalLimits { get; init; } = JournalLimits.Default;
}
