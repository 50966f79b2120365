using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Tickets;

/// <summary>Our status of a tracker's: as the options say, else by the tracker's category of it, else by its words.</summary>
internal sealed class TicketStatus(IReadOnlyDictionary<string, WorkItemStatus> named)
{
    private static readonly string[] cancelled = ["won't do", "won't fix", "wont do", "wontfix", "not planned", "cancelled", "canceled", "rejected", "declined", "duplicate", "abandoned", "invalid", "obsolete", "cannot reproduce", "incomplete"];
    private static readonly string[] done = ["done", "closed", "resolved", "released", "completed", "complete", "fixed", "shipped", "deployed"];
    private static readonly string[] inProgress = ["in progress", "in_progress", "in development", "in review", "review", "code review", "testing", "in testing", "in test", "doing", "started", "blocked", "ready for release", "qa"];

    private readonly Dictionary<string, string> categories = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of <c>--status NAME=STATUS</c>.</summary>
    public static WorkItemStatus? Parse(string word) => word switch
    {
        "open" => WorkItemStatus.Open,
        "in_progress" => WorkItemStatus.InProgress,
        "done" => WorkItemStatus.Done,
        "cancelled" => WorkItemStatus.Cancelled,
        _ => null,
    };

    /// <summary>The word of a status in an event line.</summary>
    public static string Word(WorkItemStatus status) => status switch
    {
        WorkItemStatus.Open => "open",
        WorkItemStatus.InProgress => "in_progress",
        WorkItemStatus.Done => "done",
        _ => "cancelled",
    };

    public static bool IsClosed(WorkItemStatus status) => status is WorkItemStatus.Done or WorkItemStatus.Cancelled;

    /// <summary>Remembers the category that the tracker has for a status: <c>new</c>, <c>indeterminate</c>, <c>done</c>, or its words for them.</summary>
    public void Learn(string? status, string? category)
    {
        if (status is not null && category is not null) categories.TryAdd(status, category);
    }

    public WorkItemStatus Of(string status, string? resolution)
    {
        if (named.TryGetValue(status.ToLowerInvariant(), out var wished)) return wished;
        var found = ByCategory(status) ?? ByWords(status);
        return found == WorkItemStatus.Done && Has(cancelled, resolution) ? WorkItemStatus.Cancelled : found;
    }

    private WorkItemStatus? ByCategory(string status) => Has(cancelled, status) ? WorkItemStatus.Cancelled : categories.GetValueOrDefault(status)?.ToLowerInvariant() switch
    {
        "new" or "to do" => WorkItemStatus.Open,
        "indeterminate" or "in progress" => WorkItemStatus.InProgress,
        "done" or "complete" => WorkItemStatus.Done,
        _ => null,
    };

    private static WorkItemStatus ByWords(string status) =>
        Has(cancelled, status) ? WorkItemStatus.Cancelled
        : Has(done, status) ? WorkItemStatus.Done
        : Has(inProgress, status) ? WorkItemStatus.InProgress
        : WorkItemStatus.Open;

    private static bool Has(string[] words, string? text) => text is not null && words.Contains(text.Replace('’', '\'').Trim(), StringComparer.OrdinalIgnoreCase);
}
