using System.CommandLine;
using Shiprank.Core;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Prices;
using Shiprank.Sources.Prices;

namespace Shiprank.Cli.Commands.Prices;

/// <summary><c>shiprank prices</c>: the list that costs are computed with, at any day.</summary>
internal static class PricesCommand
{
    private static readonly Argument<string?> model = new("MODEL") { Description = "A name as a log writes it, or a part of one", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<DateTimeOffset?> at = new("--at")
    {
        Description = "Prices that held then (default: now)",
        HelpName = "DATE",
        CustomParser = result =>
        {
            var time = GlobalOptions.Instant(result.Tokens[0].Value);
            if (time is null) result.AddError($"--at: '{result.Tokens[0].Value}' is no day or time (2026-01-31)");
            return time;
        },
    };

    private static readonly Option<string?> contract = new("--prices") { Description = "A contract's own rates, before the list's", HelpName = "FILE" };

    private static readonly Option<bool> mix = new("--mix") { Description = "What was paid for a million tokens of your mix, beside the list (default: the last full month)" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("prices", "Rates per million tokens, with the day from which they hold") { model, at, contract, mix, PriceChangesCommand.Create(host), RefreshCommand.Create(host), RepriceCommand.Create(host) };
        host.On(command, context => context.Get(mix) ? MixReport.Run(context) : List(context));
        return command;
    }

    private static ExitCode List(CommandContext context)
    {
        Result<PriceList> prices;
        if (context.Get(contract) is { } path) prices = PriceBook.Load(context.Environment.Absolute(path));
        else if (PricesInForce.Read(context) is { } parts) prices = parts.List;
        else return ExitCode.Failure;
        if (!prices.Succeeded) return context.Fail(ExitCode.Failure, prices.Problem);
        var time = context.Get(at) ?? context.AsOf;
        var name = context.Get(model);
        var found = PriceSearch.Of(prices.Value, name, time);
        if (found.Count == 0 && name is not null)
            return context.Fail(ExitCode.NotFound, $"no price is known for \"{name}\"", "usage of such a model is shown as unpriced; a contract's rates can be added with --prices FILE");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => PricesDocument.Write(stream, prices.Value, found, time)));
        else PricesTable.Write(context.Terminal, prices.Value, found, time);
        return ExitCode.Ok;
    }
}
