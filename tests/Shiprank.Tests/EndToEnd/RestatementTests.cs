using System.Globalization;
using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>What comes late restates just the cells that it concerns, and the log says so.</summary>
public sealed class RestatementTests : IDisposable
{
    private readonly Site site = new();

    public RestatementTests()
    {
        for (var week = 2; week <= 5; week++) site.Grow(week);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_late_incident_restates_one_cell_once()
    {
        Sync("2026-09-01T00:00:00Z");
        Assert.Empty(Logged());
        site.Append("events.jsonl", $$$"""{"type":"incident","id":"late","severity":"sev2","opened_at":"2026-06-16T12:00:00Z","changes":["{{{site.Shas[2]}}}"]}""");
        Sync("2026-09-02T00:00:00Z");
        var restated = Assert.Single(Logged());
        Assert.Equal(
            ("nd shop", "2026-06-15", "nd", $"incident of {site.Shas[2][..7]}", true),
            (restated.GetProperty("subject").GetString(), restated.GetProperty("day").GetString(), restated.GetProperty("unit").GetString(), restated.GetProperty("cause").GetString(), restated.GetProperty("closed").GetBoolean()));
        Assert.True(Number(restated, "new") < Number(restated, "old"));
        Sync("2026-09-02T00:00:00Z");
        Assert.Single(Logged());

        Assert.Equal(ExitCode.Ok, site.Ask("restatements --since 2026-06-01 --until 2026-07-31"));
        Assert.Contains("1 restatement", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains("(someone)", site.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_is_read_late_restates_the_spend_of_its_days_and_no_nd()
    {
        // Restatements of spend are shown where every change's cost is.
        File.AppendAllText(site.At("shiprank.yaml"), "privacy: { change_costs: all }\n");
        Directory.Move(site.At("homes/bob"), site.At("homes/away"));
        Directory.CreateDirectory(site.At("homes/bob"));
        Sync("2026-09-01T00:00:00Z");
        Directory.Delete(site.At("homes/bob"));
        Directory.Move(site.At("homes/away"), site.At("homes/bob"));
        Sync("2026-09-02T00:00:00Z");
        var restated = Logged();
        Assert.NotEmpty(restated);
        Assert.All(restated, r => Assert.StartsWith("spend ", r.GetProperty("subject").GetString(), StringComparison.Ordinal));
        Assert.Equal(5, restated.Select(r => r.GetProperty("day").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    private static decimal Number(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).ToString(), CultureInfo.InvariantCulture);

    private void Sync(string asOf)
    {
        var code = site.Ask($"sync --events {site.At("events.jsonl")} --as-of {asOf}");
        Assert.True(code == ExitCode.Ok, $"{code}: {site.Run.Error}");
    }

    private List<JsonElement> Logged()
    {
        Assert.Equal(ExitCode.Ok, site.Ask("restatements --since 2026-01-01 --until 2026-12-31 --json"));
        using var document = JsonDocument.Parse(site.Run.Out);
        return [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(r => r.Clone())];
    }
}
