namespace Shiprank.Engine.Demo;

/// <param name="Joined">Day on which the person joins the organisation; null: before the history.</param>
/// <param name="Left">Last day; null: still there.</param>
/// <param name="Moved">Team and first day there, for those who change it.</param>
/// <param name="Offset">Hours that the person's clock is ahead of UTC.</param>
internal sealed record Person(
    string Id, string Name, string Email, string NoReply, Team Team, CastRole Role, bool Share, int Offset,
    DateOnly? Joined, DateOnly? Left, (Team Team, DateOnly From)? Moved)
{
    /// <summary>Does the chores of the house beside their own work.</summary>
    public bool DoesChores => Role is CastRole.Regular or CastRole.HeavyUser or CastRole.Newcomer or CastRole.Maintainer;

    public Team TeamOn(DateOnly day) => Moved is { } move && day >= move.From ? move.Team : Team;

    public bool WorksOn(DateOnly day) => (Joined is null || day >= Joined) && (Left is null || day <= Left);
}

/// <summary>Who works where: eight teams (one of which decided not to share), the cast in fixed places, a few who join, leave or change team.</summary>
internal sealed class Roster
{
    private const string Given =
        "Ada Bela Caro Dario Edda Fenn Gita Hugo Ines Joran Kaya Lenz Mira Nils Odile Pavo Quin Rhea Sami Tove Ulla Vito Wanda Xeno Yara Zeno "
        + "Anouk Bram Cleo Dov Elif Falk Greta Hari Iva Jonas Kirsi Levi Maren Noor Oskar Pia Rafi Sanna Timo Uma Veit Wim Ylva Zita "
        + "Aron Britt Cyril Dunja Emil Freya Gero Hedda Ilja Jutta";

    private const string Family =
        "Ashdown Birkholm Castell Dornfeld Eastlake Farrow Greenhill Harwood Ivers Juniper Kestrel Lindqvist Marlow Norwell Oakes Penrose Quillon Rowan "
        + "Stellan Thornby Underhill Vance Westbrook Yardley Zeller Alderby Brightwell Corwin Dunmore Elmhurst Fairfax Glenn Hollis Ingram Jessop Kingsley "
        + "Larkin Mossman Nyland Orwin Pembroke Quist Redfern Selby Tarn Upton Verity Wick Yew Zorn Arden Bexley Crane Drew Eskil Fenwick Garrow Hale Irving Jarrow";

    /// <summary>In a smaller organisation nobody could be hidden in the team that does not share: there all do.</summary>
    private const int LeastSilent = 40;

    private Roster(IReadOnlyList<Person> people) => People = people;

    public IReadOnlyList<Person> People { get; }

    public static Roster Of(DemoOptions options)
    {
        var given = Given.Split(' ');
        var family = Family.Split(' ');
        var people = new List<Person>(options.People);
        var place = new Dictionary<string, int>();
        for (var i = 0; i < options.People; i++)
        {
            var team = Teams.All[i % Teams.All.Count];
            var seat = place[team.Id] = place.GetValueOrDefault(team.Id, -1) + 1;
            var id = given[i].ToLowerInvariant();
            var role = Role(team.Id, seat);
            people.Add(new Person(
                id, $"{given[i]} {family[i]}", $"{id}.{family[i].ToLowerInvariant()}@example.com", $"{4100 + (37 * i)}+{id}@users.noreply.github.com",
                team, role, team.Id != Teams.Late || options.People < LeastSilent, (i % 3),
                team.Id == "checkout" && seat == 6 ? options.Day(options.Weeks * 10 / 26) : null,
                team.Id == "fulfilment" && seat == 6 ? options.Day(options.Weeks * 20 / 26).AddDays(4) : null,
                Move(team.Id, seat, options)));
        }

        return new(people);
    }

    public IEnumerable<Person> OfTeam(Team team, DateOnly day) => People.Where(p => p.WorksOn(day) && p.TeamOn(day) == team);

    public IEnumerable<Person> OfRepository(string repository) => People.Where(p => p.Team.Repository == repository);

    /// <summary>The cast in the order in which its story is told.</summary>
    public IReadOnlyList<CastMember> Cast() =>
    [
        .. People.Where(p => p.Role != CastRole.Regular).OrderBy(p => p.Role).ThenBy(p => p.Id, StringComparer.Ordinal)
            .Select(p => new CastMember(p.Role, p.Id, p.Name, Parts.Phrase(p.Role), Parts.Shows(p.Role))),
        new(CastRole.LateAdopter, Teams.Late, "Logistics", Parts.Phrase(CastRole.LateAdopter), Parts.Shows(CastRole.LateAdopter)),
        new(CastRole.CiAgent, CiAgent.Login, CiAgent.Login, Parts.Phrase(CastRole.CiAgent), Parts.Shows(CastRole.CiAgent)),
        new(CastRole.OverBudgetJob, NightlyReport.Name, NightlyReport.Name, Parts.Phrase(CastRole.OverBudgetJob), Parts.Shows(CastRole.OverBudgetJob)),
    ];

    private static CastRole Role(string team, int seat) => (team, seat) switch
    {
        ("checkout", 0) => CastRole.SteadyShipper,
        ("checkout", 1) => CastRole.RequestSplitter,
        ("storefront", 0) => CastRole.RevertReapplyLooper,
        ("storefront", 1) => CastRole.SteadyShipper,
        ("payments", 0) => CastRole.LittleAiSenior,
        ("fulfilment", 0) => CastRole.SteadyShipper,
        ("insight", 0) => CastRole.Tokenmaxxer,
        ("platform", 0) => CastRole.Deleter,
        ("fulfilment", 1) => CastRole.HeavyUser,
        ("platform", 1) => CastRole.NightShift,
        ("platform", 2) => CastRole.Maintainer,
        ("platform", 3) => CastRole.Reviewer,
        ("checkout", 6) => CastRole.Newcomer,
        _ => CastRole.Regular,
    };

    /// <summary>Two people change team inside their repository.</summary>
    private static (Team Team, DateOnly From)? Move(string team, int seat, DemoOptions options) => (team, seat) switch
    {
        ("payments", 6) => (Teams.All[3], options.Day(options.Weeks * 14 / 26)),
        ("storefront", 6) => (Teams.All[0], options.Day(options.Weeks * 16 / 26)),
        _ => null,
    };
}

/// <summary>The agent that nobody stands behind: it authors commits at night, its request has no human requester.</summary>
internal static class CiAgent
{
    public const string Login = "claude[bot]";
    public const string Email = "209825114+claude[bot]@users.noreply.github.com";
    public const string Home = "ci-agent";
    public const string Repository = "platform";
}
