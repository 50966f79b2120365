using Shiprank.Core.Pricing;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Prices;

/// <summary>How the page says things.</summary>
internal static class PriceWords
{
    /// <summary>USD per million, with as many decimals as it has: list prices go below a cent.</summary>
    public static string Rate(decimal? perMillion) => perMillion is not { } value ? "n/a" : value == Math.Round(value, 2) ? $"${value:#,##0.00}" : $"${value.ToString("0.0#####", System.Globalization.CultureInfo.InvariantCulture)}";

    public static string Rate(Rate? rate) => Rate(rate?.Base);

    /// <summary>A difference: <c>−$3.20</c>, <c>+$1.10</c>, <c>none</c>.</summary>
    public static string Signed(decimal? usd) => usd switch
    {
        null => "n/a",
        0 => "none",
        < 0 => Figures.Money(usd),
        _ => $"+{Figures.Money(usd)}",
    };

    /// <summary>The first sentence for everybody: what moved.</summary>
    public static string Moved(PricesView view)
    {
        var ours = view.Ours;
        var past = ours.Where(c => c.From <= view.Today).Select(c => c.Model).Distinct(StringComparer.Ordinal).Count();
        var coming = ours.Where(c => c.From > view.Today).Select(c => c.Model).Distinct(StringComparer.Ordinal).Count();
        var models = Figures.Many(view.Used.Count, "model");
        return $"{(past == 0 ? "No price" : $"Prices of {past}")} of the {models} in use changed within a year{(coming > 0 ? $", and {coming} {(coming == 1 ? "has" : "have")} a change announced" : "")}.";
    }

    public static string Verdict(ScenarioCheck check) => check.Total.Verdict switch
    {
        ScenarioVerdict.Within => "within the range",
        ScenarioVerdict.Below => "less than said",
        ScenarioVerdict.Above => "more than said",
        _ => $"{check.Days} of {check.AllDays} days over",
    };

    public static string Tone(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Within => "good",
        ScenarioVerdict.Open => "line",
        _ => "warn",
    };
}
