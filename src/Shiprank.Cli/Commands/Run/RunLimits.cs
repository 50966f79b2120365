using System.Globalization;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>Whether a run is over what it may use.</summary>
internal static class RunLimits
{
    /// <returns>Null: it may go on.</returns>
    public static RunStop? Over(RunRequest request, UseSeen? use, TimeSpan took)
    {
        if (request.MaxMinutes is { } minutes && took >= TimeSpan.FromMinutes(minutes)) return Own("--max-minutes", CapSentence.Amount((decimal)took.TotalMinutes, minutes, CapUnit.Minutes));
        if (use is null) return null;
        if (use.Refused > 0) return Refused(request, use);
        if (request.MaxUsd is { } usd && use.Usd >= usd) return Own("--max-usd", CapSentence.Amount(use.Usd, usd, CapUnit.Usd));
        return request.MaxSteps is { } steps && Math.Max(use.Calls, use.Steps) > steps ? Own("--max-steps", CapSentence.Amount(Math.Max(use.Calls, use.Steps), steps, CapUnit.Steps)) : null;
    }

    /// <summary>The gateway made no further call.</summary>
    private static RunStop Refused(RunRequest request, UseSeen use)
    {
        if (use.Rule == "max-usd of this run" && request.MaxUsd is { } usd) return Own("--max-usd", CapSentence.Amount(use.Usd, usd, CapUnit.Usd));
        if (use.Rule == "max-steps of this run" && request.MaxSteps is { } steps) return Own("--max-steps", CapSentence.Amount(Math.Max(use.Calls, use.Steps), steps, CapUnit.Steps));
        if (use.Rule == "max-minutes of this run") return Own("--max-minutes", string.Create(CultureInfo.InvariantCulture, $"{request.MaxMinutes} minutes passed"));
        var figure = string.Create(CultureInfo.InvariantCulture, $"{use.Calls:N0} calls, ${use.Usd:0.00}");
        return use.Rule == CapCounter.Grace
            ? new("what a run may use without an owned ticket", figure, "Name a ticket that is open and has an owner: --ticket PAY-123.")
            : new(use.Rule.Length > 0 ? $"the cap \"{use.Rule}\"" : Why(use.Reason), figure, use.Rule.Length > 0 ? "The client's own message above says whom to ask; `shiprank cap list` has the rule." : "The client's own message above says what to do.");
    }

    private static string Why(string reason) => reason switch
    {
        "loop" => "the same calls over and over",
        "unpriced" => "a model without a price",
        "tokenrefused" => "a work token that is not valid",
        "outage" => "calls that can't be written down at the moment",
        _ => "a cap of the organisation",
    };

    private static RunStop Own(string option, string figure) => new(option, figure, $"Raise {option}, or look at what it spends them on.");
}
