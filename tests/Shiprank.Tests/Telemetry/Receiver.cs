using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Engine;
using Shiprank.Engine.Sync;
using Shiprank.Engine.Telemetry;
using Shiprank.Sources.Otlp;
using Shiprank.Store;

namespace Shiprank.Tests.Telemetry;

/// <summary>The receiver without the network: bodies are read, go through the spool's form and into a store.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TelemetryIntake intake;
    private long position;

    public Receiver()
    {
        Store = Workspace.OpenStore(folder.Path, TimeProvider.System).Value;
        intake = new(Store);
    }

    public DuckStore Store { get; }

    public string DataFile => Path.Combine(folder.Path, DuckStore.FileName);

    public TokenCounts Total => Rows.Aggregate(default(TokenCounts), (sum, r) => sum + r.Tokens) is var t ? t with { CacheWrite5m = t.CacheWrite5m + t.CacheWrite1h, CacheWrite1h = 0 } : default;

    public IReadOnlyList<UsageRow> Rows => [.. Store.ReadUsage(UsageFilter.All).Select(u => u.Row)];

    public AddedUsage Take(params IReadOnlyList<Sent> bodies) => TakeOf(null, bodies);

    /// <param name="person">Whose token it comes with.</param>
    public AddedUsage TakeOf(string? person, params IReadOnlyList<Sent> bodies)
    {
        var received = bodies.Select(b => ReceivedTelemetry.Of(Read(b), person, DateTimeOffset.UnixEpoch.AddYears(56))).ToList();
        return intake.Take([.. received.Select(r => ReceivedCodec.Read(ReceivedCodec.Write(r)))], Workspace.Empty.Agreed(Store), new(1, ++position));
    }

    public static TelemetryReading Read(Sent body) => TelemetryReader.Read(body.Signal, body.Json, body.Body, new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)).Value;

    /// <summary>Reads a home's logs as a sync does.</summary>
    public void ReadHome(string home, string? person = null)
    {
        var organisation = new OrganisationFile
        {
            People = person is null ? [] : [new(person, person, [], [], false)],
            Usage = [new("home", home, person)],
        };
        var report = new Synchroniser(Store, Workspace.Empty with { Organisation = organisation, People = new(organisation) }, TimeProvider.System).Run([]);
        Assert.Empty(report.Problems);
    }

    public long Counted(string client, TelemetryOutcome outcome) => Store.ReadTelemetry().Where(t => t.Kind.Client == client && t.Kind.Outcome == outcome).Sum(t => t.Items);

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }
}
