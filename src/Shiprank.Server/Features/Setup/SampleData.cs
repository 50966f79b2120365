using Shiprank.Core;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;
using Shiprank.Server.Jobs;
using Shiprank.Sources.Events;

namespace Shiprank.Server.Features.Setup;

/// <summary>Writes the made-up organisation into the data folder, up to the last Sunday, and takes it for the organisation. Once, and only where there is none.</summary>
internal sealed class SampleData(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, Lanes lanes, IHostApplicationLifetime lifetime, ILogger<SampleData> log) : IProgress<string>
{
    private readonly Lock gate = new();
    private bool running;

    /// <summary>What is being written at this moment; empty while nothing is.</summary>
    public string Phase { get; private set; } = "";

    public Problem? Failed { get; private set; }

    /// <returns>False when it can't be begun: there is an organisation, or it is being written.</returns>
    public bool Begin()
    {
        lock (gate)
        {
            if (running || !workspace.IsMissing || options.DataFolder.Length == 0) return false;
            (running, Failed, Phase) = (true, null, "repositories");
        }

        _ = Task.Run(Write, lifetime.ApplicationStopping);
        return true;
    }

    public void Report(string value) => Phase = value;

    private async Task Write()
    {
        var cancel = lifetime.ApplicationStopping;
        try
        {
            var folder = Path.Combine(options.DataFolder, LiveWorkspace.SampleFolder);
            var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().UtcDateTime);
            var file = Path.Combine(folder, "shiprank.yaml");
            if (!File.Exists(file) && DemoOrganisation.Write(folder, new() { End = today.AddDays(-1 - (((int)today.DayOfWeek + 6) % 7)) }, this, cancel) is { Succeeded: false } refused)
            {
                Failed = refused.Problem;
                return;
            }

            workspace.Adopt(file);
            Phase = "events";
            using (await lanes.EnterIntake(cancel))
            {
                var events = EventReader.Read(Path.Combine(folder, "events.jsonl"), workspace.Current.Messages(options.Store.Key), new IngestReport(), cancellation: cancel).Events;
                options.Store.AddEvents(events, cancel);
            }

            if (options.Jobs) queue.Demand();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // What was written half is gone; the next start offers it again.
            Failed = null;
        }
        catch (IOException failure)
        {
            log.LogError(failure, "sample data can't be written");
            Failed = new("sample data", 0, "the data folder can’t be written to", "free some room there, or name another folder with --data");
        }
        finally
        {
            lock (gate) (running, Phase) = (false, "");
        }
    }
}
