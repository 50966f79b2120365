using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Change;

/// <summary>A change's story for people: what it is, how it fared in each service, whose it is, which sessions served it.</summary>
internal static class ChangeText
{
    public static void Write(Terminal.Terminal terminal, ChangeStory story, Policy policy)
    {
        var first = story.Services[0];
        var request = first.Request is { } number ? $" #{number}" : "";
        terminal.Out.MarkupLineInterpolated($"[bold]{story.Subject ?? "(its clone is away)"}[/]");
        terminal.Out.MarkupLineInterpolated($"[grey]{story.Repository}{request}  {story.Sha}[/]");
        terminal.Out.WriteLine();
        foreach (var service in story.Services) Service(terminal, story, service, policy);
        People(terminal, story.Services);
        Sessions(terminal, story);
    }

    private static void Service(Terminal.Terminal terminal, ChangeStory story, ScoredChange service, Policy policy)
    {
        var deployment = story.Deployments.FirstOrDefault(d => d.Service == service.Service);
        var deployed = service.DeployedAt is { } at ? $", deployed {Day(at)}{(deployment is null || deployment.Id == story.Sha ? " (its merge)" : $" by {deployment.Id}")}" : "";
        terminal.Out.MarkupLineInterpolated($"{service.Service}: [bold]{Fate(service)}[/], merged {Day(service.MergedAt)}{deployed}");
        var judged = service.DeployedAt is null ? "so far" : service.Provisional ? $"provisional: judged before {policy.SurvivalDays} days" : $"{policy.SurvivalDays} days later";
        terminal.Out.MarkupLineInterpolated($"  lines     {Figures.Count(service.Eligible)} count, {Figures.Count(service.Alive)} alive ({judged}), {Figures.Many(service.Deleted, "old line")} deleted");
        if (service.Quality is { } quality) terminal.Out.MarkupLineInterpolated($"  quality   {quality:0.###}{(ScoreDocument.ReasonText(service.Reasons) is { } reason ? $" ({reason.Replace(",", ", ", StringComparison.Ordinal)})" : "")}; {Review(service)}");
        terminal.Out.MarkupLineInterpolated($"  AI part   {service.Share.Mid:0.00} ({service.Share.Lo:0.00} to {service.Share.Hi:0.00}), evidence: {service.Evidence.Name()}");
    }

    /// <summary>The fate in words that need no document beside them.</summary>
    private static string Fate(ScoredChange service) => service.Fate switch
    {
        ChangeFate.Merged => "not deployed",
        ChangeFate.Baseline => "live before the first deployment known",
        ChangeFate.RolledBack => "rolled back",
        var fate => ScoreDocument.FateText(fate),
    };

    private static string Review(ScoredChange service) => !service.ReviewKnown ? "review unknown" : service.Reviewed ? "reviewed" : "not reviewed";

    private static void People(Terminal.Terminal terminal, IReadOnlyList<ScoredChange> services)
    {
        var table = new QuietTable().Text("person").Text("service").Number("credit").Number("size");
        foreach (var (service, part) in services.SelectMany(s => s.Parts.Select(p => (s, p)))) table.Row(part.Person, service.Service, $"{100 * part.Credit:0} %", $"{part.Size:0.##}");
        if (!services.Any(s => s.Parts.Count > 0)) return;
        terminal.Out.WriteLine();
        table.Write(terminal);
    }

    private static void Sessions(Terminal.Terminal terminal, ChangeStory story)
    {
        terminal.Out.WriteLine();
        if (story.Sessions.Count == 0)
        {
            terminal.Out.MarkupLine("[grey]No metered session is linked to it: no session id in its trailers or notes, and none in the 4-hour window.[/]");
            return;
        }

        var table = new QuietTable().Text("session").Text("tool").Text("person").Text("link").Text("from").Number("responses").Number("tokens").Number("cost");
        foreach (var session in story.Sessions)
        {
            table.Row(session.Session, session.Tool, session.Person ?? "", ChangeDocument.EvidenceText(session.Evidence), Time(session.From), Figures.Count(session.Responses), Figures.Short(session.Tokens), Cost(session));
        }

        if (story.Sessions.Count > 1) table.Total("total", "", "", "", "", Figures.Count(story.Sessions.Sum(s => s.Responses)), Figures.Short(story.Sessions.Sum(s => s.Tokens)), story.CostUsd is { } cost ? Figures.Dollars(cost) : "unpriced");
        table.Write(terminal);
    }

    private static string Cost(SessionPart session) => session.CostUsd is { } usd ? Figures.Dollars(usd) : session.Credits > 0 ? $"{session.Credits:0.##} credits" : "unpriced";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm");
}
