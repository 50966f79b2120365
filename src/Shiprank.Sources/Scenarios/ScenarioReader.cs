using Shiprank.Core;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Prices;

namespace Shiprank.Sources.Scenarios;

/// <summary>Reads a scenario file: strict keys, every problem with its line.</summary>
public sealed class ScenarioReader
{
    private readonly List<Problem> problems = [];
    private readonly OrganisationFile organisation;
    private readonly PriceParts prices;
    private readonly string path;

    private ScenarioReader(string path, OrganisationFile organisation, PriceParts prices) => (this.path, this.organisation, this.prices) = (path, organisation, prices);

    /// <param name="prices">What usage is priced by; a scenario's own list goes before it.</param>
    public static Reading<SpendScenario> Read(string path, OrganisationFile organisation, PriceParts prices)
    {
        var text = ConfigurationText.Read(path);
        return text.Succeeded ? Parse(text.Value.Text, path, organisation, prices) : new(null, [text.Problem]);
    }

    public static Reading<SpendScenario> Parse(string yaml, string path, OrganisationFile organisation, PriceParts prices)
    {
        var reader = new ScenarioReader(path, organisation, prices);
        var scenario = YamlTree.Parse(yaml, path, reader.problems) switch
        {
            YamlMap map => reader.File(new(map, path, reader.problems, "name", "why", "date", "window", "models", "prices", "caching", "batch", "fast", "seats", "growth", "adoption", "assumptions")),
            var other => reader.Refuse(path, other?.Line ?? 0),
        };
        return reader.problems.Count == 0 ? new(scenario, []) : new(null, [.. reader.problems.OrderBy(p => p.Line)]);
    }

    private SpendScenario? Refuse(string path, long line)
    {
        if (problems.Count == 0) problems.Add(new(path, line, "the file is not a set of keys and values", "see docs/guides/model-the-spend.md"));
        return null;
    }

    private SpendScenario File(YamlSection root)
    {
        var window = root.Section("window", "since", "until");
        var (since, until) = (window?.Date("since"), window?.Date("until"));
        if (window is not null && (since is null || until is null)) window.Problem("until", "a window needs \"since\" and \"until\"");
        if (since > until) window!.Problem("until", "\"until\" is before \"since\"");
        return Priced(root, new()
        {
            Name = root.Required("name"),
            Why = root.Text("why"),
            Date = root.Date("date"),
            Since = since,
            Until = until,
            Models = [.. root.Sections("models", "from", "to", "share", "input", "output", "tries", "teams", "tools").Select(Swap)],
            Caching = root.Section("caching", "share", "models", "teams", "tools") is { } caching ? new(Of(caching), Range(caching, "share", null, 0, 1)) : null,
            Batch = root.Section("batch", "share", "factor", "models", "teams", "tools") is { } batch ? new(Of(batch), Range(batch, "share", null, 0, 1), batch.Has("factor") ? batch.Number("factor", 1, 0, 1) : null) : null,
            Fast = root.Section("fast", "share", "models", "teams", "tools") is { } fast ? new(Of(fast), Range(fast, "share", null, 0, 1)) : null,
            Seats = [.. root.Sections("seats", "name", "plan", "tool", "usd_per_month", "covers_usd", "for").Select(Seat)],
            Growth = Range(root, "growth", default(Estimate), -0.99m, 100),
            Adoption = root.Section("adoption", "to", "use") is { } adoption ? new(adoption.Number("to", organisation.AdoptionTarget, 0, 1), Range(adoption, "use", Estimate.One, 0, 10)) : null,
            Assumptions = root.Texts("assumptions"),
        });
    }

    private SpendScenario Priced(YamlSection root, SpendScenario scenario)
    {
        if (root.Section("prices", "file", "provider", "list", "at") is not { } section) return scenario;
        var at = section.Date("at");
        if (section.Has("file") && section.Has("list")) section.Problem("list", "\"file\" and \"list\" name two lists", "keep one of them");
        if (section.Text("list") is { } list)
        {
            if (list != "product") section.Problem("list", $"unknown list \"{list}\"", "product: the list without the organisation's own; any other is a file");
            return scenario with { Prices = prices.With([]).List, PricesName = "the product's list", PricesAt = at };
        }

        if (section.Text("file") is not { Length: > 0 } file) return scenario with { PricesAt = at };
        var its = Path.GetFullPath(file, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        var read = OwnPrices.Over(prices, new(Path.GetFileName(its), PriceListKind.Contract, its, section.TextOrTexts("provider"), null, null, section.LineOf("file")), path);
        if (!read.Succeeded) problems.Add(read.Problem);
        return read.Succeeded ? scenario with { Prices = read.Value, PricesName = Path.GetFileName(its), PricesAt = at } : scenario;
    }

    private ModelSwap Swap(YamlSection section)
    {
        var (from, to) = (section.Required("from"), section.Required("to"));
        var measured = section.Has("input") && section.Has("output") && section.Has("tries");
        return new(Of(section) with { Models = [from] }, to, Range(section, "share", Estimate.One, 0, 1), Range(section, "input", Estimate.One, 0, 100), Range(section, "output", Estimate.One, 0, 100), Range(section, "tries", Estimate.One, 0, 100), measured);
    }

    private SeatOffer Seat(YamlSection section)
    {
        SeatsFor whom = section.Text("for") switch
        {
            null or "above" => SeatsFor.Above,
            "all" => SeatsFor.All,
            _ => Wrong(section),
        };
        if (section.Text("plan") is { } plan)
        {
            if (organisation.Prices.Seats.FirstOrDefault(s => s.Name == plan) is { } known) return new(plan, known.Tool, known.UsdPerMonth, section.Has("covers_usd") ? section.Number("covers_usd", 0, 0, 1_000_000) : null, whom);
            section.Problem("plan", $"`prices: seats:` of the organisation file has no plan \"{plan}\"");
            return new(plan, "", 0, null, whom);
        }

        if (!section.Has("usd_per_month")) section.Problem("usd_per_month", "\"usd_per_month\" is missing", "or plan: the name of one in the organisation file");
        var tool = section.Required("tool");
        return new(section.Text("name") ?? $"a seat of {tool}", tool, section.Number("usd_per_month", 0, 0, 1_000_000), section.Has("covers_usd") ? section.Number("covers_usd", 0, 0, 1_000_000) : null, whom);
    }

    private static SeatsFor Wrong(YamlSection section)
    {
        section.Problem("for", "\"for\" is none of the known ones", "above (whom a seat would save money) or all");
        return SeatsFor.Above;
    }

    private Scope Of(YamlSection section)
    {
        var teams = section.Texts("teams");
        foreach (var team in teams.Where(t => organisation.Teams.All(k => k.Id != t))) section.Problem("teams", $"no team has the id \"{team}\"", EditDistance.Nearest(team, organisation.Teams.Select(t => t.Id)) is { } nearest ? $"the nearest id is \"{nearest}\"" : "the file lists no teams");
        return new(teams, section.Texts("tools"), section.Texts("models"));
    }

    /// <summary>A number, or two that it lies between.</summary>
    private static Estimate Range(YamlSection section, string key, Estimate? otherwise, decimal least, decimal most)
    {
        if (!section.Has(key))
        {
            if (otherwise is null) section.Problem(key, $"\"{key}\" is missing");
            return otherwise ?? default;
        }

        if (section.Value(key) is not YamlList) return Estimate.Exactly(section.Number(key, 0, least, most));
        var ends = section.Numbers(key, [least, least], 2, least, most);
        if (ends[0] > ends[1]) section.Problem(key, $"the range of \"{key}\" begins above its end");
        return Estimate.Between(ends[0], ends[1]);
    }
}
