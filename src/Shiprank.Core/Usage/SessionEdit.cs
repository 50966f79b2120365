using Shiprank.Core.Delivery;

namespace Shiprank.Core.Usage;

/// <summary>
/// One edit that an agent applied to one file: the lines that it wrote, as keyed hashes, in the order of the file. Never text.
/// </summary>
/// <param name="Tool">Tool id.</param>
/// <param name="Session">Session that the edit belongs to; a sub-agent's edits belong to its parent's session.</param>
/// <param name="Path">Path as logged: absolute, or relative to the session's project.</param>
/// <param name="At">When the edit was applied, UTC.</param>
/// <param name="Lines">Lines added, the trivial ones too.</param>
public sealed record SessionEdit(string Tool, string Session, string Path, DateTimeOffset At, IReadOnlyList<LineText> Lines);
