using System.Globalization;
using Shiprank.Core.Money.Bills;

namespace Shiprank.Sources.VendorReports;

/// <summary>Invoices out of a CSV file: <c>issuer, number, month, total, currency</c>. Without tax; a credit note is negative.</summary>
internal static class InvoiceTable
{
    private static readonly string[] months = ["yyyy-MM", "yyyy-MM-dd", "MM/yyyy", "yyyy/MM"];

    public static void Read(ReportText text)
    {
        var seen = new Dictionary<(string, string), long>();
        foreach (var row in text.Rows(["issuer"], ["number", "invoice"], ["month", "billing_month"], ["total", "amount"], ["currency"]))
        {
            var (issuer, number, written) = (row.Required("issuer").ToLowerInvariant(), row.Required("number"), row.Required("month"));
            var (total, currency) = (row.Amount("total"), row.Currency("currency"));
            if (!DateTime.TryParseExact(written, months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && row.Flaw is null) row.Wrong("\"month\" is not a month like 2026-07");
            if (row.Flaw is { } flaw) text.Skip(row.Line, flaw);
            else if (!seen.TryAdd((issuer, number), row.Line)) text.Skip(row.Line, $"the invoice \"{number}\" of {issuer} stands on line {seen[(issuer, number)]} already: that one counts");
            else text.Invoices.Add(new(issuer, number, new(month.Year, month.Month, 1), total, currency));
        }
    }
}
