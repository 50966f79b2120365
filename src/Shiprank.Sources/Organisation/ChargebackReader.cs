using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>chargeback</c> and <c>cost_centres</c> parts of the organisation file.</summary>
internal sealed class ChargebackReader(HashSet<string> people, IReadOnlyList<TeamEntry> teams)
{
    private static readonly (string Word, ShareKey Key)[] keys = [("headcount", ShareKey.Headcount), ("direct", ShareKey.Direct), ("equal", ShareKey.Equal)];
    private static readonly (string Word, ChargeBy By)[] kinds = [("person", ChargeBy.Person), ("ticket", ChargeBy.Ticket), ("repository", ChargeBy.Repository), ("tool", ChargeBy.Tool)];

    public ChargeSettings Read(YamlSection root)
    {
        var centres = Centres(root);
        var section = root.Section("chargeback", "rules", "unattributed", "differences", "exchange");
        if (section is null) return ChargeSettings.Default with { Centres = centres };
        var known = centres.Select(c => c.Id).Concat(teams.Select(t => t.CostCentre).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        var rules = Rules(section, known);
        return new()
        {
            Centres = centres,
            Rules = rules.Count > 0 ? rules : ChargeSettings.Default.Rules,
            Unattributed = Policy(section, "unattributed", known) ?? ChargeSettings.Default.Unattributed,
            Differences = Policy(section, "differences", known) ?? ChargeSettings.Default.Differences,
            Exchange = Exchange(section),
        };
    }

    private List<CostCentre> Centres(YamlSection root)
    {
        List<CostCentre> centres = [];
        foreach (var section in root.Sections("cost_centres", "id", "name", "owners"))
        {
            var id = section.Required("id");
            if (id.Length > 0 && centres.Exists(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase))) section.Problem("id", $"a second cost centre \"{id}\"");
            centres.Add(new(id, section.Text("name") ?? id, AccessReader.People(section, "owners", people)));
        }

        return centres;
    }

    private static List<ChargeRule> Rules(YamlSection chargeback, HashSet<string> known)
    {
        List<ChargeRule> rules = [];
        foreach (var section in chargeback.Sections("rules", "name", "by", "names", "autonomous", "centre", "share", "from", "to"))
        {
            var word = section.Required("by");
            var kind = Array.FindIndex(kinds, k => k.Word == word);
            if (kind < 0 && word.Length > 0) section.Problem("by", $"unknown kind of rule \"{word}\"", "person, ticket, repository or tool");
            var by = kind < 0 ? ChargeBy.Person : kinds[kind].By;
            var names = section.Texts("names");
            var target = Target(section, known);
            if (target is null && by is ChargeBy.Repository or ChargeBy.Tool) section.Problem("by", $"a rule by {word} has to say who pays", "centre: a cost centre, or share: headcount, direct, equal or weights");
            if (by == ChargeBy.Person && names.Count > 0) section.Problem("names", "a rule by person takes the cost centre of the person's day; names of people are not for rules");
            var name = section.Text("name") ?? Name(word, names, target);
            if (rules.Exists(r => r.Name == name)) section.Problem("name", $"a second rule named \"{name}\"", "give one of them a \"name\"");
            var (from, to) = (section.Date("from"), section.Date("to"));
            if (from > to) section.Problem("to", "\"to\" is before \"from\"");
            rules.Add(new(name, by, [.. names.Select(Glob.Text)], section.Has("autonomous") ? section.Flag("autonomous", otherwise: true) : null, target, from, to));
        }

        return rules;
    }

    private static string Name(string word, IReadOnlyList<string> names, ChargeTarget? target) =>
        word + (names.Count > 0 ? " " + string.Join(", ", names) : "") + (target?.Share is not null ? " (shared)" : "");

    private static ChargeTarget? Policy(YamlSection chargeback, string key, HashSet<string> known) =>
        chargeback.Section(key, "centre", "share") is { } section ? Target(section, known) ?? ChargeTarget.Nobody : null;

    private static ChargeTarget? Target(YamlSection section, HashSet<string> known)
    {
        if (section.Has("centre") && section.Has("share")) section.Problem("share", "either one centre pays, or it is shared");
        if (section.Text("centre") is { } centre) return ChargeTarget.To(Known(section, "centre", centre, known));
        if (!section.Has("share")) return null;
        if (section.Value("share") is YamlMap) return Weights(section, known);
        var word = section.Text("share");
        var at = Array.FindIndex(keys, k => k.Word == word);
        if (at < 0) section.Problem("share", $"unknown key \"{word}\"", "headcount, direct, equal, or a weight for each cost centre: { CC-100: 3, CC-200: 1 }");
        return ChargeTarget.By(at < 0 ? ShareKey.Equal : keys[at].Key);
    }

    private static ChargeTarget Weights(YamlSection section, HashSet<string> known)
    {
        var centres = section.Entries("share").Select(e => e.Key).ToArray();
        var weights = section.Section("share", centres)!;
        var read = centres.Distinct(StringComparer.Ordinal).ToDictionary(c => Known(weights, c, c, known), c => weights.Number(c, 0, 0, 1_000_000), StringComparer.Ordinal);
        if (read.Values.Sum() == 0) section.Problem("share", "no cost centre has a weight");
        return ChargeTarget.By(read);
    }

    private static string Known(YamlSection section, string key, string centre, HashSet<string> known)
    {
        if (!known.Contains(centre)) section.Problem(key, $"no cost centre has the id \"{centre}\"", EditDistance.Nearest(centre, known) is { } nearest ? $"the nearest id is \"{nearest}\"" : "cost_centres and teams name none");
        return centre;
    }

    private static List<ExchangeRate> Exchange(YamlSection chargeback)
    {
        List<ExchangeRate> rates = [];
        foreach (var section in chargeback.Sections("exchange", "currency", "from", "usd"))
        {
            var currency = section.Required("currency");
            if (currency.Length > 0 && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper) || currency == "USD")) section.Problem("currency", $"\"{currency}\" is no other currency's code", "three capital letters (ISO 4217), such as EUR");
            if (!section.Has("usd")) section.Problem("usd", "\"usd\" is missing: dollars for one unit");
            var from = section.Date("from") ?? DateOnly.MinValue;
            if (rates.Exists(r => r.Currency == currency && r.From == from)) section.Problem("from", $"a second rate of {currency} from this day");
            rates.Add(new(currency, from, section.Number("usd", 1, 0.000001m, 1_000_000)));
        }

        return rates;
    }
}
