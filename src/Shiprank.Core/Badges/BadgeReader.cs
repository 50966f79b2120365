using System.Text.Json;

namespace Shiprank.Core.Badges;

/// <summary>
/// Reads badge definitions (JSON). The schema has no place for an amount: a criterion is a figure out of two closed lists, each a part of a
/// whole, with a bound between 0 and 1. What counts volume is refused by name.
/// </summary>
public static class BadgeReader
{
    private const int LongestText = 500;
    private const string Refused = "a badge is for an outcome with evidence, never for volume: tokens, spend, prompts, sessions, lines, commits, requests and hours have no badge";

    private static readonly string[] volume = ["token", "credit", "spend", "cost", "usd", "money", "prompt", "session", "response", "commit", "request", "loc", "hour", "streak", "count", "volume", "deployments", "changes"];

    /// <param name="where">Where the text comes from, for problems.</param>
    public static Result<IReadOnlyList<BadgeDefinition>> Read(ReadOnlySpan<byte> json, string where)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            using var document = JsonDocument.ParseValue(ref reader);
            var root = new BadgeSection(document.RootElement, where, "the file", "schemaVersion", "badges");
            if (root.Integer("schemaVersion", 1, 1) != 1) throw new FormatException("schemaVersion is not 1");
            List<BadgeDefinition> badges = [.. root.Sections("badges", "id", "name", "description", "criteria", "holders", "milestone", "rate", "expires_after_days").Select(Badge)];
            if (badges.GroupBy(b => b.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new FormatException($"two badges have the id {twice.Key}");
            return badges;
        }
        catch (JsonException e)
        {
            return new Problem(where, (e.LineNumber ?? -1) + 1, "is not JSON", "see docs/concepts/badges.md");
        }
        catch (FormatException e)
        {
            return new Problem(where, 0, e.Message, "see docs/concepts/badges.md");
        }
    }

    private static BadgeDefinition Badge(BadgeSection section)
    {
        var id = section.Text("id", LongestText);
        if (id.Length > 40 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) throw section.Wrong("id", "lower-case letters, digits and hyphens");
        var (milestone, rate) = (section.Section("milestone", "work", "standing_days", "where"), section.Section("rate", "figure", "at_most", "evidence_days", "below", "factor", "apart", "keeps_nd"));
        if ((milestone is null) == (rate is null)) throw new FormatException($"{id}: a badge has a milestone or a rate, one of them");
        var holders = section.Texts("holders").Select(h => Word(section, "holders", h, Holders)).Distinct().ToList();
        if (holders.Count == 0) throw section.Wrong("holders", "some of person, team, repository");
        if (milestone is not null && holders is not [HolderKind.Person]) throw new FormatException($"{id}: a milestone is a person's");
        return new()
        {
            Id = id,
            Name = section.Text("name", 60),
            Description = section.Text("description", 200),
            Criteria = section.Text("criteria", LongestText),
            Holders = holders,
            Milestone = milestone is null ? null : MilestoneOf(milestone),
            Rate = rate is null ? null : RateOf(rate, holders),
            ExpiresAfterDays = section.Has("expires_after_days") ? section.Integer("expires_after_days", 1, 3650) : null,
        };
    }

    private static Milestone MilestoneOf(BadgeSection section) => new(
        Word(section, "work", section.Text("work", 40), [("change", MilestoneWork.Change), ("mend", MilestoneWork.Mend)]),
        section.Integer("standing_days", 7, 730),
        [.. section.Sections("where", "figure", "at_least").Select(w => new ChangeCondition(Word(w, "figure", w.Text("figure", 60), ChangeFigures), w.Part("at_least")))]);

    private static QuarterRate RateOf(BadgeSection section, List<HolderKind> holders)
    {
        var rate = new QuarterRate(Word(section, "figure", section.Text("figure", 60), DayFigures), section.Part("at_most"), section.Integer("evidence_days", 5, 60))
        {
            Below = section.Has("below") ? Word(section, "below", section.Text("below", 40), Baselines) : Baseline.None,
            Factor = section.Has("factor") ? section.Part("factor") : 1,
            Apart = section.Flag("apart"),
            KeepsNd = section.Flag("keeps_nd"),
        };
        if (rate is { AtMost: 1, Below: Baseline.None }) throw section.Wrong("at_most", "a bound below 1, or a baseline beside it: everybody would earn it");
        if (rate.KeepsNd && holders is not [HolderKind.Team]) throw section.Wrong("keeps_nd", "a rule for teams");
        if (rate.Figure == DayFigure.ReviewedFailedDays && holders is not [HolderKind.Person]) throw section.Wrong("figure", "a figure of teams or repositories: reviews are a person's");
        return rate;
    }

    private static (string, HolderKind)[] Holders => [("person", HolderKind.Person), ("team", HolderKind.Team), ("repository", HolderKind.Repository)];

    private static (string, ChangeFigure)[] ChangeFigures =>
        [("lines_alive", ChangeFigure.LinesAlive), ("lines_removed", ChangeFigure.LinesRemoved), ("own_part", ChangeFigure.OwnPart), ("own_nd", ChangeFigure.OwnNd), ("agent_stated", ChangeFigure.AgentStated)];

    private static (string, DayFigure)[] DayFigures =>
        [("failed_days", DayFigure.FailedDays), ("lost_days", DayFigure.LostDays), ("reviewed_failed_days", DayFigure.ReviewedFailedDays), ("unmanifested_days", DayFigure.UnmanifestedDays)];

    private static (string, Baseline)[] Baselines => [("team", Baseline.Team), ("organisation", Baseline.Organisation), ("own_past", Baseline.OwnPast)];

    private static T Word<T>(BadgeSection section, string key, string word, (string Word, T Value)[] known)
    {
        foreach (var (text, value) in known)
        {
            if (text == word) return value;
        }

        if (key == "figure" && IsVolume(word)) throw new FormatException($"{section.Name}: \"{word}\" counts volume: {Refused}");
        throw section.Wrong(key, string.Join(", ", known.Select(k => k.Word)));
    }

    /// <summary>True for a word that names an amount of something.</summary>
    internal static bool IsVolume(string word) => word.Split('_').Any(part => part is "lines" or "nd") || Array.Exists(volume, v => word.Contains(v, StringComparison.OrdinalIgnoreCase));

    internal static FormatException Unknown(string section, string key) => IsVolume(key) ? new($"{section}: \"{key}\" counts volume: {Refused}") : new($"{section}: unknown key \"{key}\"");
}
