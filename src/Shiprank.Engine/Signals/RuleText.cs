using System.Globalization;
using Shiprank.Core.Signals;

namespace Shiprank.Engine.Signals;

/// <summary>Rules in words, with the parameters that are in force.</summary>
public static class RuleText
{
    public static string Test(SignalRule rule, SignalSettings settings)
    {
        var text = rule.Test;
        foreach (var parameter in rule.Parameters) text = text.Replace($"{{{parameter.Name}}}", Value(settings.Of(rule, parameter.Name), parameter.Unit), StringComparison.Ordinal);
        return text;
    }

    /// <summary>A share as a percentage, all else as it is: sentences name their units themselves.</summary>
    private static string Value(decimal value, string unit) => unit == "share" ? $"{(100 * value).ToString("0.##", CultureInfo.InvariantCulture)} %" : value.ToString("0.########", CultureInfo.InvariantCulture);
}
