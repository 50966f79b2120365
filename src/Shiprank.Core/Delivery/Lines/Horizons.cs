namespace Shiprank.Core.Delivery.Lines;

/// <summary>What the ledger was told of a change's horizon in a service, and made use of.</summary>
/// <param name="OpenAt">The latest moment at which the horizon was asked for and had not passed; null when it had at every one.</param>
/// <param name="Horizon">The horizon, asked for after it had passed; null when that never happened.</param>
/// <param name="RolledBack">Whether the change was rolled back at its horizon; null when nobody asked.</param>
public readonly record struct AskedHorizon(int Change, short Service, DateTimeOffset? OpenAt, DateTimeOffset? Horizon, bool? RolledBack);

/// <summary>
/// Asks for horizons, and keeps each answer. A line's fate may hang on when a change was delivered, but only on what was so by the moment
/// of asking: a delivery whose horizon has not passed by then is as good as none. So a ledger holds as long as these answers do, whatever
/// else is learnt of deployments.
/// </summary>
internal sealed class Horizons(LedgerRules rules)
{
    private readonly Dictionary<(int Change, short Service), AskedHorizon> asked = [];

    /// <summary>In the order of change and service.</summary>
    public IReadOnlyList<AskedHorizon> Asked => [.. asked.Values.OrderBy(a => a.Change).ThenBy(a => a.Service)];

    /// <summary>The end of the change's horizon in the service, when <paramref name="at"/> is later; else null.</summary>
    public DateTimeOffset? Passed(int change, short service, DateTimeOffset at)
    {
        var answer = asked.GetValueOrDefault((change, service), new(change, service, null, null, null));
        var horizon = rules.DeliveredAt(change, service) + rules.Survival;
        if (horizon < at)
        {
            if (answer.Horizon is null) asked[(change, service)] = answer with { Horizon = horizon };
            return horizon;
        }

        // Times of changes never go back: the last question is the latest.
        if (answer.OpenAt != at) asked[(change, service)] = answer with { OpenAt = at };
        return null;
    }

    /// <summary>Whether the change was rolled back at a horizon that <see cref="Passed"/> gave.</summary>
    public bool IsRolledBack(int change, short service, DateTimeOffset horizon)
    {
        var rolledBack = rules.IsRolledBack(change, service, horizon);
        var answer = asked[(change, service)];
        if (answer.RolledBack is null) asked[(change, service)] = answer with { RolledBack = rolledBack };
        return rolledBack;
    }

    /// <summary>True when each answer would be the same now.</summary>
    public static bool Hold(IReadOnlyList<AskedHorizon> answers, LedgerRules rules)
    {
        foreach (var answer in answers)
        {
            var horizon = rules.DeliveredAt(answer.Change, answer.Service) + rules.Survival;
            if (answer.OpenAt is { } open && horizon < open) return false;
            if (answer.Horizon is null) continue;
            if (horizon != answer.Horizon) return false;
            if (answer.RolledBack is { } rolledBack && rules.IsRolledBack(answer.Change, answer.Service, answer.Horizon.Value) != rolledBack) return false;
        }

        return true;
    }

    public void Load(IReadOnlyList<AskedHorizon> answers)
    {
        foreach (var answer in answers) asked.Add((answer.Change, answer.Service), answer);
    }
}
