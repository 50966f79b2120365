using System.CommandLine;
using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>
/// <c>shiprank ticket issue</c>, which no help shows: makes a token from this machine's own data. <c>ticket start</c> and <c>run</c> call it, so that a
/// running server, which has the data open, makes it instead.
/// </summary>
internal static class IssueToken
{
    private static readonly Option<string> ticket = new("--ticket") { DefaultValueFactory = _ => "" };
    private static readonly Option<string> branch = new("--branch") { DefaultValueFactory = _ => "" };
    private static readonly Option<string> job = new("--job") { DefaultValueFactory = _ => "" };
    private static readonly Option<string> repository = new("--repository") { DefaultValueFactory = _ => "" };
    private static readonly Option<string> person = new("--person") { DefaultValueFactory = _ => "" };
    private static readonly Option<int> minutes = new("--minutes") { DefaultValueFactory = _ => WorkRequest.DefaultMinutes };
    private static readonly Option<bool> autonomous = new("--autonomous");
    private static readonly Option<decimal?> usd = new("--usd");
    private static readonly Option<long?> steps = new("--steps");
    private static readonly Option<int?> minutesCap = new("--minutes-cap");

    public static Command Create(CommandHost host)
    {
        var command = new Command("issue", "Make a work token") { ticket, branch, job, repository, person, minutes, autonomous, usd, steps, minutesCap };
        command.Hidden = true;
        host.On(command, Run);
        return command;
    }

    /// <summary>The words of the line for a request.</summary>
    public static IEnumerable<string> Words(WorkRequest asked, string whom)
    {
        foreach (var (name, value) in new[] { ("--ticket", asked.Ticket), ("--branch", asked.Branch), ("--job", asked.Job), ("--repository", asked.Repository), ("--person", whom) })
        {
            // With the equals sign a value that begins with a dash is still one.
            if (value.Length > 0) yield return $"{name}={value}";
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"--minutes={asked.Minutes}");
        if (asked.Autonomous) yield return "--autonomous";
        if (asked.Usd is { } most) yield return string.Create(CultureInfo.InvariantCulture, $"--usd={most}");
        if (asked.Steps is { } calls) yield return string.Create(CultureInfo.InvariantCulture, $"--steps={calls}");
        if (asked.MinutesCap is { } time) yield return string.Create(CultureInfo.InvariantCulture, $"--minutes-cap={time}");
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var keys = WorkKeys.Open(open.DataFolder);
        if (!keys.Succeeded) return context.Fail(ExitCode.Failure, keys.Problem);
        var now = context.Environment.Clock.GetUtcNow();
        var register = CapRegister.Of(open.Store, open.Workspace, now, context.Cancellation);
        var organisation = OrganisationId.Of(open.Store.Key);
        var whom = Whom(open.Workspace.Organisation, context.Get(person)!);
        using (keys.Value)
        {
            var (grant, refused) = new WorkDesk(register, keys.Value, organisation).Issue(Asked(context), whom, machine: false, now);
            if (grant is null) return context.Fail(refused!.Fault == WorkFault.Bad ? ExitCode.Usage : ExitCode.NotAllowed, refused.Sentence);
            open.Store.Audit(new(now, Viewer.Console.Actor, "work-token.made", whom, $"{grant.Token.Run} {(grant.Token.Ticket.Length > 0 ? grant.Token.Ticket : "no ticket")} {context.Get(minutes)} min{(grant.Token.Autonomous ? " autonomous" : "")}"), context.Cancellation);
            var told = LocalSnapshot.Of(register, organisation, "", grant.Token.Person, now);
            if (PrivateFile.Write(Path.Combine(open.DataFolder, LocalCaps.FileName), told.Write()) is { } problem) return context.Fail(ExitCode.Failure, problem);
            context.Terminal.Data.WriteLine(DocumentText.Of(into => WorkTokenDocument.Write(into, grant, register.Settings.Gateway.Providers)));
        }

        return ExitCode.Ok;
    }

    private static WorkRequest Asked(CommandContext context) => new()
    {
        Ticket = context.Get(ticket)!,
        Branch = context.Get(branch)!,
        Job = context.Get(job)!,
        Repository = context.Get(repository)!,
        Minutes = context.Get(minutes),
        Autonomous = context.Get(autonomous),
        Usd = context.Get(usd),
        Steps = context.Get(steps),
        MinutesCap = context.Get(minutesCap),
    };

    /// <summary>By id, address or login; of somebody whom the file does not know, what was said where it looks like an id, so that it is refused.</summary>
    private static string? Whom(OrganisationFile file, string named) =>
        named.Length == 0 ? null : RoleBook.Find(file, named)?.Id ?? (named.Contains('@') ? null : named);
}
