using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Content;

/// <summary>What one session wrote into one file: its substantive lines, edit by edit.</summary>
/// <param name="session">The session.</param>
/// <param name="path">The file.</param>
/// <param name="repository">Name of the repository that the file lies in; null when unknown.</param>
public sealed class WrittenFile(WorkSession session, LoggedPath path, string? repository)
{
    private readonly List<Writing> writings = [];

    public WorkSession Session => session;

    public LoggedPath Path => path;

    public string? Repository => repository;

    /// <summary>One an edit; a line written twice stands twice.</summary>
    public IReadOnlyList<Writing> Writings => writings;

    /// <summary>Different lines written.</summary>
    public int Distinct => writings.SelectMany(w => w.Lines).Distinct().Count();

    internal void Add(Writing writing) => writings.Add(writing);
}

/// <summary>Substantive lines that an edit wrote, and when.</summary>
public readonly record struct Writing(DateTimeOffset At, LineText[] Lines);
