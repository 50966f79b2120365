using System.CommandLine;
using Shiprank.Core.Score;
using Shiprank.Engine;

namespace Shiprank.Cli.Commands;

/// <summary>The window of a score or board: <c>--window 12w</c>, or <c>--since</c> and <c>--until</c>.</summary>
internal static class WindowOptions
{
    public static Option<int?> Create() => new("--window")
    {
        Description = "Weeks that end on as-of's day (default: the policy's 12w)",
        HelpName = "12w",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (Moments.Weeks(word) is { } weeks) return weeks;
            result.AddError($"--window: '{word}' is no number of weeks (12w)");
            return null;
        },
    };

    public static ScoreWindow Of(CommandContext context, Option<int?> option, Policy policy)
    {
        var window = ScoreWindow.Weeks(context.Get(option) ?? policy.WindowWeeks, context.AsOf);
        return new(context.Since ?? window.Since, context.Until ?? window.Until);
    }
}
