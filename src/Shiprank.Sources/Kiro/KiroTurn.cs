namespace Shiprank.Sources.Kiro;

/// <summary>What one store says of one turn.</summary>
/// <param name="Position">Place of the turn in its conversation, from 0; −1 when the store does not tell.</param>
/// <param name="Execution">The IDE's id of the turn; empty from the command line's stores.</param>
internal sealed record KiroTurn(string Conversation, int Position, string Execution, long Ticks, decimal Credits, string Model, string Project);

/// <summary>What a session's own file says of it.</summary>
internal sealed record KiroSession(string Model, string Project);
