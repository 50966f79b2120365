using Shiprank.Core.Access;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine;
using Shiprank.Engine.Signals;
using Shiprank.Store;

namespace Shiprank.Tests.Signals.Desk;

/// <summary>A store, an organisation and a clock that a test turns.</summary>
internal sealed class DeskOf : TimeProvider, IDisposable
{
    private static readonly HashSet<string> none = [];

    private readonly TemporaryFolder folder = new();

    public DeskOf() => Store = Engine.Workspace.OpenStore(folder.Path, this).Value;

    public DuckStore Store { get; }

    public DateTimeOffset Now { get; set; } = Asked.Noon;

    public Workspace Workspace { get; set; } = Engine.Workspace.Empty with { Organisation = Asked.Company };

    public SignalDesk Desk => new(Store, Workspace, this);

    public override DateTimeOffset GetUtcNow() => Now;

    public IReadOnlyList<TakenStep> Look(params Finding[] findings) => new SignalRound(Store, Workspace.Organisation, this).Take(findings, none);

    public SignalsView View(Viewer viewer) => SignalsView.Of(Store, Workspace, viewer, SignalFilter.None, Now);

    /// <summary>Id of the only question that they may see.</summary>
    public string Only(Viewer viewer) => Assert.Single(View(viewer).Rows).Question.Id;

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }
}
