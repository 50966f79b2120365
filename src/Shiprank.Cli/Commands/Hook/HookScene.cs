using Shiprank.Core.Caps;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>All that a call of a hook is judged by, as this machine knows it.</summary>
/// <param name="Caps">What the server said last; <see cref="LocalCaps.None"/> where it never did.</param>
/// <param name="Branch">Empty: none.</param>
internal sealed record HookScene(HookCall Call, LocalCaps Caps, CapSettings Settings, WorkToken? Token, string Branch, string Repository, TicketStanding Ticket, bool Autonomous, string Job, DateTimeOffset Now)
{
    /// <summary>Of this installation's hashes.</summary>
    public required byte[] Key { get; init; }

    public required string Run { get; init; }

    public string Person => Token?.Person is { Length: > 0 } person ? person : Caps.Person;

    /// <summary>People are asked for a ticket here at all.</summary>
    public bool WantsTickets => Settings.Grace is not null || Settings.Rules.Any(r => r.Action == CapAction.Ask);

    public static HookScene Of(CliEnvironment environment, HookCall call, LocalCaps caps, byte[] key)
    {
        var now = environment.Clock.GetUtcNow();
        var folder = call.WorkingDirectory.Length > 0 ? call.WorkingDirectory : environment.WorkingDirectory;
        var token = HookTicket.Token(environment, now) ?? HookTicket.Held(environment, folder, now);
        var git = GitHead.Of(folder);
        return new(
            call, caps, caps.Settings(), token,
            HookTicket.Branch(environment, git.Branch),
            token?.Repository is { Length: > 0 } repository ? repository : environment.Variable("GITHUB_REPOSITORY") ?? environment.Variable("CI_PROJECT_PATH") ?? git.Repository,
            caps.Standing(HookTicket.Of(environment, token, git.Branch, caps.TicketPattern), now),
            HookAttendance.Autonomous(environment, token, call), JobOf(environment, token), now)
        {
            Key = key,
            Run = token?.Run is { Length: > 0 } run ? run : environment.Variable("SHIPRANK_RUN") ?? $"{call.Client}:{call.Session}",
        };
    }

    /// <summary>As <c>shiprank run</c> names jobs: what CI says of itself.</summary>
    private static string JobOf(CliEnvironment environment, WorkToken? token)
    {
        if (token?.Job is { Length: > 0 } ofToken) return ofToken;
        if (environment.Variable("SHIPRANK_JOB") is { } said) return said;
        var (workflow, job) = (environment.Variable("GITHUB_WORKFLOW"), environment.Variable("GITHUB_JOB"));
        return workflow is not null && job is not null ? $"{workflow}/{job}" : workflow ?? job ?? environment.Variable("CI_JOB_NAME") ?? "";
    }

    public CapCall CapCall(DateTimeOffset began) => new()
    {
        At = Now,
        Run = Run,
        RunBegan = Token is { IssuedAt: > 0 } token ? DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt) : began,
        Autonomous = Autonomous,
        Person = Person,
        Teams = Caps.Teams,
        Agent = Call.Client,
        Repository = Repository,
        Job = Job,
        Model = Call.Model,
        Ticket = Ticket,
        Shrunk = Job.Length > 0 && Caps.ShrunkJobs.Contains(Job, StringComparer.Ordinal),
    };

    public CapEvent Event(CapEventKind kind, string id) => new()
    {
        Id = id,
        Kind = kind,
        Place = CapPlace.Hook,
        At = Now,
        Run = Run,
        Session = Call.Session,
        Autonomous = Autonomous,
        Person = Person,
        Agent = Call.Client,
        Job = Job,
        Ticket = Ticket.Key,
        TicketCounts = Ticket.Counts,
        Repository = Repository,
        Branch = Branch,
        Model = Call.Model,
        Step = Call.Tool,
    };
}
