using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>Lines that died lately, by path and text: the candidates for a restore (normalised-deployments.md, section 2, rule 4).</summary>
internal sealed class Deaths(IReadOnlyList<Change> changes, TimeSpan keep)
{
    private const int SweepStep = 200_000;
    private readonly Dictionary<string, PathDeaths> byPath = new(StringComparer.Ordinal);
    private int held;
    private int sweepAt = SweepStep;

    public void Add(string path, LostLine lost)
    {
        if (!byPath.TryGetValue(path, out var deaths)) byPath[path] = deaths = new();
        deaths.Add(lost);
        held++;
    }

    /// <summary>A rename takes the deaths of its path along.</summary>
    public void Rename(IReadOnlyList<(string Old, string New)> renames)
    {
        var moving = new List<(string New, PathDeaths Deaths)>();
        foreach (var (old, @new) in renames)
        {
            if (byPath.Remove(old, out var deaths)) moving.Add((@new, deaths));
        }

        foreach (var (path, deaths) in moving)
        {
            if (!byPath.TryAdd(path, deaths)) byPath[path].AddAll(deaths);
        }
    }

    public bool HasPath(string path) => byPath.ContainsKey(path);

    /// <summary>Takes the latest death of the text in the path that <paramref name="canRestore"/> allows; of one change the first in line order.</summary>
    public bool TryTake(string path, ulong text, DateTimeOffset at, Func<LostLine, bool> canRestore, out LostLine death)
    {
        death = default;
        if (!byPath.TryGetValue(path, out var deaths) || !deaths.TryTake(text, d => !IsOld(d, at) && canRestore(d), out death)) return false;
        held--;
        return true;
    }

    /// <summary>Forgets what is too old to come back, now and then.</summary>
    public void Sweep(DateTimeOffset now)
    {
        if (held < sweepAt) return;
        foreach (var (path, deaths) in byPath)
        {
            held -= deaths.RemoveAll(d => IsOld(d, now));
            if (deaths.Count == 0) byPath.Remove(path);
        }

        sweepAt = held + SweepStep;
    }

    /// <summary>What can still come back after <paramref name="now"/>: the same whatever was swept, in whatever order it came.</summary>
    public IReadOnlyDictionary<string, LostLine[]> Young(DateTimeOffset now)
    {
        var young = new Dictionary<string, LostLine[]>(StringComparer.Ordinal);
        foreach (var (path, deaths) in byPath)
        {
            if (deaths.Ordered(d => !IsOld(d, now)) is { Length: > 0 } lost) young.Add(path, lost);
        }

        return young;
    }

    /// <summary>Takes what <see cref="Young"/> gave; nothing is looked into until its path is asked for.</summary>
    public void Load(IReadOnlyDictionary<string, LostLine[]> young)
    {
        foreach (var (path, lost) in young)
        {
            byPath.Add(path, new(lost));
            held += lost.Length;
        }

        sweepAt = held + SweepStep;
    }

    private bool IsOld(LostLine death, DateTimeOffset now) => now - changes[death.Change].At > keep;
}
