using System.Globalization;
using Shiprank.Core.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Health;

/// <summary>How each source of vendors' bills is: what it told last, and whether its last month is missing.</summary>
internal sealed class BillSources(IStore store, OrganisationFile organisation, DateTimeOffset now)
{
    /// <summary>Days after which a vendor's report of a month that ended should be there.</summary>
    private const int Late = 10;

    public IEnumerable<SourceRow> All()
    {
        if (organisation.Bills.Count == 0) return [];
        var files = store.ReadBillFiles();
        return organisation.Bills.Select(b => Row(b, [.. files.Where(f => IsOf(b, f))]));
    }

    private SourceRow Row(BillSource source, IReadOnlyList<BillFile> files)
    {
        var (last, rows) = (files.Max(f => f.Last), files.Sum(f => (long)f.Saved.Added));
        var due = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Late);
        var (state, wrong, next) = files.Count == 0
            ? (SourceState.NeverSeen, "nothing of it was ever read", source.Api is null ? "put the vendor's report there, then run a sync" : "run `shiprank sync`: it asks the vendor")
            : last < new DateOnly(due.Year, due.Month, 1).AddMonths(-1)
                ? (SourceState.Late, "a month that is over is missing", source.Api is null ? "export the report anew, and put it there" : "run `shiprank sync`: it asks the vendor")
                : (SourceState.Ok, "", "");
        return new(
            SourceKind.Bill, $"{source.Kind}: {Path.GetFileName(source.Path) ?? source.Api!.Authority}", source.Api is null ? "files of a vendor" : "asked at sync", state,
            last is { } day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null, files.Count > 0 ? files.Max(f => f.ReceivedAt) : null, rows,
            string.Create(CultureInfo.InvariantCulture, $"{files.Count} {(files.Count == 1 ? "report" : "reports")}"), [], wrong, next);
    }

    private static bool IsOf(BillSource source, BillFile file) =>
        file.Report == source.Kind && (source.Path is { } path ? Glob.Path(path.Replace('\\', '/')).IsMatch(file.Source.Replace('\\', '/')) : file.Source == source.Name);
}
