namespace Shiprank.Core.Usage;

/// <summary>
/// What a session did besides spending: the facts that link it to commits. Paths and times only, never text.
/// </summary>
/// <param name="Tool">Tool id.</param>
/// <param name="Session">Session id as in <see cref="UsageRow.Session"/>.</param>
/// <param name="Project">Working directory; empty when unknown.</param>
/// <param name="Branch">Branch at the start; empty when unknown.</param>
/// <param name="StartedAt">First event, UTC.</param>
/// <param name="EndedAt">Last event, UTC.</param>
/// <param name="Edits">Edit actions seen (0: the session edited nothing, or the log does not tell).</param>
/// <param name="EditsKnown">False when this log format does not record edits.</param>
/// <param name="EditedFiles">Paths as logged (absolute or relative to the project), distinct, ordered bytewise.</param>
public sealed record SessionTrace(
    string Tool,
    string Session,
    string Project,
    string Branch,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int Edits,
    bool EditsKnown,
    IReadOnlyList<string> EditedFiles);
