using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Sync;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.VendorReports;
using Shiprank.Sources.VendorReports.Api;
using Shiprank.Store;

namespace Shiprank.Engine.Reconcile;

/// <summary>Where tokens of vendors' APIs come from, and how long they are let wait for; without it APIs are not asked.</summary>
/// <param name="Variable">An environment variable's value; null when it is not set.</param>
public sealed record BillApis(Func<string, string?> Variable, TimeSpan Patience);

/// <summary>Reads what <c>bills:</c> of the organisation file names. A file that was read is known by its content; an API goes on where it stopped.</summary>
internal sealed class BillSync(IStore store, Workspace workspace, TimeProvider clock, SyncReport report)
{
    /// <summary>Days that are asked for again each time: vendors correct the last few.</summary>
    private const int Again = 3;

    private const int FirstReach = 90;

    private readonly BillIntake intake = new(store, workspace, report.Ingest);

    public void ReadFiles(CancellationToken cancel)
    {
        foreach (var source in workspace.Organisation.Bills.Where(b => b.Path is not null))
        {
            var files = BillFilePaths.Of(source.Path!);
            report.Sources.Add(source.Path!);
            if (files.Count == 0) report.Problems.Add(new(source.Path!, 0, "no such file of a bill is there", "mend `bills` in the organisation file, or bring it back"));
            foreach (var file in files)
            {
                cancel.ThrowIfCancellationRequested();
                if (intake.File(VendorReport.Of(source.Kind)!, file, cancel) is { } taken) Count(taken);
            }
        }
    }

    /// <summary>What is the same as long as reading the files again tells nothing new.</summary>
    public string Fingerprint() => string.Join('\n', workspace.Organisation.Bills.Where(b => b.Path is not null)
        .SelectMany(b => BillFilePaths.Of(b.Path!)).Select(f => new FileInfo(f)).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));

    public async Task ReadApis(BillApis apis, CancellationToken cancel)
    {
        foreach (var source in workspace.Organisation.Bills.Where(b => b.Api is not null))
        {
            var token = SecretReader.Read(source.Token, apis.Variable, $"bills: {source.Kind}", report.Problems) is [var first, ..] ? first : null;
            if (token is null || ReportApis.Of(source.Kind) is not { } api) continue;
            report.Sources.Add(source.Name);
            using var client = new ReportClient(api, source.Api!, token, clock, apis.Patience);
            if (await Read(client, source, cancel) is { } problem) report.Problems.Add(problem with { Where = $"{source.Kind} of {problem.Where}" });
        }
    }

    /// <returns>What ended it early; what was read until then stands.</returns>
    private async Task<Problem?> Read(ReportClient client, BillSource source, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = store.ReadBillCursor(source.Name)?.Reached.AddDays(-Again) ?? source.Since ?? today.AddDays(-FirstReach);
        while (from < today)
        {
            var until = from.AddDays(client.Days) < today ? from.AddDays(client.Days) : today;
            var answer = await client.Read(from, until, cancel);
            if (!answer.Succeeded) return answer.Problem;
            Count(intake.Take(VendorReport.Of(source.Kind)!, source.Name, answer.Value, new(source.Name, until), cancel));
            from = until;
        }

        return null;
    }

    private void Count(TakenBill taken)
    {
        report.BillsAdded += taken.Saved.Added;
        report.BillsReplaced += taken.Saved.Replaced;
        report.BillsKnown += taken.Saved.Same;
        report.BillCopies += taken.Saved.KnownAs is null ? taken.Saved.Copies : 0;
    }
}
