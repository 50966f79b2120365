using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Sources.VendorReports;

namespace Shiprank.Tests.VendorReports;

/// <summary>Reads a report out of a text.</summary>
internal static class Reports
{
    public static ReportReading Read(string kind, string text, out IReadOnlyList<SkippedInput> skipped)
    {
        var report = new IngestReport();
        var reading = VendorReport.Of(kind)!.Read(Encoding.UTF8.GetBytes(text), "f", report);
        skipped = report.Skipped;
        return reading;
    }

    /// <summary>A report of which nothing is left out.</summary>
    public static ReportReading Read(string kind, string text)
    {
        var reading = Read(kind, text, out var skipped);
        Assert.Empty(skipped);
        return reading;
    }

    /// <summary>Line and reason of the one thing that is left out.</summary>
    public static (long Line, string Reason) Refused(string kind, string text)
    {
        Read(kind, text, out var skipped);
        var one = Assert.Single(skipped);
        return (one.Line, one.Reason);
    }
}
