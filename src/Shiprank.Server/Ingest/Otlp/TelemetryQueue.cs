using Shiprank.Engine.Telemetry;
using Shiprank.Sources.Otlp;
using Shiprank.Store;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>What was received on its way to the spool. The spool is made when the first comes.</summary>
internal sealed class TelemetryQueue(ServerOptions options, ILogger<TelemetryQueue> log) : IDisposable
{
    /// <summary>Folder below the data folder.</summary>
    public const string Folder = "telemetry";

    private readonly Lock gate = new();
    private TelemetrySpool? spool;

    public OtlpTally LeftOut { get; } = new();

    /// <summary>Null: there is no data folder, or it can't be written.</summary>
    public TelemetrySpool? Spool
    {
        get
        {
            lock (gate)
            {
                if (spool is not null || options.DataFolder.Length == 0) return spool;
                try
                {
                    return spool = new(Path.Combine(options.DataFolder, Folder), options.Store.ReadSpoolPosition(), options.SpoolLimits);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    log.LogError("the folder for telemetry can't be used: {Problem}", DiskFailure.Of(failure) is { } problem ? problem.Reason : "no access");
                    return null;
                }
            }
        }
    }

    /// <summary>True when files of an earlier process may wait.</summary>
    public bool HasFolder => options.DataFolder.Length > 0 && Directory.Exists(Path.Combine(options.DataFolder, Folder));

    public Task<SpoolAnswer> Keep(TelemetryReading reading, string? person)
    {
        if (!reading.HasUsage && reading.Sessions.Count == 0)
        {
            LeftOut.Add(reading.Counts);
            return Task.FromResult(SpoolAnswer.Kept);
        }

        return Spool is { } open ? open.Append(ReceivedCodec.Write(ReceivedTelemetry.Of(reading, person, options.Clock.GetUtcNow()))) : Task.FromResult(SpoolAnswer.Failed);
    }

    public void Dispose()
    {
        lock (gate) spool?.Dispose();
    }
}
