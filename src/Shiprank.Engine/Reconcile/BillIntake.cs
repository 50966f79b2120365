using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Sources.VendorReports;
using Shiprank.Store;

namespace Shiprank.Engine.Reconcile;

/// <summary>What came of one file or answer.</summary>
/// <param name="Lines">Lines and invoices that it says, copies counted once; 0 when its content is known.</param>
/// <param name="Ignored">Sound rows that are no usage of agents.</param>
public sealed record TakenBill(SavedBills Saved, int Lines, IReadOnlyDictionary<string, int> Ignored);

/// <summary>Reads vendors' reports into the store: people are matched, what is wrong is named, the same content is taken once.</summary>
public sealed class BillIntake(IStore store, Workspace workspace, IngestReport report)
{
    private static readonly Dictionary<string, int> nothing = new(StringComparer.Ordinal);

    private readonly BillActors actors = new(workspace, store.Key);

    /// <returns>Null when the file can't be read, which the report names then.</returns>
    public TakenBill? File(VendorReport kind, string path, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(path).Length > VendorReport.Largest)
            {
                report.Skip(path, 0, "larger than 1 GB: not a report");
                return null;
            }

            return Take(kind, path, System.IO.File.ReadAllBytes(path), null, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(path, 0, $"can't be read: {e.Message}");
            return null;
        }
    }

    /// <param name="source">A path, or the name of an API source.</param>
    /// <param name="cursor">How far the API is read with it.</param>
    public TakenBill Take(VendorReport kind, string source, ReadOnlyMemory<byte> bytes, BillCursor? cursor, CancellationToken cancel)
    {
        var hash = Hash(kind, bytes.Span);
        if (store.BillKnownAs(hash) is { } known)
        {
            if (known != source && cursor is null) report.Skip(source, 0, $"the same content as {known}: taken once");
            var saved = cursor is null ? new(0, 0, 0, 0, known) : store.SaveBills(new() { Source = source, Report = kind.Id, ContentHash = hash, Cursor = cursor }, cancel);
            return new(saved, 0, nothing);
        }

        var reading = kind.Read(bytes, source, report);
        return new(
            store.SaveBills(new() { Source = source, Report = kind.Id, ContentHash = hash, Lines = [.. reading.Lines.Select(actors.Name)], Invoices = reading.Invoices, Cursor = cursor }, cancel),
            reading.Lines.Count + reading.Invoices.Count, reading.Ignored);
    }

    private static Guid Hash(VendorReport kind, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(kind.Id + "\n"));
        hash.AppendData(bytes);
        return ContentHash.Of(hash);
    }
}
