namespace Shiprank.Core.Usage.Telemetry;

/// <summary>What became of what was sent. Stored as smallint: values never change.</summary>
public enum TelemetryOutcome : short
{
    /// <summary>It is a usage row, a point of a counter, or a control total.</summary>
    Accepted = 0,

    /// <summary>It is sound and repeats what another signal counts, or tells of no usage.</summary>
    LeftOut = 1,

    /// <summary>It should have counted and can't be read.</summary>
    Refused = 2,

    /// <summary>Counted as well, though the client's own total fits none of the known ways to add up.</summary>
    Unreconciled = 3,

    /// <summary>It was known already.</summary>
    Duplicate = 4,
}

/// <param name="Client">Tool id, or how Shiprank calls a client that it does not count.</param>
/// <param name="Reason">One of the reader's own sentences, never words of the body; empty for what was accepted.</param>
public readonly record struct TelemetryKind(string Client, TelemetryOutcome Outcome, string Reason);
