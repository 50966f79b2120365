using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History;

/// <summary>Changes that go out again, and in again.</summary>
internal sealed class Reverts(Site site, Desk desk)
{
    /// <summary>Takes a change out after a while and puts it back, <paramref name="again"/> times; 0: it stays out.</summary>
    public void Later(Landed change, Person by, int again, TimeSpan pause) => site.Agenda.At(change.At + pause, now =>
    {
        var revert = desk.Land(Work(change, by, $"Revert \"{Title(change)}\"", now), now, () => Workbench.Without(change.Added));
        if (again == 0) return;
        site.Agenda.At(revert.At + pause, then =>
        {
            var back = desk.Land(Work(revert, by, $"Reapply \"{Title(change)}\"", then), then, () => Workbench.With(change.Added));
            if (again > 1) Later(back with { Added = change.Added, Subject = change.Subject, Request = change.Request }, by, again - 1, pause);
        });
    });

    private static string Title(Landed change) => change.Request is { } number ? $"{change.Subject} (#{number})" : change.Subject;

    private static Work Work(Landed undone, Person by, string title, DateTimeOffset now) =>
        new(by, undone.Team, title, "", now.AddMinutes(-15), null) { BareTitle = true, Body = $"This reverts commit {undone.Commit.Sha}." };
}
