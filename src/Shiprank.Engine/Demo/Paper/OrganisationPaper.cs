using System.Globalization;
using System.Text;
using Shiprank.Engine.Demo.Bills;
using Shiprank.Engine.Demo.Runs;

namespace Shiprank.Engine.Demo.Paper;

/// <summary>The demo's <c>shiprank.yaml</c> (interfaces.md, section 1).</summary>
internal static class OrganisationPaper
{
    public static string Text(Roster roster, DemoOptions options)
    {
        var text = new StringBuilder(
            """
            # The demo organisation. Everything in it is made up; README.md beside this file tells who plays which part.
            # Agents log working directories such as /home/ada/src/shop: the last folder names the repository.
            organisation: Northwind
            policy: default
            time_zone: UTC
            repositories:

            """.ReplaceLineEndings("\n"));
        foreach (var repository in Catalogue.Repositories)
        {
            text.Append($"  - name: {repository.Name}\n    path: ./repos/{repository.Name}\n    default_branch: main\n    services:\n");
            foreach (var service in repository.Services)
            {
                var paths = service.Paths.Length > 0 ? $", paths: [{service.Paths}]" : "";
                var tags = service.TagPattern.Length > 0 ? $", tags: \"{service.TagPattern}\"" : "";
                text.Append($"      - {{ name: {service.Name}{paths}{tags}, environment: production, mode: {service.Mode} }}\n");
            }
        }

        text.Append("people:\n");
        foreach (var person in roster.People)
        {
            text.Append($"  - {{ id: {person.Id}, name: {person.Name}, emails: [{person.Email}, {person.NoReply}], logins: [{person.Id}], share: {(person.Share ? "true" : "false")} }}\n");
        }

        text.Append("teams:\n");
        foreach (var team in Teams.All)
        {
            text.Append($"  - id: {team.Id}\n    name: {team.Name}\n    cost_centre: {team.CostCentre}\n    members:\n");
            foreach (var person in roster.People) Member(text, team, person);
        }

        text.Append("bots: [\"release-bot@*\"]\ntickets: \"[A-Z][A-Z0-9]+-[0-9]+\"\nusage:\n");
        foreach (var person in roster.People) text.Append($"  - {{ kind: home, path: ./homes/{person.Id}, person: {person.Id} }}\n");
        text.Append($"  - {{ kind: home, path: ./homes/{CiAgent.Home} }}\n  - {{ kind: home, path: ./homes/{NightlyReport.Home} }}\n  - {{ kind: runs, path: ./{RunPaper.Folder} }}\nadoption_target: 0.8\n# Usage by person is off unless somebody switches it on; here it is on to be looked at. Who doesn't share (Logistics) is in its sums and in no row.\nactivity_board: true\n");
        text.Append(
            """
            # What others may see of badges: figures for READMEs, a phone book that frames them, credentials that name this address.
            badges:
              issuer: "http://localhost:7447"
              frame_ancestors: ["http://localhost:8000"]
              publish:
                - { team: checkout, metrics: [nd, survival, change-failure-rate] }
                - { repository: ledger, metrics: [survival, deployment-days] }

            """.ReplaceLineEndings("\n"));
        Centres(text);
        Budgets(text, new(options.End.Year, options.End.Month, 1));
        Caps(text);
        Bills(text, options);
        return text.ToString();
    }

    /// <summary>Who pays: runs of the platform's agents are shared by everybody.</summary>
    private static void Centres(StringBuilder text)
    {
        text.Append("# Who pays: the ticket's cost centre, else that of the team on that day; runs in the platform repository are shared.\ncost_centres:\n");
        foreach (var (id, name) in Teams.Centres) text.Append($"  - {{ id: {id}, name: {name} }}\n");
        text.Append(
            """
            chargeback:
              rules:
                - { by: repository, names: [platform], autonomous: true, share: headcount, name: Platform runs }
                - { by: ticket }
                - { by: person }

            """.ReplaceLineEndings("\n"));
    }

    /// <summary>What runs by itself needs a ticket with an owner, and stops at its cap.</summary>
    private static void Caps(StringBuilder text) => text.Append(
        """
        # What agents may use by themselves. `shiprank loops` shows what came of it.
        caps:
          grace: { usd: 5, per: day }
          rules:
            - { name: review bot, job: review-bot, limit: { usd: 2 }, ask_whom: "#developer-platform" }
            - { name: nightly jobs, job: [nightly-cleanup, flaky-test-hunter, docs-sync], limit: { usd: 40 }, per: day, each: job, ask_whom: "#developer-platform" }
            - { name: long runs, limit: { minutes: 480 }, action: slow }

        """.ReplaceLineEndings("\n"));

    private static void Bills(StringBuilder text, DemoOptions options)
    {
        if (BillPaper.MonthsOf(options).Count == 0) return;
        text.Append("# What the vendors report and invoice: three differences are planted, `shiprank reconcile` finds them.\nbills:\n");
        foreach (var (kind, files) in BillPaper.Sources) text.Append($"  - {{ kind: {kind}, path: \"./bills/{files}\" }}\n");
    }

    /// <summary>A fiscal year that began four months ago, and its quarters. Amounts suit the organisation's usual size: one lasts, one does not.</summary>
    private static void Budgets(StringBuilder text, DateOnly month) => text.Append(
        $"""
        # What may be used: a year, two of its quarters, and one in a vendor's credits.
        budgets:
          - name: Organisation
            of: organisation
            amount: 4000
            period: year
            from: {Iso(month.AddMonths(-4))}
          - name: Insight
            of: {"{"} cost_centre: CC-400 {"}"}
            amount: 500
            period: quarter
            from: {Iso(month.AddMonths(-1))}
          - name: Shop
            of: {"{"} repository: shop {"}"}
            amount: 80
            period: quarter
            from: {Iso(month.AddMonths(-1))}
          - name: Kiro credits
            of: {"{"} agent: kiro {"}"}
            amount: 400
            unit: credits
            period: quarter
            from: {Iso(month.AddMonths(-1))}
        # What no log knows, assumed.
        finance:
          cost_per_person_week: 2500
        # What fires an alert besides: a run without a human that costs far more than its job's usual, and quality that slips.
        watch:
          jobs: {"{"} over: 5, usual: 6 {"}"}
          rework: {"{"} over: 0.25 {"}"}
          change_failure: {"{"} over: 0.15 {"}"}
          reverts: {"{"} over: 0.1 {"}"}

        """.ReplaceLineEndings("\n"));

    private static void Member(StringBuilder text, Team team, Person person)
    {
        if (person.Team == team)
        {
            text.Append($"      - {{ person: {person.Id}{From(person.Joined)}{To(person.Moved is { } move ? move.From.AddDays(-1) : person.Left)} }}\n");
        }
        else if (person.Moved is { } moved && moved.Team == team)
        {
            text.Append($"      - {{ person: {person.Id}{From(moved.From)}{To(person.Left)} }}\n");
        }
    }

    private static string From(DateOnly? day) => day is { } known ? $", from: {Iso(known)}" : "";

    private static string To(DateOnly? day) => day is { } known ? $", to: {Iso(known)}" : "";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
