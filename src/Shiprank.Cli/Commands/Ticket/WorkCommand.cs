using System.CommandLine;
using Shiprank.Engine.Caps;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary><c>shiprank ticket start|token|show|stop</c>: what one works on, as a short-lived token that agents use as their key.</summary>
internal static class WorkCommand
{
    /// <summary>A token this near to its end is renewed.</summary>
    private static readonly TimeSpan near = TimeSpan.FromMinutes(15);

    private static readonly Argument<string?> key = new("TICKET") { Description = "PAY-123; without it the ticket that the branch names", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> minutes = new("--minutes") { Description = $"How long the token holds, {WorkRequest.MostMinutes} at most", HelpName = "N", DefaultValueFactory = _ => WorkRequest.DefaultMinutes };

    private static readonly Option<string?> server = new("--server") { Description = "Address of the server (default: this machine's own)", HelpName = "URL" };

    private static readonly Option<string?> tokenFile = new("--token-file") { Description = "File with a service token of the scope work, made for you", HelpName = "FILE" };

    private static readonly Option<string?> person = new("--person") { Description = "Whose work it is, on this machine's own server (default: git's user.email)", HelpName = "ID" };

    private static readonly Option<bool> everywhere = new("--everywhere") { Description = "Not only in this repository" };

    public static Command Create(CommandHost host)
    {
        var start = new Command("start", "Get a token that binds what agents do from now on to a ticket") { key, minutes, server, tokenFile, person, everywhere };
        host.On(start, Start);
        var token = new Command("token", "Print the token, renewed when it is near its end: a key helper for agents");
        host.On(token, Print);
        var show = new Command("show", "What agents here work on, and until when");
        host.On(show, Show);
        var stop = new Command("stop", "Forget the token") { everywhere };
        host.On(stop, Stop);
        return new Command("ticket", "Bind what agents do to a ticket with an owner") { start, token, show, stop, IssueToken.Create(host), EndRun.Create(host) };
    }

    private static async Task<ExitCode> Start(CommandContext context)
    {
        var here = GitHere.Of(context.Environment.WorkingDirectory);
        var asked = new WorkRequest { Ticket = context.Get(key) ?? "", Branch = context.Get(key) is null ? here?.Branch ?? "" : "", Minutes = context.Get(minutes), Repository = here?.Origin ?? "" };
        if (asked.Wrong() is var (field, shape)) return context.Fail(ExitCode.Usage, $"{field} has to be {shape}");
        var whom = context.Get(person) ?? (context.Get(server) is null ? GitUser.Email(context) : "");
        var got = await WorkSource.Get(context, asked, whom, context.Get(server), context.Get(tokenFile));
        if (got.Held is not { } held) return context.Fail(got.Code, got.Sentence, got.Hint);

        // A branch is read once: the next token is for the same ticket, whatever is checked out then.
        held = held with { Request = asked with { Ticket = held.Claims!.Ticket, Branch = "" } };
        var place = new TokenPlace(context.DataFolder);
        if (TokenPlace.Write(place.File(context.Get(everywhere) ? null : here?.Root), held) is { } problem) return context.Fail(ExitCode.Failure, problem);
        await WorkSource.RefreshCaps(context, held);
        Say(context, held);
        if (held.TicketCounts || context.Json) return ExitCode.Ok;
        context.Terminal.Hint("you can work on; runs that nobody sits before can't");
        return ExitCode.Ok;
    }

    private static async Task<ExitCode> Print(CommandContext context)
    {
        var place = new TokenPlace(context.DataFolder);
        if (place.Find(GitHere.Of(context.Environment.WorkingDirectory)?.Root) is not var (held, file)) return None(context);
        var now = context.Environment.Clock.GetUtcNow();
        if (held.ExpiresAt - now > Near(held))
        {
            context.Terminal.Data.WriteLine(held.Token);
            return ExitCode.Ok;
        }

        var got = await WorkSource.Get(context, held.Request, held.Person, held.TokenFile.Length > 0 || held.Person.Length == 0 && held.Server.Length > 0 ? held.Server : null, held.TokenFile);
        if (got.Held is { } renewed)
        {
            if (TokenPlace.Write(file, renewed) is { } problem) context.Terminal.Warn(problem.ToString());
            await WorkSource.RefreshCaps(context, renewed);
            context.Terminal.Data.WriteLine(renewed.Token);
            return ExitCode.Ok;
        }

        // It holds a little longer: the agent goes on, and the next call asks again.
        if (held.ExpiresAt <= now) return context.Fail(got.Code, $"the token for {Named(held)} has expired, and there is no new one: {got.Sentence}", got.Hint);
        context.Terminal.Warn($"the token is near its end, and there is no new one: {got.Sentence}");
        context.Terminal.Data.WriteLine(held.Token);
        return ExitCode.Ok;
    }

    private static ExitCode Show(CommandContext context)
    {
        if (new TokenPlace(context.DataFolder).Find(GitHere.Of(context.Environment.WorkingDirectory)?.Root) is not var (held, _)) return None(context);
        if (held.ExpiresAt <= context.Environment.Clock.GetUtcNow()) return context.Fail(ExitCode.NotFound, $"the token for {Named(held)} has expired", "shiprank ticket start");
        Say(context, held);
        return ExitCode.Ok;
    }

    private static ExitCode Stop(CommandContext context)
    {
        var place = new TokenPlace(context.DataFolder);
        var file = place.File(context.Get(everywhere) ? null : GitHere.Of(context.Environment.WorkingDirectory)?.Root);
        if (!TokenPlace.Remove(file)) return None(context);
        context.Terminal.Data.WriteLine("Forgotten. What was used until now stays with the ticket.");
        return ExitCode.Ok;
    }

    private static ExitCode None(CommandContext context) => context.Fail(ExitCode.NotFound, "agents here work on no ticket", "shiprank ticket start PAY-123");

    private static string Named(HeldToken held) => held.Claims is { Ticket.Length: > 0 } claims ? claims.Ticket : "no ticket";

    /// <summary>Of a short token its last fifth: a helper is asked every few minutes.</summary>
    private static TimeSpan Near(HeldToken held) => held.Request.Minutes * TimeSpan.FromMinutes(1) / 5 is var fifth && fifth < near ? fifth : near;

    private static void Say(CommandContext context, HeldToken held)
    {
        if (!context.Json)
        {
            context.Terminal.Data.WriteLine(held.Sentence);
            return;
        }

        JsonDocumentWriter.Write(context.Terminal.Data, json =>
        {
            var claims = held.Claims!;
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("run", claims.Run);
            json.WriteString("ticket", claims.Ticket.Length > 0 ? claims.Ticket : null);
            json.WriteBoolean("ticketCounts", held.TicketCounts);
            json.WriteString("person", claims.Person.Length > 0 ? claims.Person : null);
            json.WriteString("costCentre", claims.CostCentre.Length > 0 ? claims.CostCentre : null);
            json.WriteString("expiresAt", held.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("sentence", held.Sentence);
        });
    }
}
