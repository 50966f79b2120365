using Shiprank.Core;

namespace Shiprank.Engine.Caps;

/// <summary>The keys of work tokens as their folder has them now, looked at again every few seconds: a rotation needs no restart.</summary>
public sealed class WorkKeyRing(string dataFolder, TimeProvider clock)
{
    private static readonly TimeSpan fresh = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private volatile Held? held;

    /// <summary>A folder that can't be read keeps the keys that were in force; a problem where there never were any.</summary>
    public Result<WorkKeys> Current
    {
        get
        {
            var now = clock.GetTimestamp();
            if (held is { } keys && clock.GetElapsedTime(keys.Looked, now) < fresh) return keys.Keys;
            lock (gate)
            {
                if (held is { } meanwhile && clock.GetElapsedTime(meanwhile.Looked, now) < fresh) return meanwhile.Keys;
                var stamp = Stamp();
                if (held is { } same && same.Stamp == stamp)
                {
                    held = same with { Looked = now };
                    return same.Keys;
                }

                // Those before are left to the collector: somebody may be reading a token with them.
                var opened = WorkKeys.Open(dataFolder);
                if (opened.Succeeded) held = new(opened.Value, Stamp(), now);
                else if (held is { } last) held = last with { Looked = now };
                return held is { } it ? it.Keys : opened;
            }
        }
    }

    private DateTime Stamp() => Directory.GetLastWriteTimeUtc(Path.Combine(dataFolder, WorkKeys.FolderName));

    private sealed record Held(WorkKeys Keys, DateTime Stamp, long Looked);
}
