using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Usage;
using Shiprank.Store.Charges;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ChargeTables;

/// <summary>Lines, bookings and heads of months.</summary>
internal sealed class ChargeTable(Names names)
{
    /// <summary>Replaces an open month. The lines are read again when the transaction has to be tried again.</summary>
    /// <returns>False when the month is closed: nothing has changed.</returns>
    public bool Replace(DuckConnection connection, DateOnly month, Func<IEnumerable<ChargeLine>> lines, Func<IReadOnlyList<ChargeSum>, (ChargedMonth Head, IReadOnlyList<Booking> Bookings)> finish)
    {
        if (connection.Scalar("select 1 from charge_months where month = $1 and closed_at is not null", month) is not null) return false;
        connection.Run("delete from charge_lines where month = $1", month);
        Append(connection, month, lines());
        var (head, bookings) = finish(Sums(connection, month));
        connection.Run("delete from charge_bookings where month = $1", month);
        Append(connection, month, bookings);
        connection.Run("delete from charge_months where month = $1", month);
        connection.Run(
            "insert into charge_months values ($1, $2, $3, $4, $5, $6)", month, StoredText.Clean(head.Stamp), head.ComputedAt, head.ClosedAt, StoredText.Clean(head.ClosedBy), StoredText.Clean(head.Body));
        return true;
    }

    public static List<ChargedMonth> Months(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select month, stamp, computed_at, closed_at, closed_by, body from charge_months order by month");
        using var result = statement.Run();
        var months = new List<ChargedMonth>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                months.Add(new(
                    DuckTime.Day(result.Span<int>(0)[i]), result.Text(1, i), DuckTime.Time(result.Span<long>(2)[i]), result.IsNull(3, i) ? null : DuckTime.Time(result.Span<long>(3)[i]),
                    result.Text(4, i), result.Text(5, i)));
            }
        }

        return months;
    }

    public static List<(DateOnly Month, Booking Booking)> Bookings(Reader reader)
    {
        using var statement = reader.Connection.Prepare(
            """
            select b.month, c.name, i.name, b.kind, r.name, b.cost_nano, b.cents, b.corrects
            from charge_bookings b join cost_centres c on c.cost_centre_id = b.cost_centre_id join issuers i on i.issuer_id = b.issuer_id join charge_rules r on r.rule_id = b.rule_id
            order by b.month, c.name, i.name, b.kind, b.corrects, r.name
            """);
        using var result = statement.Run();
        var bookings = new List<(DateOnly, Booking)>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                bookings.Add((DuckTime.Day(result.Span<int>(0)[i]), new(
                    result.Text(1, i), result.Text(2, i), (ChargeKind)result.Span<short>(3)[i], result.Text(4, i), result.Span<long>(5)[i], result.Span<long>(6)[i],
                    result.IsNull(7, i) ? null : DuckTime.Day(result.Span<int>(7)[i]))));
            }
        }

        return bookings;
    }

    private void Append(DuckConnection connection, DateOnly month, IEnumerable<ChargeLine> lines)
    {
        using var appender = connection.Append("charge_lines");
        var rows = new AppendedRows(appender);
        RepeatedIds centres = new(names.CostCentres), issuers = new(names.Issuers), tools = new(names.Tools), models = new(names.Models), repositories = new(names.Repositories), tickets = new(names.Tickets), rules = new(names.ChargeRules);
        foreach (var line in lines)
        {
            rows.Day(0, month);
            rows.Day(1, line.Day);
            rows.Value(2, (short)line.Kind);
            rows.Value(3, centres.Of(line.Centre));
            rows.Value(4, issuers.Of(line.Issuer));
            rows.Value(5, tools.Of(line.Tool));
            rows.Value(6, models.Of(line.Model));
            rows.Value(7, repositories.Of(line.Repository));
            rows.Value(8, tickets.Of(line.Ticket));
            rows.Value(9, rules.Of(line.Rule));
            Amounts(rows, line.Amount);
            rows.Next();
        }

        rows.Flush();
    }

    private static void Amounts(AppendedRows rows, in ChargeAmount amount)
    {
        TokenCounts tokens = amount.Tokens;
        rows.Value(10, tokens.Input);
        rows.Value(11, tokens.CacheRead);
        rows.Value(12, tokens.CacheWrite5m);
        rows.Value(13, tokens.CacheWrite1h);
        rows.Value(14, tokens.Output);
        rows.Value(15, tokens.Reasoning);
        rows.Value(16, amount.NanoCredits);
        rows.Value(17, amount.NanoUsd);
        rows.Value(18, amount.EstimatedNanoUsd);
        rows.Value(19, amount.UnpricedTokens);
    }

    private List<ChargeSum> Sums(DuckConnection connection, DateOnly month)
    {
        using var statement = connection.Prepare("select cost_centre_id, issuer_id, kind, rule_id, cast(sum(cost_nano) as bigint) from charge_lines where month = $1 and kind <> 1 group by cost_centre_id, issuer_id, kind, rule_id");
        using var result = statement.Bind(month).Run();
        var sums = new List<ChargeSum>();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++)
            {
                sums.Add(new(
                    names.CostCentres.Name(result.Span<int>(0)[i]), names.Issuers.Name(result.Span<int>(1)[i]), (ChargeKind)result.Span<short>(2)[i], names.ChargeRules.Name(result.Span<int>(3)[i]), result.Span<long>(4)[i]));
            }
        }

        return sums;
    }

    private void Append(DuckConnection connection, DateOnly month, IReadOnlyList<Booking> bookings)
    {
        using var appender = connection.Append("charge_bookings");
        var rows = new AppendedRows(appender);
        foreach (var booking in bookings)
        {
            rows.Day(0, month);
            rows.Value(1, names.CostCentres.Id(StoredText.Clean(booking.Centre)));
            rows.Value(2, names.Issuers.Id(StoredText.Clean(booking.Issuer)));
            rows.Value(3, (short)booking.Kind);
            rows.Value(4, names.ChargeRules.Id(StoredText.Clean(booking.Rule)));
            rows.Value(5, booking.NanoUsd);
            rows.Value(6, booking.Cents);
            rows.Value(7, booking.Corrects is { } month0 ? DuckTime.Days(month0) : (int?)null);
            rows.Next();
        }

        rows.Flush();
    }

    /// <summary>Ids of names that come again and again as the same strings: one look at the name a string, not a line.</summary>
    private sealed class RepeatedIds(NameTable names)
    {
        private readonly Dictionary<string, int> known = new(ReferenceEqualityComparer.Instance);

        public int Of(string name)
        {
            if (name.Length == 0) return 0;
            if (known.TryGetValue(name, out var id)) return id;
            id = names.Id(StoredText.Clean(name));
            known.Add(name, id);
            return id;
        }
    }
}
