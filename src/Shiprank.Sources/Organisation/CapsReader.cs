using Shiprank.Core.Caps;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>caps</c> part of the organisation file: what runs may use, and what happens then.</summary>
internal sealed class CapsReader(IReadOnlyList<RepositoryEntry> repositories, IReadOnlyList<TeamEntry> teams, IReadOnlySet<string> people)
{
    private const decimal Most = 1_000_000_000m;
    private const int LongestName = 80;

    private static readonly (string Word, CapPart Part)[] parts = [.. Enum.GetValues<CapPart>().Select(p => (Word(p), p))];
    private static readonly (string Word, CapUnit Unit)[] units = [.. Enum.GetValues<CapUnit>().Select(u => (Word(u), u))];
    private static readonly string[] keys = ["name", "when", "limit", "per", "each", "action", "ask_whom", .. parts.Select(p => p.Word)];

    public CapSettings Read(YamlSection root)
    {
        if (root.Section("caps", "enforce", "grace", "ticket_hours", "attach_days", "loops", "rules") is not { } section) return CapSettings.None;
        return new()
        {
            Enforced = section.Flag("enforce", otherwise: true),
            Grace = Grace(section),
            TicketAge = TimeSpan.FromHours(section.Integer("ticket_hours", 24, 1, 24 * 365)),
            AttachDays = section.Integer("attach_days", 14, 1, 365),
            Loops = Loops(section),
            Rules = [.. Rules(section)],
        };
    }

    private static CapGrace? Grace(YamlSection caps)
    {
        if (caps.Section("grace", [.. units.Select(u => u.Word), "per"]) is not { } section) return null;
        return Limit(section, "grace") is var (unit, limit) ? new(unit, limit, Per(section, CapPer.Day)) : null;
    }

    private static LoopLimits Loops(YamlSection caps)
    {
        var usual = LoopLimits.Default;
        return caps.Section("loops", "same", "errors", "nothing_new") is { } section
            ? new(section.Integer("same", usual.Same, 0, 10_000), section.Integer("errors", usual.Errors, 0, 10_000), section.Integer("nothing_new", usual.NothingNew, 0, 100_000))
            : usual;
    }

    private IEnumerable<CapRule> Rules(YamlSection caps)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var section in caps.Sections("rules", keys))
        {
            var name = section.Required("name");
            if (name.Length > LongestName || name.Any(char.IsControl)) section.Problem("name", $"\"name\" is longer than {LongestName} characters, or has signs that can't be shown");
            if (name == CapCounter.Grace || (name.Length > 0 && !names.Add(name))) section.Problem("name", $"a second rule named \"{name}\"");
            var when = When(section);
            var action = Action(section);
            if (action == CapAction.Slow && when != CapWhen.Autonomous) section.Problem("action", "a person at work is never slowed", "when: autonomous, or action: tell");
            if (!section.Has("limit")) section.Problem("limit", "\"limit\" is missing", "limit: { usd: 40 }");
            var limit = section.Section("limit", [.. units.Select(u => u.Word)]) is { } map ? Limit(map, "limit") : null;
            var per = Per(section, CapPer.Run);
            if (limit is (CapUnit.Minutes, _) && per != CapPer.Run) section.Problem("per", "minutes are a run's", "per: run");
            yield return new(name, [.. Matches(section)], when, limit?.Unit ?? CapUnit.Usd, limit?.Limit ?? 0, per, Each(section), action, section.Text("ask_whom"));
        }
    }

    private IEnumerable<CapMatch> Matches(YamlSection section)
    {
        foreach (var (word, part) in parts.Where(p => section.Has(p.Word)))
        {
            var globs = section.TextOrTexts(word);
            if (Names(part) is { } known)
            {
                foreach (var name in globs.Where(g => !g.Contains('*') && !g.Contains('?') && !known.Contains(g, StringComparer.OrdinalIgnoreCase)))
                {
                    section.Problem(word, $"no {word} is named \"{name}\"", EditDistance.Nearest(name, known) is { } nearest ? $"the nearest is \"{nearest}\"" : "the file lists none");
                }
            }

            yield return new(part, [.. globs.Select(Glob.Text)]);
        }
    }

    /// <summary>Names that the file knows; null: anything may come.</summary>
    private IReadOnlyCollection<string>? Names(CapPart part) => part switch
    {
        CapPart.Person => [.. people],
        CapPart.Team => [.. teams.Select(t => t.Id)],
        CapPart.Repository => [.. repositories.Select(r => r.Name)],
        _ => null,
    };

    private static (CapUnit Unit, decimal Limit)? Limit(YamlSection section, string key)
    {
        var named = units.Where(u => section.Has(u.Word)).ToList();
        if (named.Count == 1) return (named[0].Unit, section.Number(named[0].Word, 0, 0, Most));
        section.Problem(named.Count > 1 ? named[1].Word : key, $"\"{key}\" counts {(named.Count == 0 ? "nothing" : "several things")}", $"one of {string.Join(", ", units.Select(u => u.Word))}");
        return null;
    }

    private static CapWhen When(YamlSection section) => One(section, "when", CapWhen.Autonomous);

    private static CapAction Action(YamlSection section) => One(section, "action", CapAction.Stop);

    private static CapPer Per(YamlSection section, CapPer usual) => One(section, "per", usual);

    private static CapPart? Each(YamlSection section) => section.Has("each") ? One(section, "each", CapPart.Job) : null;

    private static T One<T>(YamlSection section, string key, T usual)
        where T : struct, Enum
    {
        if (section.Text(key) is not { } text) return usual;
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value) == text) return value;
        }

        section.Problem(key, $"unknown {key} \"{text}\"", string.Join(", ", Enum.GetValues<T>().Select(Word)));
        return usual;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
