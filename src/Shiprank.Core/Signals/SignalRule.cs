namespace Shiprank.Core.Signals;

/// <summary>
/// What a signal asks and when it does, said once: page, command line, API and documents print this. A signal is a question, never a verdict: no rule
/// lowers a score.
/// </summary>
/// <param name="Id">As documents spell it, for ever: <c>near-duplicate-prompts</c>.</param>
/// <param name="Name">A few words.</param>
/// <param name="Question">One calm sentence that its subject is asked; it blames nobody.</param>
/// <param name="Test">The rule in words, its parameters as <c>{name}</c>.</param>
/// <param name="Parameters">Each may be set in the organisation file (<c>signals: rules:</c>).</param>
/// <param name="Evidence">What is shown as evidence.</param>
/// <param name="Clears">What makes it go.</param>
/// <param name="Attacks">Ids of the attacks that it sees (docs/concepts/proof.md): A1 to A16.</param>
public sealed record SignalRule(
    string Id, string Name, string Question, string Test, IReadOnlyList<SignalParameter> Parameters, string Evidence, string Clears, IReadOnlyList<string> Attacks)
{
    /// <summary>Where the statistic or its limit comes from: an author and a year, or <c>ours</c>.</summary>
    public string Source { get; init; } = "ours";

    /// <summary>It tells, and never weighs: its finding is shown with others' and opens no question of its own.</summary>
    public bool Advisory { get; init; }

    /// <summary>Usage that it questions is left out of the board of activity while the question is open.</summary>
    public bool LeavesActivityBoard { get; init; }
}

/// <param name="Name">Lower case, words joined by <c>_</c>.</param>
/// <param name="Unit"><c>z</c>, <c>share</c>, <c>days</c>, <c>calls</c>, <c>USD</c>, <c>nats</c>, …</param>
public sealed record SignalParameter(string Name, decimal Default, string Unit, string Meaning);
