using Shiprank.Core.Caps.Loops;

namespace Shiprank.Sources.Hooks;

/// <summary>What a coding agent tells a hook about.</summary>
public enum HookEvent
{
    /// <summary>Something that nothing is done about.</summary>
    Other,
    SessionStart,

    /// <summary>Before an agent begins to work on what it was asked.</summary>
    Prompt,
    BeforeModel,
    BeforeTool,
    AfterTool,
    Stop,
    SessionEnd,
}

/// <summary>One call of a hook: ids, names of tools and keyed hashes. Nothing that was typed or written is in it.</summary>
public sealed record HookCall
{
    /// <summary>The tool's id: <c>claude-code</c>, <c>codex</c>, …</summary>
    public required string Client { get; init; }

    public required HookEvent Event { get; init; }

    /// <summary>The event's name in the client's words: some answers repeat it.</summary>
    public required string EventName { get; init; }

    public required string Session { get; init; }

    /// <summary>Empty: not told. Read by the hook alone, never kept.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Empty: not told.</summary>
    public string Model { get; init; } = "";

    public string Tool { get; init; } = "";

    /// <summary>The client's id of the call; empty: it has none.</summary>
    public string CallId { get; init; } = "";

    /// <summary>Of a call of a tool.</summary>
    public LoopCall? Call { get; init; }

    /// <summary>Of an event after a tool: it failed.</summary>
    public bool Failed { get; init; }

    /// <summary>Path of the client's own log of the session; empty: not told. Read for how the session began, never kept.</summary>
    public string Transcript { get; init; } = "";
}
