using Shiprank.Core.Money.Chargeback;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ChargeTables;

/// <summary>Streams what a month's charges are made of. A name is one string, however many cells have it.</summary>
internal sealed class CellReader(Names names)
{
    public IEnumerable<ChargeCell> Read(Reader reader, DateOnly first, DateOnly until)
    {
        names.Load(reader.Connection);
        KnownNames tools = new(names.Tools), models = new(names.Models), centres = new(names.CostCentres), repositories = new(names.Repositories), tickets = new(names.Tickets);
        using var statement = reader.Connection.Prepare(Question.ChargeCells.For(UsageGrain.Day));
        using var result = statement.Bind(first, until).Stream();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                long Sum(int column) => result.Span<long>(column)[i];
                yield return new(
                    DuckTime.Day(result.Span<int>(1)[i]), tools.Of(result.Span<int>(2)[i]), models.Of(result.Span<int>(3)[i]), centres.Of(result.Span<int>(0)[i]), repositories.Of(result.Span<int>(4)[i]),
                    tickets.Of(result.Span<int>(5)[i]), result.Span<bool>(6)[i], new(Sum(14), new(Sum(7), Sum(8), Sum(9), Sum(10), Sum(11), Sum(12)), Sum(13), Sum(15), Sum(16)));
            }
        }
    }

    private sealed class KnownNames(NameTable names)
    {
        private readonly List<string?> known = [];

        public string Of(int id)
        {
            while (known.Count <= id) known.Add(null);
            return known[id] ??= names.Name(id);
        }
    }
}
