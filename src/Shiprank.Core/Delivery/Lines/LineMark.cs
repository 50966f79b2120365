using Shiprank.Core.Attribution;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// What is known of a line itself, strongest first. What only its commit's marks say depends on usage and is looked up when the line is
/// judged, so that late usage moves no line. Stored in checkpoints: values never change.
/// </summary>
internal enum LineMark : byte
{
    /// <summary>A line record attests an agent.</summary>
    Recorded = 0,

    /// <summary>A line record attests a human.</summary>
    Human = 1,

    /// <summary>No record speaks of the line: the evidence of its commit holds.</summary>
    ByCommit = 2,

    /// <summary>A line of a merge that no branch commit adds.</summary>
    Absent = 3,
}

internal static class LineMarks
{
    /// <summary>The mark of what a line record says; null where none speaks of the line.</summary>
    public static LineMark Of(Evidence? recorded) => recorded switch
    {
        Evidence.Recorded => LineMark.Recorded,
        Evidence.Human => LineMark.Human,
        _ => LineMark.ByCommit,
    };
}
