using Shiprank.Engine.Demo.Paper;

namespace Shiprank.Engine.Demo.History;

/// <summary>Work items: each has an owner, each belongs to its team's epic, which carries the cost centre.</summary>
internal sealed class Tickets(DemoOptions options, Chance chance)
{
    private readonly Dictionary<string, List<Item>> items = [];
    private readonly Dictionary<string, Item> last = [];
    private readonly List<Item> own = [];

    /// <summary>The ticket that a person works on: the last one again, or a new one.</summary>
    public string For(Person person, Team team, DateTimeOffset now)
    {
        if (last.TryGetValue(person.Id, out var item) && item.Team == team && chance.Percent(30))
        {
            item.Touched = now;
            return item.Key;
        }

        if (!items.TryGetValue(team.Id, out var list)) items[team.Id] = list = [];
        item = new($"{team.Ticket}-{101 + list.Count}", team, person.Id, now.AddHours(-chance.Between(20, 200))) { Touched = now };
        list.Add(item);
        last[person.Id] = item;
        return item.Key;
    }

    /// <summary>A ticket with a key of its own, for work that is not drawn by chance.</summary>
    public void Add(string key, Person owner, Team team, DateTimeOffset opened, DateTimeOffset touched) => own.Add(new(key, team, owner.Id, opened) { Touched = touched });

    public void Write(EventPaper log)
    {
        foreach (var item in own) Write(log, item);
        foreach (var (_, list) in items.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            var team = list[0].Team;
            var opened = options.Start.AddDays(-30);
            log.Add(opened, "work_item", $"{team.Ticket}-100", json =>
            {
                json.WriteString("status", "in_progress");
                json.WriteString("opened_at", EventPaper.Time(opened));
                json.WriteString("cost_centre", team.CostCentre);
            });
            foreach (var item in list) Write(log, item);
        }
    }

    private void Write(EventPaper log, Item item)
    {
        var done = item.Touched < options.AsOf.AddDays(-4);
        log.Add(item.Opened, "work_item", item.Key, json =>
        {
            json.WriteString("owner", item.Owner);
            json.WriteString("status", done ? "done" : "in_progress");
            json.WriteString("opened_at", EventPaper.Time(item.Opened));
            if (done) json.WriteString("closed_at", EventPaper.Time(item.Touched.AddHours(26)));
            json.WriteString("parent", $"{item.Team.Ticket}-100");
        });
    }

    private sealed record Item(string Key, Team Team, string Owner, DateTimeOffset Opened)
    {
        public DateTimeOffset Touched { get; set; }
    }
}
