using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Who works in the made-up histories.</summary>
internal static class People
{
    public const string Bot = "renovate[bot]";
    public const string Agent = "claude";

    public static readonly IReadOnlyList<string> Humans = ["ada", "bob", "cy", "dan"];

    public static IReadOnlyList<PersonEntry> Entries { get; } = [.. Humans.Select(h => new PersonEntry(h, h, [$"{h}@example.com"], [h], false))];

    public static GitIdentity Identity(string who) => who switch
    {
        Agent => new("Claude", "noreply@anthropic.com"),
        Bot => new(Bot, "29139614+renovate[bot]@users.noreply.github.com"),
        _ => new(who, $"{who}@example.com"),
    };

    public static string Trailer(string who) => $"Co-authored-by: {Identity(who).Name} <{Identity(who).Email}>";
}
