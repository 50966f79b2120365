using System.Globalization;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Engine;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Server.Api;

/// <summary>The filters of the list of changes, as the command line has them: of several values of one one is enough, of several filters all have to hold.</summary>
internal static class ChangeFilters
{
    private static readonly ApiParameter Repository = Name("repository", "Changes of a repository");

    private static readonly ApiParameter Service = Name("service", "Changes that touch a service");

    private static readonly ApiParameter Team = Name("team", "Changes in which a person of a team had a part, by the team's id");

    private static readonly ApiParameter Person = Name("person", "Changes in which a person who shares had a part: id, address or login");

    private static readonly Words<ChangeFate> Fate = new("fate", "What became of it", Enum.GetValues<ChangeFate>().Select(f => (ScoreDocument.FateText(f), f)));

    private static readonly Words<Evidence> Evidences = new("evidence", "What is known of its AI part", Enum.GetValues<Evidence>().Where(e => e != Evidence.Absent).Select(e => (e.Name(), e)));

    private static readonly Words<LinkEvidence> Link = new("link", "How its spend is known to be its", Enum.GetValues<LinkEvidence>().Select(e => (ChangeDocument.EvidenceText(e), e)));

    private static readonly ApiParameter MinCost = new("min_cost", "Changes whose linked spend is at least this many USD") { Check = text => Usd(text) is not null, Shape = "an amount of USD: 2.50" };

    public static IReadOnlyList<ApiParameter> All => [Repository, Service, Team, Person, Fate.Parameter, Evidences.Parameter, Link.Parameter, MinCost];

    public static (ChangeFilter? Filter, Refusal? Refusal) Read(ApiQuery query, Workspace workspace, SharedNames names)
    {
        var organisation = workspace.Organisation;
        if (Unknown(query, Repository, organisation.Repositories.Select(r => r.Name)) is { } repository) return (null, repository);
        if (Unknown(query, Service, organisation.Repositories.SelectMany(r => r.Services).Select(s => s.Name)) is { } service) return (null, service);
        if (Unknown(query, Team, organisation.Teams.Select(t => t.Id)) is { } team) return (null, team);
        var people = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in query.Many(Person))
        {
            var id = workspace.People.Named(word).Id;
            if (!names.Shows(id)) return (null, Refusal.Bad("person", "there is nobody of this name who shares (share: true in the organisation file)", [.. names.Ids]));
            people.Add(id);
        }

        return (new()
        {
            Repositories = query.Many(Repository).ToHashSet(StringComparer.Ordinal),
            Services = query.Many(Service).ToHashSet(StringComparer.Ordinal),
            Teams = query.Many(Team).ToHashSet(StringComparer.Ordinal),
            People = people,
            Fates = Fate.Of(query),
            Evidence = Evidences.Of(query),
            Links = Link.Of(query),
            MinCost = query.One(MinCost) is { } usd ? Usd(usd) : null,
            Since = query.Since,
            Until = query.Until,
        }, null);
    }

    private static Refusal? Unknown(ApiQuery query, ApiParameter parameter, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        return query.Many(parameter).All(names.Contains) ? null : Refusal.Bad(parameter.Name, $"the organisation has no such {parameter.Name}", names);
    }

    private static decimal? Usd(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) ? usd : null;

    private static ApiParameter Name(string name, string description) => new(name, description) { Many = true };

    private sealed class Words<T>(string name, string description, IEnumerable<(string Word, T Value)> choices)
    {
        private readonly Dictionary<string, T> values = choices.ToDictionary(c => c.Word, c => c.Value, StringComparer.Ordinal);

        public ApiParameter Parameter => ApiParameter.Choice(name, description, [.. values.Keys]) with { Many = true };

        public HashSet<T> Of(ApiQuery query) => [.. query.Many(Parameter).Select(w => values[w])];
    }
}
