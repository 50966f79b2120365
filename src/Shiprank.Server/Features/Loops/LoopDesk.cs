using Shiprank.Engine.Loops;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Features.Loops;

/// <summary>
/// Loops as they are now, for pages, API, alerts and metrics: made once for what was published, what runs told since and the minute, since a run that is
/// silent for a while has ended.
/// </summary>
internal sealed class LoopDesk(ServerOptions options, LiveCaps caps)
{
    private readonly Lock gate = new();
    private (Standing? Of, string Mark, LoopsView? View) made = (null, "", null);

    public IStore Store => options.Store;

    /// <summary>Part of the key of every answer about loops.</summary>
    public string Mark => FormattableString.Invariant($"{options.Store.CapChanges}.{options.FigureClock.GetUtcNow().ToUnixTimeSeconds() / 60}");

    /// <summary>Null: not made yet.</summary>
    public LoopsView? Last => made.View;

    public LoopsView View(Standing standing, CancellationToken cancel = default)
    {
        lock (gate)
        {
            var mark = Mark;
            if (ReferenceEquals(made.Of, standing) && made.Mark == mark) return made.View!;
            var view = LoopsView.Of(standing, options.Store, caps.Current, options.FigureClock.GetUtcNow(), cancel);
            made = (standing, mark, view);
            return view;
        }
    }
}
