using Shiprank.Core;

namespace Shiprank.Engine.Backfill;

/// <param name="Kind">What the forge calls a list of it: <c>issues</c> has GitHub's requests too.</param>
/// <param name="Things">Objects looked at.</param>
/// <param name="EventsAdded">Events that were new.</param>
public sealed record BackfillRow(string Repository, string Kind, int Things, int EventsAdded);

/// <summary>What a backfill read and what stood in its way.</summary>
public sealed class BackfillReport
{
    public List<BackfillRow> Rows { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>True when a repository could not be read to its end; what was read stands, and the next run goes on there.</summary>
    public bool IsCutShort { get; set; }

    public int EventsAdded => Rows.Sum(r => r.EventsAdded);
}
