using System.Globalization;
using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Engine.Chargeback;

/// <summary>Rules in words, for statements: what finance reads beside the money.</summary>
public static class RuleWords
{
    public static IReadOnlyList<string> Of(ChargeSettings settings) =>
    [
        .. settings.Rules.Select(r => Of(r, settings)),
        $"What no rule gives to anybody {Pays(settings.Unattributed, settings)}.",
        $"What an invoice has more or less than our sums {Pays(settings.Differences, settings)}.",
    ];

    private static string Of(ChargeRule rule, ChargeSettings settings)
    {
        var what = rule.By switch
        {
            ChargeBy.Person => "Usage of a person",
            ChargeBy.Ticket => "Usage that names a ticket",
            ChargeBy.Repository => "Usage in repository",
            _ => rule.Names.Count > 0 ? "Usage of" : "Usage of any tool",
        };
        var names = rule.Names.Count > 0 ? " " + string.Join(", ", rule.Names.Select(n => n.Pattern)) : "";
        var runs = rule.Autonomous switch { true => ", of runs,", false => ", of attended sessions,", _ => "" };
        var pays = rule.Target is { } target ? Pays(target, settings) : rule.By == ChargeBy.Ticket ? "is paid by the ticket's cost centre" : "is paid by the cost centre of the team on that day";
        return $"{what}{names}{runs} {pays}{Span(rule)}.";
    }

    private static string Span(ChargeRule rule) => (rule.From, rule.To) switch
    {
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $", from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $", from {from:yyyy-MM-dd} on"),
        (null, { } to) => string.Create(CultureInfo.InvariantCulture, $", until {to:yyyy-MM-dd}"),
        _ => "",
    };

    private static string Pays(ChargeTarget target, ChargeSettings settings) => target switch
    {
        { Centre: { } centre } => $"is paid by {settings.Name(centre)}",
        { Share: ShareKey.Headcount } => "is shared by the number of people on the month's last day",
        { Share: ShareKey.Direct } => "is shared by what each centre has directly",
        { Share: ShareKey.Equal } => "is shared in equal parts",
        { Share: ShareKey.Weights } => "is shared " + string.Join(", ", target.Weights.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Value:0.####} {settings.Name(w.Key)}"))),
        _ => "stays unallocated",
    };
}
