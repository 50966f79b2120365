namespace Shiprank.Core.Caps.Ledger;

/// <summary>Limits that somebody asked for with a run's work token: rules of that run alone, kept even where the organisation only tries its caps.</summary>
public static class OwnLimits
{
    public static IReadOnlyList<CapRule> Of(WorkToken token)
    {
        if (token.MostUsd is null && token.MostSteps is null && token.MostMinutes is null) return [];
        var rules = new List<CapRule>(3);
        if (token.MostUsd is { } usd) rules.Add(Rule("max-usd of this run", CapUnit.Usd, usd));
        if (token.MostSteps is { } steps) rules.Add(Rule("max-steps of this run", CapUnit.Steps, steps));
        if (token.MostMinutes is { } minutes) rules.Add(Rule("max-minutes of this run", CapUnit.Minutes, minutes));
        return rules;
    }

    private static CapRule Rule(string name, CapUnit unit, decimal limit) => new(name, [], CapWhen.Any, unit, limit, CapPer.Run, null, CapAction.Stop, null);
}
