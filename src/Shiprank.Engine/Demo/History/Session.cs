namespace Shiprank.Engine.Demo.History;

/// <summary>A session of an agent, to be written as that agent logs it.</summary>
/// <param name="Home">Folder below <c>homes</c> whose agent it is: a person's id or the CI agent's.</param>
/// <param name="Responses">How many responses (turns for Kiro) it has; at least 1.</param>
/// <param name="Context">Tokens of context that it starts with.</param>
/// <param name="Edits">Paths that it edits, from the repository's root.</param>
/// <param name="Autonomous">No human sat before it.</param>
internal sealed record Session(
    string Home, AgentTool Tool, string Id, string Model, string Repository, string Branch, string Ticket,
    DateTimeOffset Start, DateTimeOffset End, int Responses, int Context, IReadOnlyList<string> Edits, bool Autonomous = false)
{
    /// <summary>Where a person's clone of a repository lies: what the agent logs as working directory.</summary>
    public string Folder => $"/home/{Home}/src/{Repository}";

    /// <summary>What it wrote into the files that it edits, where that is known: in <see cref="Edits"/> a path without it is edited in words that nobody commits.</summary>
    public IReadOnlyList<WrittenFile> Written { get; init; } = [];

    /// <summary>What a sub-agent of it wrote; null: a sub-agent writes nothing.</summary>
    public WrittenFile? Helper { get; init; }
}
