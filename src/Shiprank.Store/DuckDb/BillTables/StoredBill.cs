using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;

namespace Shiprank.Store.DuckDb.BillTables;

/// <summary>Brings lines into the form that the store keeps: keyed, rounded to whole nano-units, copies counted.</summary>
internal sealed class StoredBill(BillMarks marks)
{
    /// <summary>
    /// The lines of a batch by identity, in the order of their first. Of two that differ under one identity the later stands; of two that say the same one
    /// stands, with the number of its copies.
    /// </summary>
    public Dictionary<(string Issuer, string Report, string Key), BillLine> Of(IReadOnlyList<BillLine> lines)
    {
        var kept = new Dictionary<(string, string, string), BillLine>(lines.Count);
        foreach (var line in lines.Select(Of))
        {
            var key = (line.Issuer, line.Report, line.Key);
            kept[key] = kept.TryGetValue(key, out var first) && (first with { Copies = line.Copies }) == line ? first with { Copies = first.Copies + line.Copies } : line;
        }

        return kept;
    }

    private BillLine Of(BillLine line) => line with
    {
        Issuer = StoredText.Clean(line.Issuer),
        Report = StoredText.Clean(line.Report),
        Key = marks.Line(line.Issuer, line.Report, line.Key),
        Tool = StoredText.Clean(line.Tool),
        Model = StoredText.Clean(line.Model),
        Person = string.IsNullOrEmpty(line.Person) ? null : StoredText.Clean(line.Person),
        Actor = string.IsNullOrEmpty(line.Person) ? marks.Actor(line.Actor) : "",
        Credits = Nano.Units(Nano.Of(line.Credits)),
        Amount = Nano.Units(Nano.Of(line.Amount)),
        Currency = StoredText.Clean(line.Currency),
    };
}
