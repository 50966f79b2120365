using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>What one rollout or saved stream holds. A thread's rows can only be told from its parent's once all files are known.</summary>
internal sealed class CodexFile(LogFile file, CodexRoot root, bool archived)
{
    public LogFile File => file;

    public CodexRoot Root => root;

    public bool Archived => archived;

    /// <summary>Path below <c>sessions</c> or <c>archived_sessions</c>.</summary>
    public string Relative => file.Relative;

    /// <summary>Id of the thread; empty when the file has no <c>session_meta</c>.</summary>
    public string Thread { get; set; } = "";

    /// <summary>Thread that this one was forked from or spawned by; empty when it began by itself.</summary>
    public string Parent { get; set; } = "";

    public bool SubAgent { get; set; }

    public string Project { get; set; } = "";

    public string Branch { get; set; } = "";

    public string Originator { get; set; } = "";

    public string Source { get; set; } = "";

    public long StartedAt { get; set; }

    public List<CodexSample> Samples { get; } = [];

    /// <summary>Tool whose work the thread is.</summary>
    public string Tool => Originator == "openclaw" ? Originator : root.Tool;

    public bool Autonomous => Source == "exec" || Originator.Contains("exec", StringComparison.Ordinal);

    /// <summary>The id that a file name such as <c>rollout-2026-05-12T10-00-00-UUID</c> ends with, else the whole name.</summary>
    public string NameId
    {
        get
        {
            var name = Path.GetFileNameWithoutExtension(file.Relative);
            return name.StartsWith("rollout-", StringComparison.Ordinal) && name.Length > 36 && Guid.TryParse(name.AsSpan(name.Length - 36), out _) ? name[^36..] : name;
        }
    }
}

/// <param name="Tool">Tool whose work lies there: Codex, or OpenClaw for its own Codex home.</param>
/// <param name="Tier">Service tier that <c>config.toml</c> sets for threads that tell none.</param>
internal sealed record CodexRoot(string Folder, string Tool, string Tier);
