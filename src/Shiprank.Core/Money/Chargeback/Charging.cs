using Shiprank.Core.Money.Bills;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>
/// Charges one month. Give it every cell of usage (<see cref="Charge"/>), then ask for <see cref="Rest"/>: what is shared, seats, and what the invoices
/// have beyond that. The order of cells does not matter, and no nano-dollar is lost or made: all lines that count sum to usage + seats + differences.
/// </summary>
/// <param name="ticketCentre">Cost centre of a ticket on a day; null when the ticket names none or nobody knows it.</param>
/// <param name="lastDay">Last day of the month.</param>
public sealed class Charging(ChargeSettings settings, Func<string, DateOnly, string?> ticketCentre, DateOnly lastDay)
{
    private readonly Dictionary<(string Rule, string Issuer), (ChargeTarget Target, ChargeAmount Amount)> pools = [];
    private readonly Dictionary<(string Issuer, string Centre), long> direct = [];
    private readonly Dictionary<(string Tool, string Model), string> issuers = [];

    // Cells come in runs of one centre, tool and model: what was looked up last is mostly what is asked next.
    private (string Tool, string Model, string Issuer) asked = ("", "", "");
    private (string Issuer, string Centre, long Nano) running = ("", "", 0);

    /// <summary>What was charged so far, by who bills it.</summary>
    public IReadOnlyDictionary<string, long> UsageByIssuer
    {
        get
        {
            Settle();
            return direct.Select(d => (d.Key.Issuer, Nano: d.Value)).Concat(pools.Select(p => (p.Key.Issuer, Nano: p.Value.Amount.NanoUsd)))
                .GroupBy(d => d.Issuer, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(d => d.Nano), StringComparer.Ordinal);
        }
    }

    /// <summary>The line of a cell: who pays for it, and by which rule.</summary>
    public ChargeLine Charge(in ChargeCell cell)
    {
        var issuer = Issuer(cell.Tool, cell.Model);
        foreach (var rule in settings.Rules)
        {
            if (!rule.Fits(cell)) continue;
            if (rule.Target is { } target) return Line(cell, issuer, rule.Name, target);
            var centre = rule.By == ChargeBy.Ticket ? ticketCentre(cell.Ticket, cell.Day) : cell.PersonCentre;
            if (centre is { Length: > 0 }) return Line(cell, issuer, rule.Name, ChargeTarget.To(centre));
        }

        return Line(cell, issuer, ChargeSettings.UnattributedRule, settings.Unattributed);
    }

    /// <param name="headcount">People by centre on the last day; centres without any may be absent.</param>
    /// <param name="seats">As <see cref="SeatCharges"/> makes them, and what seats include.</param>
    /// <param name="gaps">Of invoices in dollars: each issuer's sum to its invoice less its usage and <paramref name="seats"/>.</param>
    public IReadOnlyList<ChargeLine> Rest(IReadOnlyDictionary<string, int> headcount, IReadOnlyList<ChargeLine> seats, IReadOnlyList<(string Issuer, GapCause Cause, long NanoUsd)> gaps)
    {
        Settle();
        var lines = new List<ChargeLine>(seats);
        foreach (var ((rule, issuer), (target, amount)) in pools.OrderBy(p => p.Key.Rule, StringComparer.Ordinal).ThenBy(p => p.Key.Issuer, StringComparer.Ordinal))
        {
            Divide(lines, ChargeKind.Shared, issuer, rule, amount.NanoUsd, target, headcount, null);
        }

        foreach (var (issuer, cause, nano) in gaps)
        {
            if (nano != 0) Divide(lines, ChargeKind.Difference, issuer, GapCauses.Word(cause), nano, settings.Differences, headcount, issuer);
        }

        return lines;
    }

    private string Issuer(string tool, string model)
    {
        if (ReferenceEquals(tool, asked.Tool) && ReferenceEquals(model, asked.Model)) return asked.Issuer;
        if (!issuers.TryGetValue((tool, model), out var issuer)) issuers.Add((tool, model), issuer = Issuers.Of(tool, model));
        asked = (tool, model, issuer);
        return issuer;
    }

    private void Add(string issuer, string centre, long nano)
    {
        if (!ReferenceEquals(issuer, running.Issuer) || !ReferenceEquals(centre, running.Centre))
        {
            Settle();
            running = (issuer, centre, 0);
        }

        running.Nano = checked(running.Nano + nano);
    }

    private void Settle()
    {
        if (running.Nano != 0) direct[(running.Issuer, running.Centre)] = direct.GetValueOrDefault((running.Issuer, running.Centre)) + running.Nano;
        running.Nano = 0;
    }

    private ChargeLine Line(in ChargeCell cell, string issuer, string rule, ChargeTarget target)
    {
        if (target.Share is null)
        {
            var centre = target.Centre ?? "";
            Add(issuer, centre, cell.Amount.NanoUsd);
            return new(cell.Day, ChargeKind.Direct, centre, issuer, cell.Tool, cell.Model, cell.Repository, cell.Ticket, rule, cell.Amount);
        }

        var pool = pools.GetValueOrDefault((rule, issuer));
        pools[(rule, issuer)] = (target, pool.Amount + cell.Amount);
        return new(cell.Day, ChargeKind.Pooled, "", issuer, cell.Tool, cell.Model, cell.Repository, cell.Ticket, rule, cell.Amount);
    }

    private void Divide(List<ChargeLine> lines, ChargeKind kind, string issuer, string rule, long nano, ChargeTarget target, IReadOnlyDictionary<string, int> headcount, string? only)
    {
        if (nano == 0) return;
        foreach (var (centre, part) in Parts(nano, target, headcount, only))
        {
            if (part != 0) lines.Add(new(lastDay, kind, centre, issuer, "", "", "", "", rule, new(part, default)));
        }
    }

    private IEnumerable<(string Centre, long Part)> Parts(long nano, ChargeTarget target, IReadOnlyDictionary<string, int> headcount, string? only)
    {
        if (target.Share is not { } key) return [(target.Centre ?? "", nano)];
        var weights = Weights(key, target, headcount, only);

        // A key under which nobody has any weight divides nothing: the money stays visible as unallocated.
        if (weights.Count == 0) return [("", nano)];
        return weights.Select(w => w.Centre).Zip(Share.Split(nano, [.. weights.Select(w => w.Weight)]));
    }

    private List<(string Centre, long Weight)> Weights(ShareKey key, ChargeTarget target, IReadOnlyDictionary<string, int> headcount, string? only)
    {
        var weights = key switch
        {
            ShareKey.Headcount => headcount.Select(h => (Centre: h.Key, Weight: (long)h.Value)),
            ShareKey.Weights => target.Weights.Select(w => (Centre: w.Key, Weight: (long)(w.Value * 1_000_000m))),
            ShareKey.Equal => Centres(headcount).Select(c => (Centre: c, Weight: 1L)),
            _ => Direct(only),
        };
        return [.. weights.Where(w => w.Weight > 0 && w.Centre.Length > 0).OrderBy(w => w.Centre, StringComparer.Ordinal)];
    }

    private IEnumerable<string> Centres(IReadOnlyDictionary<string, int> headcount) =>
        settings.Centres.Select(c => c.Id).Concat(headcount.Keys).Concat(direct.Keys.Select(d => d.Centre)).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>By what is had directly of the issuer, else of all; a difference of an issuer that nobody has anything of goes by all that they have.</summary>
    private IEnumerable<(string Centre, long Weight)> Direct(string? only)
    {
        var own = only is null ? [] : direct.Where(d => d.Key.Issuer == only && d.Key.Centre.Length > 0 && d.Value > 0).Select(d => (d.Key.Centre, d.Value)).ToList();
        return own.Count > 0 ? own : direct.GroupBy(d => d.Key.Centre, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(d => d.Value)));
    }
}
