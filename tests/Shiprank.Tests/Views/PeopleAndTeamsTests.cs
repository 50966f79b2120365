using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.People;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Engine.Teams;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Views;

[Collection(SyncedDemo.Name)]
public sealed class PeopleAndTeamsTests(SyncedDemo demo)
{
    private readonly Standing open = OpenStanding.Of(demo.Standing);
    private static readonly ScoreWindow Window = ScoreWindow.Weeks(12, SmallDemo.Options.AsOf);

    [Fact]
    public void A_teams_adoption_is_that_of_its_board_row()
    {
        var view = AdoptionView.Of(OpenStanding.With(demo.Standing, w => w with { Policy = w.Policy with { MinGroup = 1 } }), Window);
        var board = Engine.Boards.Board.Of(demo.Standing, Window, GroupKind.Team, RankBy.Nd).ToDictionary(l => l.Row.Group.Id);

        Assert.Contains(view.Teams, t => t.Id is not null);
        Assert.All(view.Teams.Where(t => t.Id is not null), t =>
        {
            Assert.Equal(board[t.Id!].Companions!.Adoption.Numerator, t.Weeks.Sum(w => w.Users));
            Assert.Equal(board[t.Id!].Companions!.Adoption.Denominator, t.Weeks.Sum(w => w.Employed));
        });
    }

    [Fact]
    public void Small_teams_stand_together_and_nobody_is_lost()
    {
        var view = AdoptionView.Of(demo.Standing, Window);
        var least = demo.Standing.Workspace.Policy.MinGroup;

        Assert.All(view.Teams.Where(t => t.Id is not null), t => Assert.True(t.Last!.Value.Employed >= least, t.Name));
        Assert.Equal(demo.Standing.Workspace.Organisation.Teams.Count, view.Teams.Sum(t => t.Teams));
        for (var week = 0; week < view.All.Weeks.Count; week++)
        {
            // Who changes the team in a week counts in both.
            Assert.True(view.Teams.Sum(t => t.Weeks[week].Employed) >= view.All.Weeks[week].Employed);
            Assert.True(view.Teams.Sum(t => t.Weeks[week].Users) >= view.All.Weeks[week].Users);
        }
    }

    [Theory]
    [InlineData(78, 100, 2)]
    [InlineData(80, 100, 0)]
    [InlineData(100, 100, 0)]
    [InlineData(0, 9, 8)]
    [InlineData(0, 0, 0)]
    public void What_is_missing_to_the_target_is_whole_people(int users, int employed, int missing) =>
        Assert.Equal(missing, new GroupAdoption(new(2026, 9, 21), users, employed).Short(0.8m));

    [Fact]
    public void A_person_sees_all_of_their_own_and_it_sums()
    {
        var person = demo.Standing.Workspace.Organisation.People.First(p => p.Id == "ada");

        var view = MeView.Of(demo.Standing, person.Id, Window, null)!;

        Assert.True(view.Now.Spend.Responses > 0);
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Days.Select(d => d.Spend)));
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Sessions.Select(s => s.Amount)));
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Tools.Select(t => t.Amount)));
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Models.Select(m => m.Amount)));
        Assert.Equal(view.Now.Nd!.Value.Nd, view.Days.Sum(d => d.Nd));
        Assert.All(view.Changes.Rows, c => Assert.Contains(person.Id, c.People));
        Assert.Equal(view.Changes.Rows.Count(c => c.Main.Fate == ChangeFate.Live && c.DeployedAt is not null), view.Days.Sum(d => d.Live));
    }

    [Fact]
    public void Who_does_not_share_is_told_so()
    {
        var some = Sharing(p => p != "ada");
        var people = some.Workspace.Organisation.People;
        var (hidden, shown) = (people.First(p => !p.Share), people.First(p => p.Share));

        Assert.DoesNotContain(MeView.Of(some, hidden.Id, Window, null)!.Visibility.Skip(2), v => v.Named);
        Assert.Contains(MeView.Of(some, shown.Id, Window, null)!.Visibility.Skip(2), v => v.Named);
        Assert.Null(MeView.Of(demo.Standing, "nobody", Window, null));
    }

    [Fact]
    public void A_team_is_compared_with_its_own_past()
    {
        var board = Engine.Boards.Board.Of(open, Window, GroupKind.Team, RankBy.Nd);

        foreach (var line in board)
        {
            var view = TeamView.Of(open, line.Row.Group.Id, Window)!;
            Assert.Equal(line.Row.Group.Total, view.Now.Row.Group.Total);
            Assert.Equal(line.Companions!.SpendUsd, view.Now.Companions!.SpendUsd);
            Assert.Equal(view.Sums.Spend, FlowAmount.Sum(view.Buckets.Select(b => b.Spend)));
            Assert.Equal(Window.Since.AddDays(-1), view.SumsBefore.Window.Until);
            Assert.True(view.Changes.Rows.Count <= 10);
        }

        Assert.Null(TeamView.Of(open, "nobody", Window));
    }

    [Fact]
    public void The_activity_board_names_nobody_who_does_not_share()
    {
        var many = demo.Standing.Spend.ActiveWeeks().Keys.Order(StringComparer.Ordinal).Take(6).ToHashSet(StringComparer.Ordinal);
        var view = ActivityView.Of(Sharing(p => !many.Contains(p)), Window, QuestionedDays.None)!;

        Assert.NotEmpty(view.Rows);
        Assert.DoesNotContain(view.Rows, r => many.Contains(r.Person.Id));
        Assert.Equal(view.Total, FlowAmount.Sum(view.Rows.Select(r => r.Amount).Append(view.OthersAmount)));
        Assert.Equal(view.Rows.Select(r => r.Amount.Tokens).OrderDescending(), view.Rows.Select(r => r.Amount.Tokens));
        Assert.All(view.Rows, r => Assert.Equal(r.Amount, FlowAmount.Sum(r.Groups.Values)));
    }

    [Fact]
    public void What_an_open_question_is_about_is_left_out_of_its_row_and_stays_in_the_total()
    {
        var sharing = Sharing(_ => true);
        var whole = ActivityView.Of(sharing, Window, QuestionedDays.None)!;
        var (first, second) = (whole.Rows[0], whole.Rows[1]);
        var days = demo.Standing.Spend.ByPerson(whole.Window).Where(s => s.Person == first.Person.Id).Select(s => s.Day).Distinct().Order().ToList();
        var finding = Signals.Desk.Asked.Finding(subject: first.Person.Id) with { Days = [days[0]] };
        var question = Signals.Desk.Asked.Question(finding);

        var left = ActivityView.Of(sharing, Window, QuestionedDays.Of([question], new HashSet<string> { "level-outlier" }))!;
        var row = left.Rows.Single(r => r.Person.Id == first.Person.Id);
        Assert.Equal(first.Days - 1, row.Days);
        Assert.Equal(first.Amount, row.Amount + left.LeftOut);
        Assert.True(left.LeftOut.Responses > 0);
        Assert.Equal(whole.Total, left.Total);
        Assert.Equal(second.Amount, left.Rows.Single(r => r.Person.Id == second.Person.Id).Amount);

        var all = ActivityView.Of(sharing, Window, QuestionedDays.Of([Signals.Desk.Asked.Question(finding with { Days = days })], new HashSet<string> { "level-outlier" }))!;
        Assert.DoesNotContain(all.Rows, r => r.Person.Id == first.Person.Id);
        Assert.Equal(whole.Total, FlowAmount.Sum(all.Rows.Select(r => r.Amount).Append(all.OthersAmount).Append(all.LeftOut)));

        Assert.Equal(default, ActivityView.Of(sharing, Window, QuestionedDays.Of([question], new HashSet<string> { "daily-ping" }))!.LeftOut);
        Assert.Equal(default, ActivityView.Of(sharing, Window, QuestionedDays.Of([question with { State = Core.Signals.Desk.QuestionState.Explained }], new HashSet<string> { "level-outlier" }))!.LeftOut);
    }

    [Fact]
    public void The_activity_board_is_withheld_where_the_few_who_do_not_share_would_be_what_is_left()
    {
        var one = demo.Standing.Spend.ActiveWeeks().Keys.Order(StringComparer.Ordinal).First();

        Assert.Null(ActivityView.Of(Sharing(p => p != one), Window, QuestionedDays.None));
        Assert.NotNull(ActivityView.Of(open, Window, QuestionedDays.None));
    }

    private Standing Sharing(Func<string, bool> shares) => OpenStanding.With(demo.Standing, w => w with
    {
        Organisation = w.Organisation with { ActivityBoard = true, People = [.. w.Organisation.People.Select(p => p with { Share = shares(p.Id) })] },
    });
}
