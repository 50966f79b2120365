using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Prices;

/// <summary><c>shiprank prices --mix</c>: the effective prices of our mix.</summary>
internal static class MixReport
{
    public static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var month = SpendModelView.LastMonth(DateOnly.FromDateTime(context.AsOf.UtcDateTime));
        var window = new ScoreWindow(context.Since ?? month.Since, context.Until ?? month.Until);
        var mix = PriceMix.Of(open.Store, open.Workspace.Prices, window, window.Since.AddYears(-1));
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => PriceMixDocument.Write(stream, mix)));
        else Write(context.Terminal, mix);
        return ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, PriceMix mix)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{(mix.Effective is { } each ? $"{Figures.Dollars(each)} a million tokens" : "No priced tokens")}[/], {mix.Window.Since:yyyy-MM-dd} to {mix.Window.Until:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("model").Text("provider").Optional().Number("tokens").Number("cost").Number("per million").Number("at list").Number("prices did").Optional();
        foreach (var row in mix.Rows) table.Row(row.Model, row.Provider ?? "", Figures.Short(row.Tokens.Total), Figures.Dollars(row.Usd), Rate(row.Effective), Rate(row.AtList), row.Effect is { } effect ? MoneyText.Signed(effect) : "?");
        table.Total("total", "", Figures.Short(mix.Tokens), Figures.Dollars(mix.Usd), Rate(mix.Effective), "", MoneyText.Signed(mix.Effect));
        table.Write(terminal);
        terminal.Out.MarkupLineInterpolated($"[grey]Prices did: the same tokens at the rates of {mix.Window.Until:yyyy-MM-dd} less those of {mix.Compared:yyyy-MM-dd}.[/]");
        if (mix.UnpricedTokens > 0) terminal.Out.MarkupLineInterpolated($"[grey]Unpriced: {Figures.Short(mix.UnpricedTokens)} tokens of {string.Join(", ", mix.UnpricedModels)}.[/]");
        if (mix.CreditsUsd > 0) terminal.Out.MarkupLineInterpolated($"[grey]Metered in credits, not by token: {Figures.Dollars(mix.CreditsUsd)}.[/]");
    }

    private static string Rate(decimal? usd) => usd is { } known ? Figures.Dollars(known) : "?";
}
