using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Usage;

namespace Shiprank.Tests.Usage;

/// <summary>What holds for any logs: the generator knows their truth.</summary>
public sealed class ReadingProperties
{
    [Fact]
    public void Totals_by_day_are_exact() => ForAnyHome((logs, _) =>
    {
        using var home = new TemporaryHome();
        logs.WriteTo(home);
        var (reading, report) = home.Read();

        Assert.Equal(logs.Expected, reading.Rows.GroupBy(r => DateOnly.FromDateTime(r.OccurredAt.UtcDateTime)).ToDictionary(d => d.Key, d => d.Sum()));
        Assert.Equal(logs.Responses, reading.Rows.Count);
        Assert.Equal(logs.Files.Sum(f => f.Value.Count), report.LinesRead);
        Assert.Empty(report.Skipped);
    });

    [Fact]
    public void The_order_of_files_and_a_second_reading_change_nothing() => ForAnyHome((logs, random) =>
    {
        using var home = new TemporaryHome();
        using var shuffled = new TemporaryHome();
        logs.WriteTo(home);
        logs.WriteTo(shuffled, path => $"{Path.GetDirectoryName(path)}/{random.Next():x8}-{Path.GetFileName(path)}");
        var once = home.Read(withSessions: true).Reading;
        var other = shuffled.Read(withSessions: true).Reading;

        Assert.Equal(once.Rows, other.Rows);
        Assert.Equal(once.Rows, home.Read().Reading.Rows);
        Assert.Equal(once.Sessions.Select(s => (s.Session, s.StartedAt, s.EndedAt)), other.Sessions.Select(s => (s.Session, s.StartedAt, s.EndedAt)));
    });

    [Fact]
    public void A_torn_last_line_gives_what_the_lines_before_it_give() => ForAnyHome((logs, random) =>
    {
        using var torn = new TemporaryHome();
        using var without = new TemporaryHome();
        foreach (var (path, lines) in logs.Files)
        {
            var before = string.Concat(lines.SkipLast(1).Select(l => l + "\n"));
            torn.Write(path, before + lines[^1][..random.Next(lines[^1].Length)]);
            without.Write(path, before);
        }

        var (reading, report) = torn.Read();
        Assert.Equal(without.Read().Reading.Rows, reading.Rows);
        Assert.Empty(report.Skipped);
    });

    [Fact]
    public void Growth_keeps_keys_and_ends_where_one_reading_does() => ForAnyHome((logs, random) =>
    {
        using var growing = new TemporaryHome();
        using var whole = new TemporaryHome();
        logs.WriteTo(whole);
        foreach (var (path, lines) in logs.Files)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
            growing.Write(path, Encoding.UTF8.GetString(bytes[..random.Next(bytes.Length)]));
        }

        var final = whole.Read().Reading.Rows.ToDictionary(r => (r.Tool, r.Key));
        Assert.All(growing.Read().Reading.Rows, row => Assert.True(Side(row, final[(row.Tool, row.Key)]), $"{row.Key} shrank"));
        logs.WriteTo(growing);
        Assert.Equal(whole.Read().Reading.Rows, growing.Read().Reading.Rows);
    });

    /// <summary>A part never says more than the whole, but for a side thread's replay whose original was not there yet.</summary>
    private static bool Side(UsageRow part, UsageRow whole) =>
        TokenCounts.Max(part.Tokens with { CacheRead = 0 }, whole.Tokens) == whole.Tokens;

    private static void ForAnyHome(Action<LogGenerator, Random> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => property(new LogGenerator(seed).Generate(), new Random(seed))));
}
