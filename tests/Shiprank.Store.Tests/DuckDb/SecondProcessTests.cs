using System.Globalization;

namespace Shiprank.Store.Tests.DuckDb;

public sealed class SecondProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_process_is_told_who_holds_the_data_and_what_to_do()
    {
        using var child = Child.Start("hold", folder.File());
        Assert.Equal("open", child.StandardOutput.ReadLine());
        var problem = Open().Problem;
        Assert.Contains("in use by another program", problem.Reason, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains($"process {child.Id}", problem.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
        Assert.DoesNotContain("http", problem.ToString(), StringComparison.Ordinal);
        child.StandardInput.WriteLine();
        child.WaitForExit();
        Assert.Equal(0, child.ExitCode);
        Open().Value.Dispose();
    }

    [Fact]
    public void A_process_killed_while_it_writes_loses_nothing_acknowledged_and_leaves_nothing_half()
    {
        var random = new Random(3);
        var acknowledged = -1;
        for (var kill = 0; kill < 4; kill++)
        {
            using var child = Child.Start("ingest", folder.File());
            var from = acknowledged + 1;
            while (acknowledged < from + random.Next(3)) acknowledged = Math.Max(acknowledged, int.Parse(child.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
            Thread.Sleep(random.Next(60));
            child.Kill();
            while (child.StandardOutput.ReadLine() is { } line) acknowledged = Math.Max(acknowledged, int.Parse(line, CultureInfo.InvariantCulture));
            child.WaitForExit();

            using var store = Open().Value;
            var batches = store.ReadUsage(UsageFilter.All).GroupBy(r => r.Row.Session, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            Assert.All(batches.Values, count => Assert.Equal(Child.BatchRows, count));
            Assert.InRange(batches.Count, acknowledged + 1, acknowledged + 2);
            var commits = store.ReadHistory("shop")!.Commits.Select(c => c.Sha).ToList();
            Assert.InRange(commits.Count, acknowledged + 1, acknowledged + 2);
            Assert.Equal(commits.Count, store.ReadPatches("shop", commits).Count());
            acknowledged = batches.Count - 1;
        }

        using var again = Open().Value;
        for (var i = 0; i <= acknowledged + 1; i++) Child.Ingest(again, i);
        for (var i = 0; i <= acknowledged + 1; i++) Assert.True(Child.Ingest(again, i).Known);
        Assert.Equal(Child.BatchRows * (acknowledged + 2), again.ReadUsage(UsageFilter.All).Count());
    }

    private Core.Result<DuckStore> Open() => DuckStore.Open(folder.File(), TimeProvider.System, () => Given.Key);
}
