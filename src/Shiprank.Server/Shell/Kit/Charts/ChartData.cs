using System.Text.Json.Nodes;
using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Server.Shell.Kit.Charts;

/// <summary>What charts are drawn from. Every one begins with the sentence that it is for those who don't see it.</summary>
public static class ChartData
{
    /// <summary>The groups of fates as charts and styles know them, in the order in which they are stacked.</summary>
    public static readonly IReadOnlyList<(SpendGroup Group, string Key, string Text)> Groups =
    [
        (SpendGroup.Live, "live", "Live"),
        (SpendGroup.InFlight, "flight", "In flight"),
        (SpendGroup.Undone, "undone", "Undone"),
        (SpendGroup.Abandoned, "abandoned", "Abandoned"),
        (SpendGroup.NoCode, "nocode", "No code"),
        (SpendGroup.Unattributed, "unattributed", "Unattributed"),
        (SpendGroup.NotShown, "hidden", "Not shown"),
    ];

    public static string KeyOf(SpendGroup group) => Groups.First(g => g.Group == group).Key;

    public static string TextOf(SpendGroup group) => Groups.First(g => g.Group == group).Text;

    /// <summary>Spend in time by what became of it.</summary>
    /// <param name="x">Names of the columns; <paramref name="titles"/> are their full ones.</param>
    /// <param name="settling">How many of the last columns may still change.</param>
    public static JsonObject Fates(string summary, IEnumerable<string> x, IEnumerable<string> titles, IEnumerable<(SpendGroup Group, IReadOnlyList<decimal> Usd)> fates, int settling) => new()
    {
        ["summary"] = summary,
        ["x"] = Texts(x),
        ["titles"] = Texts(titles),
        ["fates"] = new JsonObject(fates.Select(f => KeyValuePair.Create<string, JsonNode?>(KeyOf(f.Group), Numbers(f.Usd.Select(u => (decimal?)u))))),
        ["settling"] = settling,
    };

    /// <summary>Where spend went. Ids are told apart by their kind: a repository may be called like a tool.</summary>
    public static JsonObject Flow(string summary, decimal total, IEnumerable<(string Id, string Name, SpendGroup? Group)> nodes, IEnumerable<(string From, string To, decimal Usd)> links) => new()
    {
        ["summary"] = summary,
        ["total"] = total,
        ["nodes"] = new JsonArray([.. nodes.Select(n => Node(n.Id, n.Name, n.Group))]),
        ["links"] = new JsonArray([.. links.Where(l => l.Usd > 0).Select(l => new JsonArray(l.From, l.To, l.Usd))]),
    };

    /// <summary>One measure of one or a few in time.</summary>
    /// <param name="format"><c>usd</c>, <c>percent</c> (0–100), <c>count</c> or <c>rate</c>.</param>
    public static JsonObject Lines(string summary, IEnumerable<string> x, IEnumerable<string> titles, IEnumerable<(string Name, IReadOnlyList<decimal?> Values)> series, string format, decimal? max = null, decimal? target = null, string? targetName = null, int settling = 0)
    {
        var data = new JsonObject
        {
            ["summary"] = summary,
            ["x"] = Texts(x),
            ["titles"] = Texts(titles),
            ["series"] = new JsonArray([.. series.Select(s => new JsonObject { ["name"] = s.Name, ["data"] = Numbers(s.Values) })]),
            ["format"] = format,
            ["settling"] = settling,
        };
        Put(data, "max", max);
        Put(data, "target", target);
        if (targetName is not null) data["targetName"] = targetName;
        return data;
    }

    /// <summary>What holds until the next step.</summary>
    /// <param name="series">Points by day; the last is where the line ends.</param>
    /// <param name="today">Marked where the lines go on after it; null: they end there.</param>
    public static JsonObject Steps(string summary, IEnumerable<(string Name, IReadOnlyList<(DateOnly Day, decimal Value)> Points)> series, string format, string valueName, DateOnly? today) => new()
    {
        ["summary"] = summary,
        ["series"] = new JsonArray([.. series.Select(s => new JsonObject { ["name"] = s.Name, ["points"] = new JsonArray([.. s.Points.Select(p => new JsonArray(Times.Machine(p.Day), p.Value))]) })]),
        ["format"] = format,
        ["valueName"] = valueName,
        ["today"] = today is { } day ? Times.Machine(day) : null,
    };

    /// <summary>The same whole on several setups, US dollars.</summary>
    public static JsonObject Compare(string summary, IEnumerable<string> rows, IEnumerable<(string Name, IReadOnlyList<decimal> Usd)> series) => new()
    {
        ["summary"] = summary,
        ["rows"] = Texts(rows),
        ["series"] = new JsonArray([.. series.Select(s => new JsonObject { ["name"] = s.Name, ["data"] = Numbers(s.Usd.Select(u => (decimal?)u)) })]),
    };

    /// <summary>From one sum to others. Kinds: <c>total</c> stands from zero, <c>change</c> and <c>part</c> go on from the step before, <c>rest</c> is what is left.</summary>
    public static JsonObject Waterfall(string summary, IEnumerable<(string Name, decimal Usd, string Kind, string? Note)> steps) => new()
    {
        ["summary"] = summary,
        ["steps"] = new JsonArray([.. steps.Select(s =>
        {
            var step = new JsonObject { ["name"] = s.Name, ["value"] = s.Usd, ["kind"] = s.Kind };
            if (s.Note is not null) step["note"] = s.Note;
            return step;
        })]),
    };

    /// <summary>Two measures of named things, the second with its interval.</summary>
    public static JsonObject Scatter(string summary, string xName, string xFormat, string yName, string yFormat, IEnumerable<(string Name, decimal X, decimal Y, decimal Low, decimal High)> points, decimal? yMid = null)
    {
        var data = new JsonObject
        {
            ["summary"] = summary,
            ["points"] = new JsonArray([.. points.Select(p => new JsonObject { ["name"] = p.Name, ["x"] = p.X, ["y"] = p.Y, ["lo"] = p.Low, ["hi"] = p.High })]),
            ["xName"] = xName,
            ["xFormat"] = xFormat,
            ["yName"] = yName,
            ["yFormat"] = yFormat,
        };
        Put(data, "yMid", yMid);
        return data;
    }

    /// <summary>What is used of an amount in time, and what will be. Values are sums up to the end of a day.</summary>
    /// <param name="x">Every day of the period.</param>
    /// <param name="actual">Of its first days.</param>
    /// <param name="forecast">Of the days after those; low and high are null where there is no band.</param>
    /// <param name="format"><c>usd</c> or <c>count</c>.</param>
    /// <param name="ends">Index of the day on which the amount is reached, with its name; null: not in this period.</param>
    public static JsonObject Forecast(string summary, IEnumerable<string> x, IReadOnlyList<decimal> actual, IReadOnlyList<(decimal Mid, decimal? Low, decimal? High)> forecast, decimal amount, string amountName, string format, (int Day, string Name)? ends)
    {
        var data = new JsonObject
        {
            ["summary"] = summary,
            ["x"] = Texts(x),
            ["actual"] = Numbers(actual.Select(a => (decimal?)a)),
            ["mid"] = Numbers(forecast.Select(f => (decimal?)f.Mid)),
            ["lo"] = Numbers(forecast.Select(f => f.Low)),
            ["hi"] = Numbers(forecast.Select(f => f.High)),
            ["budget"] = amount,
            ["budgetName"] = amountName,
            ["format"] = format,
        };
        if (ends is { } end)
        {
            data["ends"] = end.Day;
            data["endsName"] = end.Name;
        }

        return data;
    }

    /// <summary>A year of days by how many changes went live.</summary>
    public static JsonObject Days(string summary, DateOnly since, DateOnly until, IEnumerable<(DateOnly Day, int Live, decimal? Usd)> days, IEnumerable<DateOnly> undone) => new()
    {
        ["summary"] = summary,
        ["range"] = new JsonArray(Times.Machine(since), Times.Machine(until)),
        ["days"] = new JsonArray([.. days.Select(d => new JsonArray(Times.Machine(d.Day), d.Live, d.Usd))]),
        ["undone"] = Texts(undone.Select(Times.Machine)),
    };

    /// <summary>The share (0–100) of lines that are still there, by days since deployment.</summary>
    public static JsonObject Survival(string summary, string name, IEnumerable<(int Day, decimal Percent)> line, int days, string? baseName = null, IEnumerable<(int Day, decimal Percent)>? others = null, IEnumerable<(int Day, decimal Low, decimal High)>? band = null, IEnumerable<(string Name, int Day, decimal Percent)>? marks = null, decimal min = 0) => new()
    {
        ["summary"] = summary,
        ["name"] = name,
        ["line"] = new JsonArray([.. line.Select(p => new JsonArray(p.Day, p.Percent))]),
        ["days"] = days,
        ["baseName"] = baseName ?? "",
        ["base"] = new JsonArray([.. (others ?? []).Select(p => new JsonArray(p.Day, p.Percent))]),
        ["band"] = new JsonArray([.. (band ?? []).Select(p => new JsonArray(p.Day, p.Low, p.High))]),
        ["marks"] = new JsonArray([.. (marks ?? []).Select(m => new JsonObject { ["name"] = m.Name, ["at"] = new JsonArray(m.Day, m.Percent) })]),
        ["min"] = min,
    };

    private static JsonObject Node(string id, string name, SpendGroup? group)
    {
        var node = new JsonObject { ["id"] = id, ["name"] = name };
        if (group is { } fate) node["fate"] = KeyOf(fate);
        return node;
    }

    private static void Put(JsonObject data, string name, decimal? value)
    {
        if (value is { } known) data[name] = known;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)t)]);

    private static JsonArray Numbers(IEnumerable<decimal?> numbers) => new([.. numbers.Select(n => n is { } known ? (JsonNode?)known : null)]);
}
