using System.Globalization;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;
using Shiprank.Tests.Usage;

namespace Shiprank.Tests.Edits;

/// <summary>Edits of a home as comparable texts: session, path, time and the hashes of the lines.</summary>
internal static class Written
{
    public static readonly TextHasher Hasher = new(11, 22);

    public static (UsageReading Reading, IngestReport Report) Read(string home)
    {
        var report = new IngestReport();
        var request = new HomeRequest(home, new Dictionary<string, string>(), WithSessions: true, StoppedClock.Default, Hasher);
        return (HomeReader.Read(request, report, TestContext.Current.CancellationToken), report);
    }

    /// <summary>Of a fixture, every line of which has to be readable.</summary>
    public static UsageReading Fixture(string agent)
    {
        var (reading, report) = Read(Fixtures.Of("edits", agent, "home"));
        Assert.Empty(report.Skipped);
        return reading;
    }

    public static IReadOnlyList<string> By(IEnumerable<SessionEdit> edits) => [.. edits.Select(e => Told(e.Session, e.Path, e.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture), e.Lines))];

    public static string Edit(string session, string path, string at, params string[] lines) => Told(session, path, at, Lines(lines));

    public static LineText[] Lines(params IEnumerable<string> lines) => [.. lines.Select(l => Hasher.Line(Encoding.UTF8.GetBytes(l)))];

    private static string Told(string session, string path, string at, IEnumerable<LineText> lines) =>
        $"{session} {path} {at} [{string.Join(' ', lines.Select(l => l.Value.ToString("x16", CultureInfo.InvariantCulture)))}]";
}
