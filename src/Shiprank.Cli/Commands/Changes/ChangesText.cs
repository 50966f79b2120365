using Shiprank.Cli.Commands.Overview;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Changes;

/// <summary>The list of changes for people: the rows shown, a row for the rest, and the sums of all.</summary>
internal static class ChangesText
{
    /// <summary>From this width on there is room for titles, and git is asked for them.</summary>
    private const int Wide = 140;

    public static void Write(
        Terminal.Terminal terminal, ChangeListing listing, ChangeSort sort, SharedNames names, Func<IReadOnlyDictionary<(string Repository, string Sha), string>> titles)
    {
        var totals = listing.Totals;
        if (totals.Changes == 0)
        {
            terminal.Out.MarkupLine("No change is like that.");
            return;
        }

        var order = sort switch { ChangeSort.Cost => "the most expensive first", ChangeSort.Lines => "the largest first", _ => "the latest first" };
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(totals.Changes, "change")}, {Figures.Many(totals.Alive, "line")} of {Figures.Count(totals.Eligible)} alive, {(Money(totals.Spend) is { Length: > 0 } money ? $"{money} of linked spend" : "no spend is linked")}[/]; {order}");
        terminal.Out.WriteLine();
        Table(listing, names, terminal.Columns >= Wide ? titles() : new Dictionary<(string, string), string>()).Write(terminal);
        Notes(terminal, listing, names);
    }

    private static QuietTable Table(ChangeListing listing, SharedNames names, IReadOnlyDictionary<(string Repository, string Sha), string> titles)
    {
        var table = new QuietTable().Text("day").Text("change").Text("fate").Number("alive").Number("of").Number("cost")
            .Text("evidence").Text("service").Optional().Text("link").Optional().Text("people").Optional();
        if (titles.Count > 0) table.Text("title").Optional();
        string[] Cells(params string[] cells) => titles.Count > 0 ? cells : cells[..^1];
        foreach (var row in listing.Rows)
        {
            table.Row(Cells(
                $"{row.At.UtcDateTime:yyyy-MM-dd}", Name(row), FateWords.Of(row.Main), Figures.Count(row.Alive), Figures.Count(row.Eligible), Cost(row),
                row.Evidence.Name(), Services(row), row.Sessions == 0 ? "" : ChangeDocument.EvidenceText(row.Link), names.List(row.People), titles.GetValueOrDefault((row.Repository, row.Sha)) ?? ""));
        }

        if (listing.Rest is { } rest) table.Row(Cells("…", $"{Figures.Count(rest.Changes)} more", "", Figures.Count(rest.Alive), Figures.Count(rest.Eligible), Money(rest.Spend), "", "", "", "", ""));
        table.Total(Cells("total", Figures.Count(listing.Totals.Changes), "", Figures.Count(listing.Totals.Alive), Figures.Count(listing.Totals.Eligible), Money(listing.Totals.Spend), "", "", "", "", ""));
        return table;
    }

    private static void Notes(Terminal.Terminal terminal, ChangeListing listing, SharedNames names)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine("[grey]A change's story: shiprank change CHANGE. Cost is that of its linked sessions; what no change has is in shiprank flow.[/]");
        if (listing.Totals.Spend.UnpricedTokens > 0) terminal.Out.MarkupLineInterpolated($"[grey]Without a price and not in the cost: {Figures.Short(listing.Totals.Spend.UnpricedTokens)} tokens.[/]");
        if (listing.Totals.Hidden > 0) terminal.Out.MarkupLineInterpolated($"[grey]Not shown, and in no sum here: the cost of {Figures.Many(listing.Totals.Hidden, "change")} of people who do not share.[/]");
        if (listing.Rows.Any(r => r.People.Any(p => !names.Shows(p)))) terminal.Out.MarkupLine("[grey]People who do not share are counted and not named.[/]");
    }

    /// <summary>What <c>shiprank change</c> takes: the request, else the start of the sha.</summary>
    private static string Name(ChangeRow row) => row.Main.Request is { } request ? $"{row.Repository}#{request}" : row.Sha[..10];

    private static string Services(ChangeRow row) => row.Services.Count == 1 ? row.Main.Service : $"{row.Main.Service} +{row.Services.Count - 1}";

    private static string Cost(ChangeRow row) => row.Hiding > 0 ? "not shown" : row.Spend is { } spend ? Money(spend) : "";

    /// <summary>Dollars; credits where only they are metered; never 0 for what has no price, and nothing where no session is linked.</summary>
    private static string Money(FlowAmount spend) =>
        spend.NanoUsd is { } nano ? Figures.Dollars(Core.Money.Nano.Units(nano))
        : spend.NanoCredits > 0 ? $"{Core.Money.Nano.Units(spend.NanoCredits):0.##} credits"
        : spend.Tokens > 0 ? "unpriced" : "";
}
