using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Tests.Organisation.Editing;

/// <summary>An edit at random, and what it has to make of the organisation.</summary>
internal static class RandomEdit
{
    public static (OrganisationEdit Edit, Func<OrganisationFile, OrganisationFile> Meant) Of(OrganisationFile file, int seed)
    {
        var random = new Random(seed);
        var kind = random.Next(14);
        var person = file.People.Count > 0 ? file.People[random.Next(file.People.Count)] : null;
        var team = file.Teams.Count > 0 ? file.Teams[random.Next(file.Teams.Count)] : null;
        var repository = file.Repositories.Count > 0 ? file.Repositories[random.Next(file.Repositories.Count)] : null;
        var texts = new[] { $"new{seed}@example.com", $"{seed}+y@users.noreply.github.com" }.Take(random.Next(3)).ToList();
        return kind switch
        {
            0 when person is not null => Put(person with { Emails = [.. person.Emails.Where(_ => random.Next(2) == 0), .. texts], Share = random.Next(2) == 0 }),
            1 when person is not null => Put(person with { Name = random.Next(3) == 0 ? person.Id : "Zoë \"Z\" #1, [x]: {y}", Logins = random.Next(2) == 0 ? [] : [person.Id + "-1", $"{seed}"] }),
            2 when person is not null => (OrganisationEdit.RemovePerson(person.Id), Without(person.Id)),
            3 when person is not null => (
                OrganisationEdit.Match($"seen{seed}@example.com", person.Id),
                f => f with { People = [.. f.People.Select(p => p.Id == person.Id ? p with { Emails = [.. p.Emails, $"seen{seed}@example.com"] } : p)] }),
            4 when team is not null => Renamed(team, random),
            5 when team is not null && person is not null => Member(team, null, new(person.Id, new(2026, 3, 1), random.Next(2) == 0 ? null : new(2026, 4, 1))),
            6 when team is { Members.Count: > 0 } => Member(team, random.Next(team.Members.Count), new(team.Members[0].Person, random.Next(2) == 0 ? null : new(2025, 3, 1), null)),
            7 when team is { Members.Count: > 0 } => Leave(team, random.Next(team.Members.Count)),
            8 when repository is not null => Service(repository, random),
            9 when repository is not null && repository.Services.Any(s => s.Name != repository.Name) => Dropped(repository, repository.Services[random.Next(repository.Services.Count)].Name),
            10 => Usage(file, random.Next(file.Usage.Count + 1), person?.Id),
            11 => (OrganisationEdit.SetAdoptionTarget(0.65m), f => f with { AdoptionTarget = 0.65m }),
            12 => (OrganisationEdit.SetTexts("bots", ["renovate@*", "ci-*"]), f => f with { Bots = ["renovate@*", "ci-*"] }),
            13 => (OrganisationEdit.SetActivityBoard(true), f => f with { ActivityBoard = true }),
            _ => Put(new PersonEntry("true", "New One", texts, ["0x1"], random.Next(2) == 0)),
        };
    }

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Renamed(TeamEntry team, Random random)
    {
        var (name, centre) = (random.Next(2) == 0 ? null : "A & B", random.Next(2) == 0 ? null : "0815");
        return (OrganisationEdit.PutTeam(team.Id, name, centre), f => Changed(f, team.Id, t => t with { Name = name ?? t.Id, CostCentre = centre }));
    }

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Put(PersonEntry person) => (
        OrganisationEdit.PutPerson(person),
        f => f with { People = f.People.Any(p => p.Id == person.Id) ? [.. f.People.Select(p => p.Id == person.Id ? person : p)] : [.. f.People, person] });

    private static Func<OrganisationFile, OrganisationFile> Without(string id) => f => f with
    {
        People = [.. f.People.Where(p => p.Id != id)],
        Teams = [.. f.Teams.Select(t => t with { Members = [.. t.Members.Where(m => m.Person != id)] })],
        Usage = [.. f.Usage.Select(u => u.Person == id ? u with { Person = null } : u)],
    };

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Member(TeamEntry team, int? index, MembershipEntry member) => (
        OrganisationEdit.PutMember(team.Id, index, member),
        f => Changed(f, team.Id, t => t with { Members = index is { } at ? [.. t.Members.Take(at), member, .. t.Members.Skip(at + 1)] : [.. t.Members, member] }));

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Leave(TeamEntry team, int index) => (
        OrganisationEdit.RemoveMember(team.Id, index),
        f => Changed(f, team.Id, t => t with { Members = [.. t.Members.Take(index), .. t.Members.Skip(index + 1)] }));

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Service(RepositoryEntry repository, Random random)
    {
        var named = repository.Services.Any(s => s.Name != repository.Name);
        var service = new ServiceEntry(random.Next(2) == 0 && named ? repository.Services[0].Name : "extra", ["a/", "b c/"], null, random.Next(2) == 0 ? "production" : "live", random.Next(2) == 0 ? DeploymentMode.Auto : DeploymentMode.Tags) { DeployedBy = ["Deploy *"] };
        return (OrganisationEdit.PutService(repository.Name, service), f => Changed(f, repository.Name, r => r with
        {
            Services = !named ? [service] : r.Services.Any(s => s.Name == service.Name) ? [.. r.Services.Select(s => s.Name == service.Name ? service : s)] : [.. r.Services, service],
        }));
    }

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Dropped(RepositoryEntry repository, string service) => (
        OrganisationEdit.RemoveService(repository.Name, service),
        f => Changed(f, repository.Name, r => r with
        {
            Services = r.Services.Count > 1 ? [.. r.Services.Where(s => s.Name != service)] : [new(r.Name, [], null, "production", DeploymentMode.Auto)],
        }));

    private static (OrganisationEdit, Func<OrganisationFile, OrganisationFile>) Usage(OrganisationFile file, int index, string? person)
    {
        var source = new UsageSourceEntry("home", "/srv/homes/new", person);
        return index == file.Usage.Count
            ? (OrganisationEdit.PutUsage(null, "home", "/srv/homes/new", person), f => f with { Usage = [.. f.Usage, source] })
            : (OrganisationEdit.PutUsage(index, "home", "/srv/homes/new", person), f => f with { Usage = [.. f.Usage.Take(index), source, .. f.Usage.Skip(index + 1)] });
    }

    private static OrganisationFile Changed(OrganisationFile file, string team, Func<TeamEntry, TeamEntry> change) => file with { Teams = [.. file.Teams.Select(t => t.Id == team ? change(t) : t)] };

    private static OrganisationFile Changed(OrganisationFile file, string repository, Func<RepositoryEntry, RepositoryEntry> change) =>
        file with { Repositories = [.. file.Repositories.Select(r => r.Name == repository ? change(r) : r)] };
}
