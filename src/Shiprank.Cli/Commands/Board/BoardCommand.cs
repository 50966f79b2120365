using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Board;

/// <summary><c>shiprank board</c>: teams, or people who share, in bands by what they shipped; companions beside every row.</summary>
internal static class BoardCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();

    private static readonly Option<GroupKind> level = ChoiceOptions.One("--level", "Whom a row stands for (default: team)", ("team", GroupKind.Team), ("person", GroupKind.Person));

    private static readonly Option<RankBy> rank = ChoiceOptions.One("--rank", "What bands are by (default: nd); never tokens, never spend", ("nd", RankBy.Nd), ("nd-ai", RankBy.NdAi));

    private static readonly Option<bool> shown = new("--shown") { Description = "As everyone may see it: without small teams, and of people only those who share" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("board", "Who turns work into production that lasts, in bands, with quality and spend beside it") { level, rank, window, shown };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        var (kind, by) = (context.Get(level), context.Get(rank));
        IReadOnlyList<BoardLine> lines;
        IReadOnlyList<Problem> problems;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            lines = context.Get(shown) ? ShownBoard.Of(standing, days, kind, by) : Engine.Boards.Board.Of(standing, days, kind, by);
            problems = standing.Unread;
        }

        int? people = context.Get(shown) && kind == GroupKind.Person ? open.Workspace.Organisation.People.Count : null;
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => BoardDocument.Write(stream, lines, open.Workspace.Policy, context.AsOf, days, kind, by, problems, people)));
        else BoardText.Write(context.Terminal, lines, open.Workspace.Policy, context.AsOf, days, kind, by);
        foreach (var problem in problems) context.Terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
        return problems.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
