using Shiprank.Core.Score;

namespace Shiprank.Engine.Local;

/// <summary>One of the clone's last changes.</summary>
/// <param name="Authors">Names as git has them now: of the branch commits of a merge, else of the change itself; bots and agents too.</param>
/// <param name="Subject">As the clone has it now; nothing stores it.</param>
/// <param name="Score">Null when the patches could not be read.</param>
/// <param name="Spend">What sessions on this machine spent on it; null when none is linked to it.</param>
public sealed record RecentChange(string Sha, DateTimeOffset At, IReadOnlyList<string> Authors, string Subject, ScoredChange? Score, LinkedSpend? Spend);

/// <summary>The part of the linked sessions' spend that one change has.</summary>
/// <param name="CostUsd">Null when none of it has a price.</param>
/// <param name="Credits">0 when no linked tool meters in credits.</param>
public sealed record LinkedSpend(int Sessions, long Tokens, decimal? CostUsd, decimal Credits);
