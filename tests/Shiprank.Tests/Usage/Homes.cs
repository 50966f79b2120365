using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;

namespace Shiprank.Tests.Usage;

/// <summary>A clock that stands still.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public static readonly StoppedClock Default = new(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>A home folder of a test, deleted with it.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("shiprank-home-").FullName;

    public string Write(string relative, string text)
    {
        var path = System.IO.Path.Join(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string relative, params IEnumerable<string> lines) => Write(relative, string.Concat(lines.Select(l => l + "\n")));

    public (UsageReading Reading, IngestReport Report) Read(bool withSessions = false, params (string Name, string Value)[] environment) =>
        Homes.Read(Path, withSessions, environment);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class Homes
{
    public static string Fixture(params string[] parts) => Path.Join([AppContext.BaseDirectory, "fixtures", .. parts]);

    public static (UsageReading Reading, IngestReport Report) Read(string home, bool withSessions = false, params (string Name, string Value)[] environment)
    {
        var report = new IngestReport();
        var request = new HomeRequest(home, environment.ToDictionary(e => e.Name, e => e.Value), withSessions, StoppedClock.Default);
        return (HomeReader.Read(request, report, TestContext.Current.CancellationToken), report);
    }

    public static TokenCounts Sum(this IEnumerable<UsageRow> rows) => rows.Aggregate(default(TokenCounts), (sum, row) => sum + row.Tokens);
}
