using Shiprank.Core.Access;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine;
using Shiprank.Engine.Signals;
using Shiprank.Server.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Features.Signals;

/// <summary>Questions of signals as they are now, read once for all who look until they change; who may see which is decided anew for each.</summary>
internal sealed class SignalBook(ServerOptions options, LiveWorkspace workspace)
{
    private readonly Lock gate = new();
    private (long Mark, IReadOnlyList<SignalQuestion> Questions, IReadOnlyList<TakenStep> Steps)? read;

    public DateTimeOffset Now => options.FigureClock.GetUtcNow();

    public Workspace Workspace => workspace.Current;

    /// <summary>Takes answers.</summary>
    public SignalDesk Desk => new(options.Store, workspace.Current, options.FigureClock);

    /// <summary>Who asks. Whoever sits at this machine, as long as nobody set up how to sign in, speaks for whom they name.</summary>
    public Viewer Asker(HttpContext context, string? person)
    {
        var viewer = context.Viewer();
        return ReferenceEquals(viewer, ViewerAccess.Local) && person is { Length: > 0 and <= 200 } && workspace.Current.People.Named(person).Id is { } id ? viewer with { Person = id } : viewer;
    }

    public SignalsView View(Viewer viewer, SignalFilter filter)
    {
        var (_, questions, steps) = Read();
        return SignalsView.Of(questions, steps, workspace.Current, viewer, filter, Now);
    }

    /// <summary>Null where there is none for them.</summary>
    public SignalRow? Find(Viewer viewer, string id) => View(viewer, SignalFilter.None).Rows.FirstOrDefault(r => r.Question.Id == id);

    /// <summary>How many wait for an answer that this viewer may see.</summary>
    public int Asked(Viewer viewer) => SignalsView.Asked(Read().Questions, workspace.Current, viewer, Now);

    /// <summary>Every question, for counts that name nobody.</summary>
    public IReadOnlyList<RuleTally> Tally() => QuestionTally.Of(Read().Questions, SignalDesk.Sight(workspace.Current, Now).Least);

    private (long Mark, IReadOnlyList<SignalQuestion> Questions, IReadOnlyList<TakenStep> Steps) Read()
    {
        lock (gate)
        {
            // The mark first: what changes meanwhile is read again the next time.
            var mark = options.Store.SignalChanges;
            if (read is not { } known || known.Mark != mark) read = known = (mark, options.Store.ReadSignals(), options.Store.ReadSignalSteps());
            return known;
        }
    }
}
