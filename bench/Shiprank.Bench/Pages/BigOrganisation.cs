using System.Globalization;
using System.Text;

namespace Shiprank.Bench.Pages;

/// <summary>A made-up organisation of a thousand people: its names, and its organisation file.</summary>
internal static class BigOrganisation
{
    public const int People = 1000;
    public const int Teams = 40;
    public const int Repositories = 20;

    public static readonly string[] Tools = ["claude-code", "codex", "kiro", "copilot", "gemini-cli", "cursor", "openclaw", "opencode"];

    public static readonly string[] Models = [.. Enumerable.Range(1, 20).Select(m => $"model-{m:00}")];

    public static string Person(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number:0000}");

    public static string Team(int number) => string.Create(CultureInfo.InvariantCulture, $"team-{number:00}");

    public static string Repository(int number) => string.Create(CultureInfo.InvariantCulture, $"repo-{number:00}");

    /// <summary>Two in each repository.</summary>
    public static string Service(int repository, int number) => string.Create(CultureInfo.InvariantCulture, $"svc-{repository:00}-{(number == 0 ? "api" : "web")}");

    /// <summary>The team that a person is in, but for one in ten, who moves to the next team half-way.</summary>
    public static int TeamOf(int person) => person % Teams;

    public static bool Moves(int person) => person % 10 == 3;

    public static string Text(DateOnly moved)
    {
        var text = new StringBuilder("organisation: Large Example\npolicy: default\ntime_zone: UTC\nrepositories:\n");
        for (var r = 0; r < Repositories; r++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - name: {Repository(r)}\n    path: ./repos/{Repository(r)}\n    default_branch: main\n    services:\n");
            text.Append(CultureInfo.InvariantCulture, $"      - {{ name: {Service(r, 0)}, paths: [api/], environment: production, mode: events }}\n");
            text.Append(CultureInfo.InvariantCulture, $"      - {{ name: {Service(r, 1)}, environment: production, mode: events }}\n");
        }

        text.Append("people:\n");
        for (var p = 0; p < People; p++) text.Append(CultureInfo.InvariantCulture, $"  - {{ id: {Person(p)}, name: Person {p:0000}, emails: [{Person(p)}@example.com], logins: [{Person(p)}], share: {(p % 3 == 0 ? "true" : "false")} }}\n");
        text.Append("teams:\n");
        for (var t = 0; t < Teams; t++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: {Team(t)}\n    name: Team {t:00}\n    cost_centre: CC-{t % 8}\n    members:\n");
            for (var p = 0; p < People; p++)
            {
                if (TeamOf(p) == t) text.Append(CultureInfo.InvariantCulture, $"      - {{ person: {Person(p)}{(Moves(p) ? $", to: {moved.AddDays(-1):yyyy-MM-dd}" : "")} }}\n");
                else if (Moves(p) && (TeamOf(p) + 1) % Teams == t) text.Append(CultureInfo.InvariantCulture, $"      - {{ person: {Person(p)}, from: {moved:yyyy-MM-dd} }}\n");
            }
        }

        return text.Append("tickets: \"[A-Z][A-Z0-9]+-[0-9]+\"\nadoption_target: 0.8\n").ToString();
    }
}
