using Shiprank.Core.Money.Bills;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>prices</c> part of the organisation file.</summary>
internal sealed class PricesReader(Func<string, string> absolute, HashSet<string> people, IEnumerable<string> teams)
{
    private readonly HashSet<string> teams = [.. teams];

    public PriceSettings Read(YamlSection root)
    {
        if (root.Section("prices", "lists", "seats", "credits", "scenarios") is not { } section) return PriceSettings.None;
        return new()
        {
            Lists = Lists(section),
            Seats = Seats(section),
            Credits = Credits(section),
            Scenarios = section.Text("scenarios") is { Length: > 0 } scenarios ? absolute(scenarios) : null,
        };
    }

    private List<PriceListEntry> Lists(YamlSection prices)
    {
        List<PriceListEntry> lists = [];
        foreach (var section in prices.Sections("lists", "name", "kind", "file", "provider", "providers", "from", "to"))
        {
            var (name, file, kind) = (section.Required("name"), section.Required("file"), section.Required("kind"));
            if (lists.Exists(l => l.Name == name)) section.Problem("name", $"a second list named \"{name}\"");
            if (kind.Length > 0 && kind is not ("contract" or "list")) section.Problem("kind", $"unknown kind \"{kind}\"", "contract or list");
            if (section.Has("provider") && section.Has("providers")) section.Problem("provider", "\"provider\" and \"providers\" say the same", "keep one of them");
            var (from, to) = Span(section);
            var list = new PriceListEntry(name, kind == "list" ? PriceListKind.List : PriceListKind.Contract, file.Length > 0 ? absolute(file) : "", [.. section.TextOrTexts("provider"), .. section.TextOrTexts("providers")], from, to, section.Line);
            if (lists.FirstOrDefault(l => l.Kind == list.Kind && l.From == from && Shares(l, list) && !(l.From > to) && !(from > l.To)) is { } same)
                section.Problem("from", $"\"{name}\" and \"{same.Name}\" hold for the same provider from the same day on: nothing says which goes first", "let one of them begin later, or name other providers");
            lists.Add(list);
        }

        return lists;
    }

    private static bool Shares(PriceListEntry a, PriceListEntry b) => a.Providers.Count == 0 || b.Providers.Count == 0 || a.Providers.Intersect(b.Providers, StringComparer.Ordinal).Any();

    private List<SeatPlan> Seats(YamlSection prices)
    {
        List<SeatPlan> plans = [];
        foreach (var section in prices.Sections("seats", "name", "tool", "issuer", "usd_per_month", "from", "to", "people", "teams", "included_credits"))
        {
            var (name, tool) = (section.Required("name"), section.Required("tool"));
            if (plans.Exists(p => p.Name == name)) section.Problem("name", $"a second plan named \"{name}\"");
            if (!section.Has("usd_per_month")) section.Problem("usd_per_month", "\"usd_per_month\" is missing");
            if (!section.Has("from")) section.Problem("from", "\"from\" is missing", "the first day that the price holds");
            var (from, to) = Span(section);
            var (holders, groups) = (section.Texts("people"), section.Texts("teams"));
            foreach (var person in holders.Where(p => !people.Contains(p))) section.Problem("people", $"no person has the id \"{person}\"", OrganisationReader.Meant(person, people));
            foreach (var team in groups.Where(t => !teams.Contains(t))) section.Problem("teams", $"no team has the id \"{team}\"", EditDistance.Nearest(team, teams) is { } nearest ? $"the nearest id is \"{nearest}\"" : "the file lists no teams");
            if (holders.Count + groups.Count == 0) section.Problem("teams", $"nobody has a seat of \"{name}\"", "people: [ids], or teams: [ids]");
            plans.Add(new(
                name, tool, section.Text("issuer") ?? Issuers.Of(tool, ""), section.Number("usd_per_month", 0, 0, 100_000), from ?? DateOnly.MinValue, to, holders, groups,
                section.Has("included_credits") ? section.Number("included_credits", 0, 0, 1_000_000_000) : null));
        }

        return plans;
    }

    private static List<CreditEntry> Credits(YamlSection prices)
    {
        List<CreditEntry> credits = [];
        foreach (var section in prices.Sections("credits", "tool", "usd", "from", "to", "source"))
        {
            var tool = section.Required("tool");
            if (!section.Has("usd")) section.Problem("usd", "\"usd\" is missing", "USD for one credit");
            if (!section.Has("from")) section.Problem("from", "\"from\" is missing", "the first day that the price holds");
            var (from, to) = Span(section);
            var credit = new CreditEntry(tool, section.Number("usd", 0, 0, 1_000_000), from ?? DateOnly.MinValue, to, section.Text("source") ?? "the organisation file");
            if (credits.Exists(c => c.Tool == tool && c.From == credit.From)) section.Problem("from", $"a second price of {tool}'s credit from the same day on");
            credits.Add(credit);
        }

        return credits;
    }

    private static (DateOnly? From, DateOnly? To) Span(YamlSection section)
    {
        var (from, to) = (section.Date("from"), section.Date("to"));
        if (from > to) section.Problem("to", "\"to\" is before \"from\"");
        return (from, to);
    }
}
