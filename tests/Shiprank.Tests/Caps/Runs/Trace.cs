using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Tests.Caps.Runs;

/// <summary>Builds entries of runs' traces.</summary>
internal sealed class Trace(string run, string job = "nightly", string ticket = "", bool counts = false)
{
    /// <summary>A Thursday.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 12, 12, 0, 0, TimeSpan.Zero);

    private readonly List<CapEvent> entries = [];

    public IReadOnlyList<CapEvent> Entries => entries;

    public IEnumerable<CapRunPart> Parts => entries.Select(CapRunPart.Of);

    public bool Autonomous { get; init; } = true;

    public string Session { get; init; } = "";

    public Trace Call(double minutes, decimal? usd = 1, CapEventKind kind = CapEventKind.Settled) => Add(minutes, e => e with { Kind = kind, Usd = usd, Tokens = new(100, 0, 0, 0, 10) });

    public Trace Step(double minutes, int files = 0) => Add(minutes, e => e with { Kind = CapEventKind.Step, Place = CapPlace.Hook, Step = "Edit", NewFiles = files });

    public Trace Refuse(double minutes, CapReason reason = CapReason.OverCap, string rule = "cap") =>
        Add(minutes, e => e with { Kind = CapEventKind.Refused, Action = CapAction.Stop, Reason = reason, Rule = rule, Usd = 5 });

    public Trace End(double minutes, int code = 0) => Add(minutes, e => e with { Kind = CapEventKind.Ended, Place = CapPlace.Command, ExitCode = code });

    public static DateTimeOffset At(double minutes) => Noon.AddMinutes(minutes);

    private Trace Add(double minutes, Func<CapEvent, CapEvent> what)
    {
        entries.Add(what(new()
        {
            Id = $"{run}/{entries.Count}", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = At(minutes), Run = run, Session = Session, Autonomous = Autonomous, Agent = "claude-code", Job = job, Ticket = ticket,
            TicketCounts = counts, Repository = "shop",
        }));
        return this;
    }
}
