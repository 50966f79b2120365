using System.Text.Json;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>Discounts of batch processing that providers document. No log tells a batch, so no usage is priced by them: they are for models of spend.</summary>
public static class BatchBook
{
    private static readonly Lazy<IReadOnlyList<BatchDiscount>> shipped = new(Read);

    public static IReadOnlyList<BatchDiscount> Shipped => shipped.Value;

    private static IReadOnlyList<BatchDiscount> Read()
    {
        using var stream = typeof(BatchBook).Assembly.GetManifestResourceStream("Shiprank.Sources.Prices.batch.json") ?? throw new InvalidOperationException("the build left batch.json out");
        using var document = JsonDocument.Parse(stream);
        document.RootElement.Only("name", "batches");
        return document.RootElement.Each("batches", b =>
        {
            b.Only("provider", "factor", "cacheRead", "source", "date");
            return new BatchDiscount(b.Text("provider"), b.Number("factor"), b.Number("cacheRead"), b.Text("source"), b.Day("date"));
        });
    }
}
