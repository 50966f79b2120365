using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>Help of an agent in a change.</summary>
internal sealed record Help(AgentTool Tool, string Session, string Model, Trace Trace);

/// <summary>A piece of work on its way to the default branch.</summary>
/// <param name="AuthoredAt">When the work was finished; it lands later, after its review.</param>
internal sealed record Work(Person Author, Team Team, string Title, string Ticket, DateTimeOffset AuthoredAt, Help? Help)
{
    /// <summary>Body of the message, without trailers.</summary>
    public string Body { get; init; } = "";

    public Person? PairedWith { get; init; }

    /// <summary>The request is merged although nobody approved it.</summary>
    public bool Unreviewed { get; init; }

    /// <summary>The subject as it stands, without ticket in front: a revert's.</summary>
    public bool BareTitle { get; init; }

    public string Subject => BareTitle || Ticket.Length == 0 ? Title : $"{Ticket}: {Title}";

    public string Branch => BareTitle ? $"{Author.Id}/revert-{AuthoredAt.ToUnixTimeSeconds() % 100_000}" : BranchOf(Author, Ticket, Title);

    public static string BranchOf(Person author, string ticket, string title) =>
        $"{author.Id}/{ticket}-{string.Join('-', title.ToLowerInvariant().Split(' ').Take(3))}";
}

/// <summary>A change on the default branch.</summary>
internal sealed record Landed(Made Commit, DateTimeOffset At, Person? Author, Team Team, string Subject, int? Request, IReadOnlyList<(SourceFile File, Block Block)> Added)
{
    /// <summary>The functions that a note says an agent wrote; null: there is no note.</summary>
    public IReadOnlySet<Block>? Attested { get; init; }
}
