using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Marks;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Homes;

/// <summary>What to read.</summary>
/// <param name="Home">Absolute path of a home folder.</param>
/// <param name="Environment">Settings that move an agent's folders (<c>CLAUDE_CONFIG_DIR</c>, <c>CODEX_HOME</c>, <c>OPENCLAW_DIR</c>, <c>KIRO_HOME</c>,
/// <c>GEMINI_CLI_HOME</c>, <c>XDG_DATA_HOME</c>, <c>XDG_CONFIG_HOME</c>); one that is absent does not count, whatever the process has.</param>
/// <param name="WithSessions">Also extracts what sessions edited; costs more parsing.</param>
/// <param name="Clock">Tells what lies in the future.</param>
/// <param name="Lines">Hashes the lines that sessions wrote, with <paramref name="WithSessions"/>; then also tools are read that tell of sessions and
/// edits only (Gemini CLI, OpenCode). Null: no line is looked at.</param>
/// <param name="Marks">Also takes marks of prompts and of calls of tools, with <paramref name="WithSessions"/>; costs more parsing. Null: none are.</param>
public sealed record HomeRequest(string Home, IReadOnlyDictionary<string, string> Environment, bool WithSessions, TimeProvider Clock, TextHasher? Lines = null, MarkSettings? Marks = null);

/// <summary>
/// Usage of one home: rows in order of time, tool and key; sessions in order of tool and id (empty unless asked for); edits in order of tool, session,
/// time and path (empty without a hasher); marks in order of time, calls of tools in order of tool and session (empty unless asked for). A row is made when it is asked for: go through them once, or keep what you need.
/// </summary>
public sealed record UsageReading(IReadOnlyList<UsageRow> Rows, IReadOnlyList<SessionTrace> Sessions, IReadOnlyList<SessionEdit> Edits)
{
    public IReadOnlyList<PromptMark> Prompts { get; init; } = [];

    public IReadOnlyList<SessionCalls> Calls { get; init; } = [];
}
