namespace Shiprank.Store;

/// <summary>By which way rows came. Stored as smallint: values never change.</summary>
public enum UsageOrigin : short
{
    /// <summary>Read from agents' logs, events or bundles.</summary>
    Read = 0,

    /// <summary>Sent by the agent itself. Where a log tells of the same response, the log's row counts.</summary>
    Sent = 1,

    /// <summary>What an agent's own sum of a session says beyond the session's rows; the store makes these rows.</summary>
    Control = 2,

    /// <summary>
    /// Metered at the gateway as it went by. Where a log tells of the same response, the log's row counts; where the agent sent it as well, this one does.
    /// </summary>
    Metered = 3,
}
