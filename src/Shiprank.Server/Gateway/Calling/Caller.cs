using Shiprank.Core.Caps;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>Who calls, as far as it was proven.</summary>
/// <param name="Name">What tells callers without a session apart; holds no secret.</param>
/// <param name="Person">Id in the organisation file; empty: a machine, or nobody known.</param>
/// <param name="Job">Of a machine what it is for; else empty.</param>
/// <param name="Run">Of a work token; else empty.</param>
/// <param name="Autonomous">The token says so.</param>
/// <param name="Own">Limits that came with the token.</param>
internal sealed record Caller(string Name, string Person, string Job, string Run, DateTimeOffset RunBegan, string Ticket, string Repository, bool Autonomous, IReadOnlyList<CapRule> Own)
{
    public static Caller Nobody(string name) => new(name, "", "", "", default, "", "", false, []);
}
