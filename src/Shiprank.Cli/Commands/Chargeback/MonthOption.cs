using System.CommandLine;
using Shiprank.Engine.Chargeback;

namespace Shiprank.Cli.Commands.Chargeback;

/// <summary>The month that a command about bills is of.</summary>
internal static class MonthOption
{
    public static readonly Option<string?> One = new("--month") { Description = "Billing month (default: the last that is over)", HelpName = "2026-07" };

    /// <summary>The month asked for, else the last that is over; null after the problem was said.</summary>
    public static DateOnly? Of(CommandContext context, IReadOnlyList<DateOnly> months, out ExitCode code)
    {
        if (context.Get(One) is not null) return Named(context, out code);
        code = ExitCode.Ok;
        if (ChargeMonths.Shown(months, context.AsOf) is { } shown) return shown;
        code = context.Fail(ExitCode.NotFound, "no usage is known, so there is nothing to charge", "shiprank sync reads it");
        return null;
    }

    /// <summary>The month that has to be named.</summary>
    public static DateOnly? Named(CommandContext context, out ExitCode code)
    {
        code = ExitCode.Ok;
        var text = context.Get(One);
        if (text is not null && ChargeMonths.Parse(text) is { } month) return month;
        code = context.Fail(ExitCode.Usage, text is null ? "--month is missing" : $"--month: '{text}' is no month", "such as 2026-07");
        return null;
    }
}
