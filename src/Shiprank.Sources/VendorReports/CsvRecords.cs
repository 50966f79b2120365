using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Shiprank.Sources.Organisation;

namespace Shiprank.Sources.VendorReports;

/// <summary>Rows of a CSV file by the names of its columns, in whatever order they stand and however they are separated.</summary>
internal static class CsvRecords
{
    /// <param name="required">Columns without which nothing is read; each with other names that it goes by.</param>
    /// <param name="flaw">Told what keeps the file or the rest of it from being read.</param>
    public static IEnumerable<ReportRow> Read(TextReader text, IReadOnlyList<string[]> required, Action<long, string> flaw)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            BadDataFound = null,
            MissingFieldFound = null,
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = 1024 * 1024,
        }, leaveOpen: true);
        var columns = Header(csv, required, flaw);
        if (columns is null) yield break;
        while (Next(csv, flaw))
        {
            var fields = csv.Parser.Record ?? [];
            if (fields.All(f => f.Length == 0)) continue;
            yield return new(csv.Parser.RawRow, name => columns.TryGetValue(name, out var at) && at < fields.Length && fields[at] is { Length: > 0 } and not "null" and not "NULL" ? fields[at] : null);
        }
    }

    private static Dictionary<string, int>? Header(CsvReader csv, IReadOnlyList<string[]> required, Action<long, string> flaw)
    {
        if (!Next(csv, flaw))
        {
            flaw(0, "the file is empty");
            return null;
        }

        csv.ReadHeader();
        var header = (csv.HeaderRecord ?? []).Select(h => h.Trim().TrimStart('\uFEFF')).ToArray();
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++) columns.TryAdd(header[i], i);
        var missing = required.Where(names => !names.Any(columns.ContainsKey)).Select(names => names[0]).ToList();
        foreach (var names in required)
        {
            if (names.FirstOrDefault(columns.ContainsKey) is { } found) columns.TryAdd(names[0], columns[found]);
        }

        if (missing.Count == 0) return columns;
        var nearest = EditDistance.Nearest(missing[0], header);
        flaw(1, $"no column {string.Join(", ", missing.Select(m => $"\"{m}\""))}{(nearest is null ? "" : $"; the nearest to the first is \"{nearest}\"")}");
        return null;
    }

    private static bool Next(CsvReader csv, Action<long, string> flaw)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvHelperException)
        {
            flaw(csv.Parser.RawRow, "not a CSV file from here on");
            return false;
        }
    }
}
