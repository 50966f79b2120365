using System.CommandLine;
using Shiprank.Cli.Commands.Ticket;
using Shiprank.Engine.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>
/// <c>shiprank run --ticket PAY-123 --max-usd 5 -- COMMAND</c>: starts an agent that nobody sits before, bound to a ticket, and stops all of it at its cap.
/// The exit code is the command's own, or 10 when it was stopped.
/// </summary>
internal static class RunCommand
{
    private static readonly Option<string?> ticket = new("--ticket") { Description = "PAY-123 (default: the one that the branch names)", HelpName = "KEY" };
    private static readonly Option<string?> job = new("--job") { Description = "Name of the job (default: what CI calls it)", HelpName = "NAME" };
    private static readonly Option<decimal?> maxUsd = new("--max-usd") { Description = "USD that it may use at most", HelpName = "USD" };
    private static readonly Option<long?> maxSteps = new("--max-steps") { Description = "Calls that it may make at most", HelpName = "N" };
    private static readonly Option<int?> maxMinutes = new("--max-minutes") { Description = "Minutes that it may take at most", HelpName = "N" };
    private static readonly Option<string?> server = new("--server") { Description = "Address of the server (SHIPRANK_SERVER; default: this machine's own)", HelpName = "URL" };
    private static readonly Option<string?> tokenFile = new("--token-file") { Description = "File with a service token of the scope work", HelpName = "FILE" };
    private static readonly Option<string?> summary = new("--summary") { Description = "Write there what it came to, as JSON", HelpName = "FILE" };
    private static readonly Argument<string[]> command = new("COMMAND") { Description = "After --: the program and its arguments", Arity = ArgumentArity.OneOrMore };

    public static Command Create(CommandHost host)
    {
        var run = new Command("run", "Start an agent under a cap, bound to a ticket, and stop all of it when the cap is reached (exit code 10)") { ticket, job, maxUsd, maxSteps, maxMinutes, server, tokenFile, summary, command };
        host.On(run, Run);
        return run;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        if (context.Environment.Served is not null) return context.Fail(ExitCode.NotAllowed, "a server starts no commands for others");
        if (context.Get(maxUsd) is <= 0 || context.Get(maxSteps) is < 1 || context.Get(maxMinutes) is < 1) return context.Fail(ExitCode.Usage, "a cap has to be above 0", "leave an option out for none");
        var here = GitHere.Of(context.Environment.WorkingDirectory);
        var around = CiSurroundings.Of(context.Environment, here);
        var request = new RunRequest(context.Get(ticket) ?? "", around.Branch, context.Get(job) ?? around.Job, around.Repository, context.Get(maxUsd), context.Get(maxSteps), context.Get(maxMinutes), context.Get(command)!);
        var got = await Bound(context, request);
        if (got.Held is null && (got.Code != ExitCode.NotFound || Address(context) is not null || context.ConfigFile is not null)) return context.Fail(got.Code, $"nothing was started: {got.Sentence}", got.Hint);
        if (got.Held is { } held) await WorkSource.RefreshCaps(context, held);
        SayBefore(context, request, got);
        var outcome = await new CappedRun(context, request, got.Held).Go();
        if (outcome is null) return context.Fail(ExitCode.NotFound, $"{request.Command[0]} can't be started: there is no such program", "name it as the shell finds it");
        return Tell(context, outcome);
    }

    private static Task<Obtained> Bound(CommandContext context, RunRequest request)
    {
        var asked = new WorkRequest
        {
            Ticket = request.Ticket,
            Branch = request.Ticket.Length > 0 ? "" : request.Branch,
            Job = request.Job,
            Repository = request.Repository,
            Autonomous = true,

            // A little longer than it may run, so that its last call is not refused for the token's sake.
            Minutes = Math.Min(WorkRequest.MostMinutes, (request.MaxMinutes ?? WorkRequest.DefaultMinutes) + 10),
            Usd = request.MaxUsd,
            Steps = request.MaxSteps,
            MinutesCap = request.MaxMinutes,
        };
        if (asked.Wrong() is var (field, shape)) return Task.FromResult(new Obtained(null, ExitCode.Usage, $"{field} has to be {shape}", ""));
        var address = Address(context);
        var whom = address is null ? GitUser.Email(context) : "";
        return WorkSource.Get(context, asked, whom, address, context.Get(tokenFile) ?? context.Environment.Variable("SHIPRANK_TOKEN_FILE"));
    }

    private static string? Address(CommandContext context) => context.Get(server) ?? context.Environment.Variable("SHIPRANK_SERVER");

    private static void SayBefore(CommandContext context, RunRequest request, Obtained got)
    {
        var to = context.Terminal.Messages;
        if (got.Held is null) to.WriteLine($"shiprank run: no server and no organisation file, so no ticket is looked up and no cost is counted; kept are {(request.MaxMinutes is null && request.MaxSteps is null ? "no limits" : string.Join(" and ", Kept(request)))}.");
        else if (got.Held.Server.Length == 0) to.WriteLine($"shiprank run: {got.Held.Sentence} No server runs here, so calls don't go through a gateway: kept are minutes, and steps where hooks count them.");
        else to.WriteLine($"shiprank run: {got.Held.Sentence}{(got.Held.Gateways.Count == 0 ? " The server has no gateway: kept are minutes, and steps where hooks count them." : "")}");
        to.Flush();
    }

    private static IEnumerable<string> Kept(RunRequest request)
    {
        if (request.MaxMinutes is not null) yield return "minutes";
        if (request.MaxSteps is not null) yield return "steps where hooks count them";
    }

    private static ExitCode Tell(CommandContext context, RunOutcome outcome)
    {
        context.Terminal.Messages.WriteLine(RunSummary.Text(outcome));
        if (context.Json) JsonDocumentWriter.Write(context.Terminal.Data, json => RunSummary.Write(json, outcome));
        if (context.Get(summary) is { } file)
        {
            using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            JsonDocumentWriter.Write(text, json => RunSummary.Write(json, outcome));
            try
            {
                File.WriteAllText(context.Environment.Absolute(file), text.ToString());
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                context.Terminal.Warn($"{file} can't be written: {refused.Message}");
            }
        }

        return outcome.Stop is not null ? ExitCode.LimitReached : (ExitCode)(outcome.ExitCode ?? (int)ExitCode.Failure);
    }
}
