using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Organisation;

namespace Shiprank.Sources.Tickets;

/// <summary>
/// Reads tickets out of a CSV file: ours (<c>id, owner, status, opened_at, …</c>), Jira's export, or any with columns named by the options.
/// Several rows of one ticket with different <c>updated_at</c> are its past. A row that lacks what a ticket needs is left out alone.
/// </summary>
public sealed class TicketTable(TicketOptions options, MessageReader messages, IngestReport report)
{
    private static readonly Dictionary<string, string[]> usual = new(StringComparer.Ordinal)
    {
        ["id"] = ["id", "key", "Issue key", "ticket"],
        ["owner"] = ["owner", "Assignee"],
        ["status"] = ["status"],
        ["category"] = ["Status Category"],
        ["resolution"] = ["resolution"],
        ["opened_at"] = ["opened_at", "Created"],
        ["closed_at"] = ["closed_at", "Resolved", "Closed"],
        ["updated_at"] = ["updated_at", "Updated"],
        ["parent"] = ["parent", "Parent key"],
        ["cost_centre"] = ["cost_centre", "Cost centre", "Cost center"],
    };

    private readonly TicketStatus statuses = new(options.Statuses);

    public IReadOnlyList<StoredEvent> Read(string path, CancellationToken cancel = default)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(stream);
            var events = Read(text, path, cancel);
            report.Read(stream.Position, 0);
            return events;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(path, 0, $"can't be read: {e.Message}");
            return [];
        }
    }

    private List<StoredEvent> Read(TextReader text, string path, CancellationToken cancel)
    {
        List<StoredEvent> events = [];
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = null,
            MissingFieldFound = null,
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = 1024 * 1024,
        }, leaveOpen: true);
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || Columns(csv.HeaderRecord ?? [], path) is not { } columns) return events;
            while (csv.Read())
            {
                cancel.ThrowIfCancellationRequested();
                var row = csv.Parser.RawRow;
                var read = Row(name => columns.TryGetValue(name, out var index) && index < csv.Parser.Count && csv.Parser[index] is { Length: > 0 } value ? value : null, row);
                if (read.Succeeded) events.Add(read.Value);
                else report.Skip(path, row, read.Problem.Reason);
            }
        }
        catch (CsvHelperException)
        {
            report.Skip(path, csv.Parser.RawRow, "not a CSV file from here on");
        }

        return events;
    }

    /// <summary>Where each field stands; null when one is missing that has to be there.</summary>
    private Dictionary<string, int>? Columns(string[] header, string path)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, names) in usual)
        {
            var wished = options.Columns.GetValueOrDefault(field);
            var index = (wished is null ? names : [wished]).Select(n => Array.FindIndex(header, h => h.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(i => i >= 0, -1);
            if (index >= 0) columns[field] = index;
            if (index >= 0 || (wished is null && field is not ("id" or "status" or "opened_at"))) continue;
            var nearest = EditDistance.Nearest(wished ?? field, header);
            report.Skip(path, 1, $"no column \"{wished ?? field}\"; the nearest is \"{nearest}\" (--column {field}=NAME says which it is)");
            return null;
        }

        return columns;
    }

    private Core.Result<StoredEvent> Row(Func<string, string?> value, long line)
    {
        statuses.Learn(value("status"), value("category"));
        var updatedAt = value("updated_at");
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "work_item");
            Write(json, "id", value("id")?.ToUpperInvariant());
            Write(json, "owner", value("owner"));
            Write(json, "status", value("status") is { } status ? TicketStatus.Word(statuses.Of(status, value("resolution"))) : null);
            foreach (var time in new[] { "opened_at", "closed_at", "updated_at" }) Write(json, time, Time(value(time)));
            Write(json, "parent", value("parent"));
            Write(json, "cost_centre", value("cost_centre"));
            json.WriteEndObject();
        }

        // A row without a time of its own is as good as the day on which the file is read: the later file has it.
        return updatedAt is null ? EventLine.Read(buffer.WrittenMemory, options.Source, line, messages) : EventLine.ReadSnapshot(buffer.WrittenMemory, options.Source, messages);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private string? Time(string? text) =>
        text is null ? null : TicketTime.Parse(text, options.TimeFormat, options.Zone)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? text;
}
