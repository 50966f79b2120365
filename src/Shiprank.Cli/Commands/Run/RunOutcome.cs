using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>Why a run was stopped.</summary>
/// <param name="Rule">The cap that was reached, as the summary names it.</param>
/// <param name="Figure">As much as was used, and the limit.</param>
/// <param name="WayOut">What it takes to go on.</param>
internal sealed record RunStop(string Rule, string Figure, string WayOut);

/// <summary>How a run ended, and what it used.</summary>
/// <param name="ExitCode">Of the command; null: it was ended with a signal, or never started.</param>
/// <param name="Stop">Null: it ended by itself.</param>
/// <param name="Use">Null: nobody counted.</param>
internal sealed record RunOutcome(int? ExitCode, RunStop? Stop, UseSeen? Use, TimeSpan Took, WorkToken? Token);

/// <summary>What the server, or hooks, counted of a run.</summary>
/// <param name="Calls">Of models.</param>
/// <param name="Steps">Of tools.</param>
/// <param name="Refused">Calls that were not made.</param>
/// <param name="Rule">Of the last that was refused; empty: none was.</param>
internal sealed record UseSeen(long Calls, long Steps, long Tokens, decimal Usd, long Unpriced, long Refused, string Reason, string Rule);
