using Shiprank.Core.Delivery;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>Reads which part of the organisation something is about: <c>organisation</c>, or one key with a name: <c>{ team: checkout }</c>.</summary>
internal sealed class ScopeReader(IReadOnlyList<RepositoryEntry> repositories, IReadOnlyList<TeamEntry> teams, string tickets)
{
    private static readonly string[] keys = [.. Enum.GetValues<BudgetSubject>().Where(s => s != BudgetSubject.Organisation).Select(BudgetScope.Word)];

    /// <returns>The whole organisation after a problem was named.</returns>
    public BudgetScope Read(YamlSection section, string key)
    {
        if (section.Value(key) is null or YamlScalar { Text: "organisation" }) return BudgetScope.Organisation;
        if (section.Value(key) is YamlScalar)
        {
            section.Problem(key, $"\"{key}\" is neither organisation nor one of {string.Join(", ", keys)} with a name", $"{key}: organisation, or {key}: {{ team: its id }}");
            return BudgetScope.Organisation;
        }

        if (section.Section(key, keys) is not { } part) return BudgetScope.Organisation;
        var named = keys.Where(part.Has).ToList();
        if (named.Count != 1)
        {
            section.Problem(key, $"\"{key}\" names {(named.Count == 0 ? "nothing" : "several things")}", $"one of {string.Join(", ", keys)}");
            return BudgetScope.Organisation;
        }

        var subject = Enum.GetValues<BudgetSubject>().First(s => BudgetScope.Word(s) == named[0]);
        return new(subject, Name(part, named[0], subject));
    }

    private string Name(YamlSection part, string key, BudgetSubject subject)
    {
        var name = part.Required(key);
        if (name.Length == 0) return name;
        if (subject == BudgetSubject.Team) Known(part, key, name, "team has the id", teams.Select(t => t.Id));
        if (subject == BudgetSubject.Repository) Known(part, key, name, "repository is named", repositories.Select(r => r.Name));
        if (subject == BudgetSubject.CostCentre) Known(part, key, name, "team has the cost centre", teams.Select(t => t.CostCentre).OfType<string>());
        if (subject != BudgetSubject.Ticket || name.Contains('#', StringComparison.Ordinal)) return name;
        var ticket = name.ToUpperInvariant();
        if (!IsKey(ticket)) part.Problem(key, $"\"{name}\" is no key that \"tickets\" matches", "a key such as PAY-12, or repository#12");
        return ticket;
    }

    private bool IsKey(string text)
    {
        try
        {
            return MessageReader.TicketPattern(tickets).Match(text) is { Success: true, Index: 0 } match && match.Length == text.Length;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // The pattern is a problem of its own already.
            return true;
        }
    }

    private static void Known(YamlSection part, string key, string name, string what, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (!names.Contains(name)) part.Problem(key, $"no {what} \"{name}\"", EditDistance.Nearest(name, names) is { } nearest ? $"the nearest is \"{nearest}\"" : "the file lists none");
    }
}
