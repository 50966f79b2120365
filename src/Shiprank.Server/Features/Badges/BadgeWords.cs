using System.Globalization;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Badges;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Badges;

/// <summary>Badges in words.</summary>
internal static class BadgeWords
{
    public static string HeldBy(GalleryRow row, int least, OrganisationFile organisation)
    {
        List<string> holders = [];
        if (row.Badge.Holders.Contains(HolderKind.Person)) holders.Add(row.People is { } people ? Figures.Many(people, "person", "people") : $"fewer than {least} people");
        if (row.Badge.Holders.Contains(HolderKind.Team)) holders.Add(row.Teams.Count == 0 ? "no team" : string.Join(", ", row.Teams.Select(t => organisation.Teams.First(o => o.Id == t).Name)));
        if (row.Badge.Holders.Contains(HolderKind.Repository)) holders.Add(row.Repositories.Count == 0 ? "no repository" : string.Join(", ", row.Repositories));
        return $"Held by {string.Join(" and ", holders)}.";
    }

    public static string StatusPath(PublishedFigure figure) =>
        $"/badge/{(figure.Kind == HolderKind.Team ? "team" : "repo")}/{Uri.EscapeDataString(figure.Id)}/{PublishedMetrics.Word(figure.Metric)}.svg";

    public static string Until(Award award) =>
        $"{Day(award.IssuedAt)} · {(award.ExpiresAt is not { } end ? "never expires" : award.State == AwardState.Expired ? $"expired {Day(end)}" : $"until {Day(end)}")}";

    /// <summary>What it was earned with, in a few words; for its holder.</summary>
    public static string Evidence(Award award) =>
        award.Rate is { } rate ? $"{award.Subject}: {rate.Bad} of {Figures.Many(rate.Days, "day")}{(rate.BaselineDays > 0 ? $", around {rate.BaselineBad} of {rate.BaselineDays}" : "")}" : award.Evidence.Count == 0 ? award.Subject : "";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
