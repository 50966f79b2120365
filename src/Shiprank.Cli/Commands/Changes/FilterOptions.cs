using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Engine;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Changes;

/// <summary>The filters of <c>shiprank changes</c>. Each may be given several times: one of its values is enough; of several filters all have to hold.</summary>
internal static class FilterOptions
{
    private static readonly Option<string[]> Repository = Names("--repository", "Changes of a repository", "NAME");

    private static readonly Option<string[]> Service = Names("--service", "Changes that touch a service", "NAME");

    private static readonly Option<string[]> Team = Names("--team", "Changes in which a person of a team had a part", "ID");

    private static readonly Option<string[]> Person = Names("--person", "Changes in which a person had a part; only people who share", "ID");

    private static readonly Option<IReadOnlySet<ChangeFate>?> Fate = ChoiceOptions.Many("--fate", "What became of it", [.. Enum.GetValues<ChangeFate>().Select(f => (ScoreDocument.FateText(f), f))]);

    private static readonly Option<IReadOnlySet<Evidence>?> Evidence = ChoiceOptions.Many(
        "--evidence", "What is known of its AI part", [.. Enum.GetValues<Evidence>().Where(e => e != Core.Attribution.Evidence.Absent).Select(e => (e.Name(), e))]);

    private static readonly Option<IReadOnlySet<LinkEvidence>?> Link = ChoiceOptions.Many(
        "--link", "How its spend is known to be its", [.. Enum.GetValues<LinkEvidence>().Select(e => (ChangeDocument.EvidenceText(e), e))]);

    private static readonly Option<decimal?> MinCost = new("--min-cost")
    {
        Description = "Changes whose linked spend is at least this many USD",
        HelpName = "USD",
        CustomParser = result => Cost(result),
    };

    public static IEnumerable<Option> All => [Repository, Team, Person, Service, Fate, Evidence, Link, MinCost];

    /// <summary>The filter that the line asks for; null when it names what the organisation doesn't have, which is said.</summary>
    public static ChangeFilter? Read(CommandContext context, Workspace workspace, SharedNames names, out ExitCode code)
    {
        var organisation = workspace.Organisation;
        code = ExitCode.Usage;
        if (Known(context, Repository, organisation.Repositories.Select(r => r.Name)) is not { } repositories) return null;
        if (Known(context, Service, organisation.Repositories.SelectMany(r => r.Services).Select(s => s.Name).Distinct(StringComparer.Ordinal)) is not { } services) return null;
        if (Known(context, Team, organisation.Teams.Select(t => t.Id)) is not { } teams) return null;
        if (People(context, workspace, names, ref code) is not { } people) return null;
        code = ExitCode.Ok;
        return new()
        {
            Repositories = repositories,
            Services = services,
            Teams = teams,
            People = people,
            Fates = context.Get(Fate) ?? new HashSet<ChangeFate>(),
            Evidence = context.Get(Evidence) ?? new HashSet<Evidence>(),
            Links = context.Get(Link) ?? new HashSet<LinkEvidence>(),
            MinCost = context.Get(MinCost),
            Since = context.Since,
            Until = context.Until,
        };
    }

    private static HashSet<string>? Known(CommandContext context, Option<string[]> option, IEnumerable<string> allowed)
    {
        var known = allowed.ToList();
        foreach (var word in context.Get(option) ?? [])
        {
            if (known.Contains(word, StringComparer.Ordinal)) continue;
            context.Fail(ExitCode.Usage, ChoiceOptions.NoneOf(option.Name, word, known), ParseErrors.Nearest(word, known) is { } near ? $"did you mean {near}?" : "");
            return null;
        }

        return [.. context.Get(option) ?? []];
    }

    /// <summary>People by id, address or login. A list of somebody's changes is a page about them: only who shares has one.</summary>
    private static HashSet<string>? People(CommandContext context, Workspace workspace, SharedNames names, ref ExitCode code)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in context.Get(Person) ?? [])
        {
            var id = workspace.People.Named(word).Id;
            if (names.Shows(id))
            {
                people.Add(id);
                continue;
            }

            // The same for who doesn't share and for who doesn't exist.
            code = context.Fail(ExitCode.Usage, ChoiceOptions.NoneOf(Person.Name, word, names.Ids));
            return null;
        }

        return people;
    }

    private static Option<string[]> Names(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static decimal? Cost(ArgumentResult result)
    {
        if (decimal.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd)) return usd;
        result.AddError($"--min-cost: '{result.Tokens[0].Value}' is no amount of USD (2.50)");
        return null;
    }
}
