using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.Bills;

namespace Shiprank.Engine.Demo;

/// <summary>What was written: the exact figures that the ordinary readers have to find again.</summary>
public sealed record DemoFacts
{
    public required DemoOptions Options { get; init; }

    /// <summary>Absolute path of the organisation file.</summary>
    public required string OrganisationFile { get; init; }

    /// <summary>Absolute path of the delivery events.</summary>
    public required string EventsFile { get; init; }

    public required IReadOnlyList<CastMember> Cast { get; init; }

    /// <summary>Agents' logs below the homes: folder name of the home → tool id → sums.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, UsageFacts>> Homes { get; init; }

    /// <summary>Usage events in the events file, by tool id.</summary>
    public required IReadOnlyDictionary<string, UsageFacts> UsageEvents { get; init; }

    public required IReadOnlyList<RepositoryFacts> Repositories { get; init; }

    /// <summary>Events of the events file by type; one that is told again later counts once.</summary>
    public required IReadOnlyDictionary<string, int> Events { get; init; }

    public required int People { get; init; }

    /// <summary>What in the bills is otherwise than in the usage, by plan; none in a demo in which no month ended.</summary>
    public IReadOnlyList<PlantedGap> Planted { get; init; } = [];

    /// <summary>The change with the longest story, as <c>shiprank change</c> takes it; null in a demo that is too short for it.</summary>
    public string? LongStory { get; init; }
}

/// <summary>Sums of some usage: responses (turns, where a tool logs no more), tokens in disjoint buckets, vendor credits.</summary>
public readonly record struct UsageFacts(int Responses, TokenCounts Tokens, decimal Credits)
{
    public static UsageFacts operator +(UsageFacts a, UsageFacts b) =>
        new(a.Responses + b.Responses, a.Tokens + b.Tokens, a.Credits + b.Credits);
}

/// <param name="Head">Sha of the default branch.</param>
/// <param name="Changes">Commits on the first-parent line.</param>
/// <param name="Merges">Merge commits among them.</param>
/// <param name="Notes">git-ai notes.</param>
public sealed record RepositoryFacts(string Name, string Head, int Changes, int Merges, int Tags, int Notes);
