using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>
/// Turns the files of all Codex roots into rows, once it is known which thread forked from, or was spawned by, which: such a file begins with
/// a replay of its parent's records, which are not its own (agent-logs 2.2, counting rule).
/// </summary>
internal sealed class CodexLineage
{
    /// <summary>A replay is written in one burst; a thread's own first response takes longer.</summary>
    private static readonly long Burst = TimeSpan.FromSeconds(1).Ticks;
    private readonly List<CodexFile> files;
    private readonly Dictionary<string, CodexFile> threads = new(StringComparer.Ordinal);

    public CodexLineage(IEnumerable<CodexFile> all)
    {
        files = [.. all.OrderBy(f => f.Archived).ThenBy(f => f.File.Path, StringComparer.Ordinal)];
        var active = files.Where(f => !f.Archived).Select(f => (f.Root.Folder, f.Relative)).ToHashSet();
        files.RemoveAll(f => f.Archived && active.Contains((f.Root.Folder, f.Relative)));
        foreach (var file in files.Where(f => f.Thread.Length > 0 && !f.Samples.Exists(s => s.Stream)))
        {
            if (!threads.TryGetValue(file.Thread, out var known) || known.Samples.Count < file.Samples.Count) threads[file.Thread] = file;
        }
    }

    /// <summary>Threads with a rollout that holds usage.</summary>
    public bool HasUsage(string thread) => threads.TryGetValue(thread, out var file) && file.Samples.Count > 0;

    /// <summary>Session that a thread's spend belongs to: a sub-agent's is that of the thread which spawned it.</summary>
    public string SessionOf(string thread)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (threads.TryGetValue(thread, out var file) && file.SubAgent && file.Parent.Length > 0 && seen.Add(thread)) thread = file.Parent;
        return thread;
    }

    /// <summary>Adds the rows of every file to <paramref name="rows"/>.</summary>
    public void Resolve(ResponseTable rows, IngestReport report)
    {
        // A branch file without session_meta keeps the times of the thread it was copied from.
        var unnamed = files.Where(f => f.Thread.Length == 0).ToList();
        var named = unnamed.Count == 0 ? [] : files.Where(f => f.Thread.Length > 0).SelectMany(f => f.Samples).Where(s => !s.Stream).Select(s => (s.Ticks, s.Total)).ToHashSet();
        foreach (var file in files.Where(f => f.Thread.Length > 0)) Emit(file, rows, report, _ => true);
        foreach (var file in unnamed) Emit(file, rows, report, s => s.Stream || !named.Contains((s.Ticks, s.Total)));
    }

    private void Emit(CodexFile file, ResponseTable rows, IngestReport report, Func<CodexSample, bool> wanted)
    {
        var samples = file.Samples;
        if (samples.Count == 0) return;
        var parent = file.Parent.Length > 0 ? threads.GetValueOrDefault(file.Parent) : null;
        var first = parent is not null ? Replayed(samples, parent.Samples) : file.Parent.Length > 0 ? Early(file) : 0;
        if (parent is null && first > 0) report.Skip(file.File.Path, 0, $"replay of a thread whose own log is missing: {first} records left out");
        var before = first == 0 && parent is not null && !file.SubAgent ? Inherited(samples[0], parent.Samples)
            : first > 0 && !file.SubAgent ? samples[first - 1].Total ?? default
            : default;
        for (var i = first; i < samples.Count; i++)
        {
            var sample = samples[i];
            var amount = sample.Last ?? sample.Total!.Value.Since(before);
            before = sample.Total ?? before;
            if (!amount.IsZero && wanted(sample) && !(sample.Stream && HasUsage(file.Thread))) Add(file, sample, amount, rows);
        }
    }

    private void Add(CodexFile file, in CodexSample sample, in CodexCounts amount, ResponseTable rows)
    {
        var thread = file.Thread.Length > 0 ? file.Thread : file.NameId;
        var row = new RowData
        {
            Tool = file.Tool,
            Session = SessionOf(thread),
            Model = sample.Model,
            Project = sample.Project,
            Branch = file.Branch,
            Tier = sample.Tier.Length > 0 ? sample.Tier : file.Root.Tier,
            Ticks = sample.Ticks,
            Tokens = amount.ToTokens(),
            Autonomous = file.Autonomous,
            Quality = UsageQuality.Measured,
        };
        row.Join = CodexJoin.Of(row.Tool, thread, row.Tokens);
        var mark = sample.Total ?? amount;
        rows.AddAs(row, file.Thread, [KeyText.Milliseconds(sample.Ticks), mark.Input, mark.Cached, mark.Output]);
    }

    /// <summary>Number of leading records whose totals the parent has too, in the same order.</summary>
    private static int Replayed(List<CodexSample> samples, List<CodexSample> parent)
    {
        var at = 0;
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Total is not { } total) return i;
            while (at < parent.Count && parent[at].Total != total) at++;
            if (at++ == parent.Count) return i;
        }

        return samples.Count;
    }

    private static int Early(CodexFile file) => file.Samples.TakeWhile(s => file.StartedAt > 0 && s.Ticks <= file.StartedAt + Burst).Count();

    /// <summary>The parent's total that a fork without a replay goes on from.</summary>
    private static CodexCounts Inherited(in CodexSample first, List<CodexSample> parent)
    {
        var (total, ticks) = (first.Total, first.Ticks);
        var before = parent.FindLast(s => s.Ticks <= ticks).Total;
        return before is { } b && total is { } t && t.Input >= b.Input && t.Output >= b.Output ? b : default;
    }
}
