using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Badges;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Badges;

/// <summary>Badges for people: the gallery, or those of one holder with their evidence.</summary>
internal static class BadgesText
{
    private const int ShownEvidence = 3;

    public static void Write(Terminal.Terminal terminal, BadgeGallery gallery, Standing standing)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(gallery.Rows.Count, "badge")}[/], as of {standing.AsOf.UtcDateTime:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("badge").Number("people").Text("teams and repositories").Text("for");
        foreach (var row in gallery.Rows) table.Row(row.Badge.Id, People(row, gallery.SmallestGroup), string.Join(", ", row.Teams.Concat(row.Repositories)), row.Badge.Description);
        table.Write(terminal);
        terminal.Out.WriteLine();
        foreach (var row in gallery.Rows.Where(r => r.Bunching is { IsSuspicious: true })) terminal.Out.MarkupLineInterpolated($"[grey]{row.Badge.Id}: {row.Bunching!.JustAbove} have just enough days of evidence, {row.Bunching.JustBelow} just too few: does the threshold steer?[/]");
        terminal.Out.MarkupLine("[grey]Nothing is counted by volume, and nobody by their number of badges. One person's: shiprank badges --person ID[/]");
    }

    public static void Write(Terminal.Terminal terminal, HolderBadges holder)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{holder.Holder}[/]: {Figures.Many(holder.Badges.Count(b => b.Held.IsEarned), "badge")}{(holder.Shares ? "" : "; nothing of it is shown to others: the person does not share")}");
        if (holder.Badges.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("badge").Text("state").Text("issued").Text("until").Text("shown").Text("evidence");
        foreach (var badge in holder.Badges)
        {
            var award = badge.Held.Award;
            table.Row(badge.Held.Badge.Id, BadgesDocument.StateText(award.State), Day(award.IssuedAt), award.ExpiresAt is { } until ? Day(until) : "no end", badge.Shown && holder.Shares ? "yes" : "no", Evidence(award));
        }

        table.Write(terminal);
        foreach (var ended in holder.Badges.Where(b => b.Held.Award.Revoked is not null)) terminal.Out.MarkupLineInterpolated($"[grey]{ended.Held.Badge.Id} revoked on {Day(ended.Held.Award.Revoked!.At)}: {ended.Held.Award.Revoked.Reason}[/]");
    }

    public static void Write(Terminal.Terminal terminal, IReadOnlyList<BadgeDefinition> definitions)
    {
        foreach (var badge in definitions)
        {
            terminal.Out.MarkupLineInterpolated($"[bold]{badge.Id}[/] ({string.Join(", ", badge.Holders.Select(BadgesDocument.KindText))}): {badge.Description}");
            terminal.Out.WriteLine($"  {badge.Criteria} {(badge.ExpiresAfterDays is { } days ? $"Expires after {days} days." : "Never expires.")}");
        }
    }

    private static string People(GalleryRow row, int least) => !row.Badge.Holders.Contains(HolderKind.Person) ? "" : row.People is { } people ? Figures.Count(people) : $"<{least}";

    private static string Evidence(Award award)
    {
        if (award.Rate is { } rate) return $"{award.Subject}: {rate.Bad} of {rate.Days} days{(rate.BaselineDays > 0 ? $", around {rate.BaselineBad} of {rate.BaselineDays}" : "")}";
        return award.Evidence.Count == 0 ? award.Subject : string.Join(", ", award.Evidence.Take(ShownEvidence).Select(e => e.Kind == EvidenceKind.Change ? $"{e.Repository}@{e.Id[..Math.Min(8, e.Id.Length)]}" : e.Id));
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
