namespace Shiprank.Core.Usage.Marks;

/// <summary>How a session called tools: counts alone. What a call was is a keyed hash while its log is read, and gone afterwards.</summary>
/// <param name="Calls">Calls of tools.</param>
/// <param name="Commonest">How often the call was made that was made most often, the same in all that matters.</param>
/// <param name="LongestRun">The most calls in a row that were the same.</param>
/// <param name="Errors">Calls that failed.</param>
/// <param name="Retries">The most failures in a row of one thing that was tried again.</param>
/// <param name="NothingNew">The most calls in a row that named no file which the session had not named before, and changed none in a new way.</param>
public sealed record SessionCalls(
    string Tool, string Session, DateTimeOffset First, DateTimeOffset Last, int Calls, int Commonest, int LongestRun, int Errors, int Retries, int NothingNew)
{
    /// <summary>Of two files of one session (a sub-agent's is its parent's), each counts what it saw.</summary>
    public SessionCalls And(SessionCalls other) => this with
    {
        First = First < other.First ? First : other.First,
        Last = Last > other.Last ? Last : other.Last,
        Calls = Calls + other.Calls,
        Errors = Errors + other.Errors,
        Commonest = Math.Max(Commonest, other.Commonest),
        LongestRun = Math.Max(LongestRun, other.LongestRun),
        Retries = Math.Max(Retries, other.Retries),
        NothingNew = Math.Max(NothingNew, other.NothingNew),
    };

    /// <summary>Of two readings of one session's log, which only grows, what either saw.</summary>
    public SessionCalls Or(SessionCalls other) => And(other) with { Calls = Math.Max(Calls, other.Calls), Errors = Math.Max(Errors, other.Errors) };
}
