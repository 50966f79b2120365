using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History;

/// <summary>Who does what on which day: the working weeks of ordinary people and of the cast, put on the agenda.</summary>
internal sealed class Weeks(Site site, Desk desk)
{
    /// <summary>How much later than others somebody comes who works at night.</summary>
    public static readonly TimeSpan Night = TimeSpan.FromHours(13);

    public void Plan()
    {
        foreach (var person in site.Roster.OfRepository(site.Repository.Name))
        {
            var own = new Chance($"{site.Options.Seed}:{person.Id}:weeks");
            var pace = own.Between(34, 62);
            for (var week = 0; week < site.Options.Weeks; week++)
            {
                if (own.Percent(6)) continue;
                for (var day = 0; day < 5; day++)
                {
                    var date = site.Options.Day(week).AddDays(day);
                    var morning = site.Options.Week(week).AddDays(day).AddHours(8).AddMinutes(own.Between(40, 200)).AddSeconds(own.Below(60));
                    if (person.Role == CastRole.NightShift) morning += Night;
                    if (person.WorksOn(date)) Day(person, own, pace, week, (DayOfWeek)(day + 1), morning);
                }
            }
        }
    }

    private void Day(Person person, Chance own, int pace, int week, DayOfWeek day, DateTimeOffset time)
    {
        switch (person.Role)
        {
            case CastRole.SteadyShipper when own.Percent(88):
                Code(person, time, own.Between(42, 78), null);
                break;
            case CastRole.LittleAiSenior when own.Percent(96):
                Code(person, time, own.Between(85, 145), null);
                break;
            case CastRole.RequestSplitter when day is DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday:
                for (var i = own.Between(8, 12); i > 0; i--) Tiny(person, time.AddMinutes(24 * i));
                break;
            case CastRole.RevertReapplyLooper when week % 3 == 0:
                if (day == DayOfWeek.Monday) Loop(person, time, own.Between(45, 70));
                break;
            case CastRole.RevertReapplyLooper when own.Percent(40):
                Code(person, time, own.Between(8, 18), null);
                break;
            case CastRole.Tokenmaxxer when day == DayOfWeek.Wednesday && own.Percent(45):
                Code(person, time, own.Between(7, 12), null);
                break;
            case CastRole.Deleter when day is DayOfWeek.Monday or DayOfWeek.Wednesday or DayOfWeek.Friday:
                Clear(person, time, own.Between(110, 230));
                break;
            case CastRole.Maintainer when week % 5 == 3:
                for (var i = own.Between(2, 4); i > 0; i--) Code(person, time.AddMinutes(75 * i), Math.Min(own.Skewed(person.Team.Lines), 160), null);
                break;
            case CastRole.Maintainer when own.Percent(5):
                Code(person, time, own.Between(6, 14), null);
                break;
            case CastRole.Regular or CastRole.HeavyUser or CastRole.Newcomer or CastRole.NightShift when own.Percent(pace):
                var team = person.TeamOn(DateOnly.FromDateTime(time.UtcDateTime));
                Code(person, time, Math.Min(own.Skewed(team.Lines), 220), team.Id == "insight" ? 4 : 1);
                break;
            case CastRole.Regular or CastRole.HeavyUser or CastRole.Newcomer or CastRole.NightShift when own.Percent(8):
                site.Agenda.At(time, now => desk.Drop(person, now));
                break;
        }
    }

    /// <param name="revertPercent">Chance that a colleague takes the change out on the next day; null: it isn't touched again by a revert.</param>
    private void Code(Person person, DateTimeOffset time, int lines, int? revertPercent) => site.Agenda.At(time, now =>
    {
        var reverted = revertPercent is { } percent && site.Chance.Percent(percent);
        var team = person.TeamOn(DateOnly.FromDateTime(now.UtcDateTime));
        var rewritten = site.Chance.Between(0, team.Rework);
        var parts = !reverted && lines > 24 && site.Repository.Landing != Landing.Squash ? 2 : 1;
        var steps = new List<Func<Edit>>();
        for (var i = 0; i < parts; i++)
        {
            var last = i == parts - 1;
            steps.Add(() =>
            {
                var edit = new Edit();
                site.Bench.Add(edit, team.Area, Math.Max(4, lines / parts), now, reverted);
                if (last && !reverted) site.Bench.Rewrite(edit, team.Area, rewritten);
                return edit;
            });
        }

        var change = desk.Ship(person, now, null, false, steps);
        if (reverted) new Reverts(site, desk).Later(change, site.Coder(person, now) ?? person, again: site.Chance.Percent(50) ? 1 : 0, TimeSpan.FromHours(site.Chance.Between(19, 26)));
    });

    private void Tiny(Person person, DateTimeOffset time) => site.Agenda.At(time, now => desk.Ship(person, now, null, true, () =>
    {
        var edit = new Edit();
        site.Bench.AddTiny(edit, person.Team.Area, site.Chance.Between(8, 10), now);
        return edit;
    }));

    private void Loop(Person person, DateTimeOffset time, int lines) => site.Agenda.At(time, now =>
    {
        var change = desk.Ship(person, now, null, false, () =>
        {
            var edit = new Edit();
            site.Bench.Add(edit, person.Team.Area, lines, now, pinned: true);
            return edit;
        });
        new Reverts(site, desk).Later(change, person, again: 2, TimeSpan.FromDays(1));
    });

    private void Clear(Person person, DateTimeOffset time, int lines) => site.Agenda.At(time, now =>
    {
        var edit = new Edit();
        site.Bench.Clear(edit, Catalogue.OldArea, lines, site.Options.Start.AddDays(-100));
        if (!edit.IsEmpty) desk.Ship(person, now, 20, false, () => edit);
    });
}
