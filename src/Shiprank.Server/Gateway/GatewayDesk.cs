using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;
using Shiprank.Store;

namespace Shiprank.Server.Gateway;

/// <summary>The desk that calls ask at, over the journal in the data folder. It is opened by the first call, or where an earlier process left entries.</summary>
internal sealed class GatewayDesk(ServerOptions options, ILogger<GatewayDesk> log) : IDisposable
{
    private static readonly TimeSpan again = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private CallDesk? desk;
    private long failed;
    private bool ended;

    /// <summary>True when entries of an earlier process may wait.</summary>
    public bool HasFolder => options.DataFolder.Length > 0 && Directory.Exists(Path.Combine(options.DataFolder, CallJournal.FolderName));

    /// <summary>What is open already.</summary>
    public CallDesk? Current => Volatile.Read(ref desk);

    /// <summary>Null: nothing can be written down, so nothing may go out.</summary>
    public CallDesk? Open(CapSettings settings) => Volatile.Read(ref desk) ?? OpenNow(settings);

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            desk?.Dispose();
        }
    }

    private CallDesk? OpenNow(CapSettings settings)
    {
        lock (gate)
        {
            if (desk is not null || ended || options.DataFolder.Length == 0 || (failed != 0 && options.Clock.GetElapsedTime(failed) < again)) return desk;
            try
            {
                desk = new(CallJournal.Open(Path.Combine(options.DataFolder, CallJournal.FolderName), options.Clock, options.JournalLimits), settings, options.Clock);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                failed = options.Clock.GetTimestamp();
                log.LogError("the gateway's journal can't be used: {Problem}; no call is passed on", DiskFailure.Of(failure) is { } problem ? problem.Reason : failure.Message);
            }

            return desk;
        }
    }
}
