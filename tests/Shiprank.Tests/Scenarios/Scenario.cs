using System.Text.Json;

namespace Shiprank.Tests.Scenarios;

/// <summary>One score to compute of a golden scenario. <paramref name="Since"/> and <paramref name="Until"/> are days, both included.</summary>
internal sealed record Scenario(string Name, string AsOf, string Since, string Until, string Expected)
{
    public string Folder => Fixtures.Of("scenarios", Name);

    public string ExpectedDocument => File.ReadAllText(Path.Combine(Folder, Expected));

    public static IReadOnlyList<Scenario> All { get; } = [.. Directory.EnumerateDirectories(Fixtures.Of("scenarios")).Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<Scenario> Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "scenario.json")));
        return
        [
            .. document.RootElement.GetProperty("score").EnumerateArray().Select(s =>
                new Scenario(Path.GetFileName(folder), s.Text("asOf")!, s.Text("since")!, s.Text("until")!, s.Text("expected")!)),
        ];
    }
}
