namespace Shiprank.Cli;

/// <summary>How a command ended (interfaces, section 3). Scripts rely on the numbers.</summary>
public enum ExitCode
{
    Ok = 0,
    Failure = 1,
    Usage = 2,

    /// <summary>Not found; nothing to do under <c>--fail-empty</c>.</summary>
    NotFound = 3,
    NotAllowed = 4,
    Network = 5,

    /// <summary>Partly done: what is missing is printed.</summary>
    Partial = 6,

    /// <summary>A budget or cap was reached.</summary>
    LimitReached = 10,
    Interrupted = 130,
}
