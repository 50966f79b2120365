using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Content;

/// <summary>When and by whom a commit was made, as far as it decides which of several sessions wrote a line.</summary>
/// <param name="People">Ids of the people in the commit's split.</param>
public readonly record struct CommitMoment(DateTimeOffset AuthoredAt, DateTimeOffset CommittedAt, IReadOnlySet<string> People);

/// <summary>What sessions wrote into one path of a repository, by line.</summary>
internal sealed class WrittenLines
{
    /// <summary>A line waits this long for its commit: what lies longer is another one of the same text.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    /// <summary>Clocks of an agent's log and of the commit may differ by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly Dictionary<ulong, List<(WrittenFile File, DateTimeOffset At)>> byLine = [];

    public WrittenLines(IEnumerable<WrittenFile> files)
    {
        foreach (var file in files)
        {
            foreach (var (at, lines) in file.Writings)
            {
                foreach (var line in lines)
                {
                    if (!byLine.TryGetValue(line.Value, out var list)) byLine[line.Value] = list = new(1);
                    list.Add((file, at));
                }
            }
        }
    }

    /// <summary>
    /// The session that wrote the line for this commit: of one of its own people before another's, written before the commit was authored
    /// before one written until it was committed (an amended or rebased one), then the latest. Null when none did in time.
    /// </summary>
    public WrittenFile? Of(LineText line, in CommitMoment commit)
    {
        if (!byLine.TryGetValue(line.Value, out var written)) return null;
        var (best, rank, when) = (default(WrittenFile), -1, DateTimeOffset.MinValue);
        foreach (var (file, at) in written)
        {
            if (at > commit.CommittedAt + Skew || at < commit.CommittedAt - Window) continue;
            var its = (file.Session.Person is { } person && commit.People.Contains(person) ? 2 : 0) + (at <= commit.AuthoredAt + Skew ? 1 : 0);
            if (its > rank || (its == rank && at > when)) (best, rank, when) = (file, its, at);
        }

        return best;
    }
}
