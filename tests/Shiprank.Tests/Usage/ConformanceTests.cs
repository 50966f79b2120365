using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

/// <summary>Every case of <c>fixtures/usage</c> and <c>fixtures/captures</c>: a home in its original layout and what it has to come to.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. Names("usage").Where(n => Case("usage", n).GetProperty("ambiguous").ValueKind == JsonValueKind.Null)];

    public static TheoryData<string> Captures => [.. Names("captures")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fixture_gives_its_exact_totals_days_and_credits(string name)
    {
        var expected = Case("usage", name);
        var (reading, _) = Homes.Read(Homes.Fixture("usage", name, "home"));

        Assert.All(reading.Rows, row => Assert.Equal(expected.GetProperty("agent").GetString(), row.Tool));
        Assert.Equal(Totals(expected.GetProperty("totals")), reading.Rows.Sum());
        Assert.Equal(expected.GetProperty("rows").GetInt32(), reading.Rows.Count);
        Assert.Equal(Amount(expected, "credits"), reading.Rows.Any(r => r.Credits is not null) ? reading.Rows.Sum(r => r.Credits) : null);
        Assert.Equal(Amount(expected, "reported_cost_usd"), reading.Rows.Any(r => r.ReportedCostUsd is not null) ? reading.Rows.Sum(r => r.ReportedCostUsd) : null);
        Assert.Equal(
            expected.GetProperty("by_day").EnumerateObject().Select(d => (d.Name, Totals(d.Value), Amount(d.Value, "credits") ?? 0)),
            reading.Rows.GroupBy(Day).Select(d => (d.Key, d.Sum() with { Reasoning = 0 }, d.Sum(r => r.Credits ?? 0))));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fixture_reports_its_broken_lines_and_no_other(string name)
    {
        var expected = Case("usage", name);
        var broken = expected.TryGetProperty("broken_lines", out var lines) ? lines.EnumerateArray().Select(l => l.GetString()!).ToArray() : [];
        var (_, report) = Homes.Read(Homes.Fixture("usage", name, "home"));

        var root = Homes.Fixture("usage", name);
        Assert.Equal(broken, report.Skipped.Select(s => $"{Path.GetRelativePath(root, s.File).Replace('\\', '/')}:{s.Line}"));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void A_capture_of_a_real_client_gives_its_totals(string name)
    {
        var expected = Case("captures", name);
        var (reading, report) = Homes.Read(Homes.Fixture("captures", name, "home"));

        Assert.Empty(report.Skipped);
        Assert.Equal(Totals(expected.GetProperty("totals")), reading.Rows.Sum());
        Assert.Equal(expected.GetProperty("responses").GetInt32(), reading.Rows.Count);
        Assert.All(reading.Rows, row => Assert.Equal(expected.GetProperty("agent").GetString(), row.Tool));
        Assert.Equal(
            expected.GetProperty("by_day").EnumerateObject().Select(d => (d.Name, d.Value.GetInt64())),
            reading.Rows.GroupBy(Day).Select(d => (d.Key, d.Sum().Total)));
    }

    private static string Day(UsageRow row) => row.OccurredAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(string area) => Load(area).EnumerateObject().Select(c => c.Name);

    private static JsonElement Case(string area, string name) => Load(area).GetProperty(name);

    private static JsonElement Load(string area)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Homes.Fixture(area, "expected.json")));
        return document.RootElement.GetProperty("cases").Clone();
    }

    private static decimal? Amount(JsonElement of, string name) =>
        of.TryGetProperty(name, out var amount) && amount.ValueKind == JsonValueKind.Number ? amount.GetDecimal() : null;

    private static TokenCounts Totals(JsonElement of) => new(
        of.GetProperty("input").GetInt64(),
        of.GetProperty("cache_read").GetInt64(),
        of.GetProperty("cache_write_5m").GetInt64(),
        of.GetProperty("cache_write_1h").GetInt64(),
        of.GetProperty("output").GetInt64(),
        of.TryGetProperty("reasoning", out var reasoning) ? reasoning.GetInt64() : 0);
}
