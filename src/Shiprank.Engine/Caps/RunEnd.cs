using Shiprank.Core.Caps;

namespace Shiprank.Engine.Caps;

/// <summary>The end of a run as an entry of its trace. Told twice it is one.</summary>
public static class RunEnd
{
    /// <param name="stopped">At a cap of the run's own.</param>
    public static CapEvent Of(WorkToken token, DateTimeOffset at, int exitCode, bool stopped) => new()
    {
        Id = $"end:{token.Run}",
        Kind = CapEventKind.Ended,
        Place = CapPlace.Command,
        At = DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt) is var began && began < at ? began : at,
        EndedAt = at,
        Run = token.Run,
        Autonomous = token.Autonomous,
        Person = token.Person,
        Job = token.Job,
        Ticket = token.Ticket,
        Repository = token.Repository,
        Action = stopped ? CapAction.Stop : null,
        Reason = stopped ? CapReason.OverCap : CapReason.Within,
        ExitCode = exitCode,
    };
}
