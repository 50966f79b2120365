using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Content;

/// <summary>What one session wrote into one file: its substantive lines with the time of each writing.</summary>
/// <param name="session">The session.</param>
/// <param name="path">The file.</param>
/// <param name="repository">Name of the repository that the file lies in; null when unknown.</param>
public sealed class WrittenFile(WorkSession session, LoggedPath path, string? repository)
{
    private readonly List<(ulong Line, DateTimeOffset At)> lines = [];

    public WorkSession Session => session;

    public LoggedPath Path => path;

    public string? Repository => repository;

    /// <summary>Values of <see cref="LineText"/>; a line written twice stands twice.</summary>
    public IReadOnlyList<(ulong Line, DateTimeOffset At)> Lines => lines;

    /// <summary>Different lines written.</summary>
    public int Distinct => lines.Select(l => l.Line).Distinct().Count();

    internal void Add(LineText line, DateTimeOffset at) => lines.Add((line.Value, at));
}
