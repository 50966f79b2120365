using System.Globalization;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Kiro;

/// <summary>
/// Collects what the stores say and counts each turn once: a migration leaves a conversation in several stores. A turn is known by conversation and place
/// where the command line wrote it, else by the IDE's execution id.
/// </summary>
internal sealed class KiroLedger
{
    private readonly Lock gate = new();
    private readonly List<KiroTurn> turns = [];
    private readonly Dictionary<string, KiroSession> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Ticks, long Prompt, long Generated), int> tokens = [];

    public void Add(KiroTurn turn)
    {
        lock (gate) turns.Add(turn);
    }

    public void Add(string conversation, KiroSession session)
    {
        lock (gate) sessions[conversation] = session;
    }

    public void Add(long ticks, long prompt, long generated)
    {
        lock (gate) tokens[(ticks, prompt, generated)] = tokens.GetValueOrDefault((ticks, prompt, generated)) + 1;
    }

    /// <param name="workspaces">Working directory by conversation (store 4).</param>
    public void Resolve(ResponseTable rows, IReadOnlyDictionary<string, string> workspaces)
    {
        var placed = turns.Where(t => t.Execution.Length == 0).Select(t => (t.Conversation, t.Position)).ToHashSet();
        var positions = turns.Where(t => t.Execution.Length > 0 && t.Position >= 0).ToLookup(t => t.Execution, t => (t.Conversation, t.Position));
        foreach (var turn in turns)
        {
            var place = turn.Execution.Length == 0 ? (turn.Conversation, turn.Position) : positions[turn.Execution].FirstOrDefault(placed.Contains);
            var session = sessions.GetValueOrDefault(turn.Conversation);
            var row = Row(turn.Ticks, turn.Conversation);
            row.Model = turn.Model.Length > 0 ? turn.Model : session?.Model ?? "";
            row.Project = turn.Project.Length > 0 ? turn.Project : session?.Project is { Length: > 0 } known ? known : workspaces.GetValueOrDefault(turn.Conversation, "");
            row.Credits = turn.Credits;
            if (place.Conversation is null) rows.AddAs(row, turn.Execution, []);
            else rows.AddAs(row, $"{place.Conversation}#{place.Position.ToString(CultureInfo.InvariantCulture)}", []);
        }

        foreach (var (sample, times) in tokens)
        {
            for (var i = 0; i < times; i++)
            {
                var row = Row(sample.Ticks, "");
                row.Tokens = new(sample.Prompt, 0, 0, 0, sample.Generated);
                rows.AddAs(row, "tokens", [KeyText.Milliseconds(sample.Ticks), sample.Prompt, sample.Generated, i]);
            }
        }
    }

    private static RowData Row(long ticks, string session) => new()
    {
        Tool = KiroStores.Tool,
        Session = session,
        Model = "",
        Project = "",
        Branch = "",
        Tier = "",
        Ticks = ticks,
        Quality = UsageQuality.Measured,
    };
}
