using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Tickets;

/// <summary>How a tracker's export is to be read, where it differs from what is usual.</summary>
public sealed record TicketOptions
{
    /// <summary>Of the events.</summary>
    public required string Source { get; init; }

    /// <summary>Our field to the export's column or field: <c>owner</c> to <c>Assigned to</c>.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The export's status, in lower case, to ours.</summary>
    public IReadOnlyDictionary<string, WorkItemStatus> Statuses { get; init; } = new Dictionary<string, WorkItemStatus>(StringComparer.Ordinal);

    /// <summary>Format of times in a CSV file, as .NET writes formats; null: ISO 8601 and Jira's own.</summary>
    public string? TimeFormat { get; init; }

    /// <summary>Zone of times that name none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Our fields that a column can be named for.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["id", "owner", "status", "resolution", "opened_at", "closed_at", "updated_at", "parent", "cost_centre"];
}
