using Shiprank.Core.Score.Board;
using Shiprank.Engine.Adoption;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Outcomes;

[Collection(SyncedDemo.Name)]
public sealed class CohortTests(SyncedDemo demo)
{
    [Theory]
    [InlineData(0, 12, UseCohort.None)]
    [InlineData(11, 12, UseCohort.Light)]
    [InlineData(12, 12, UseCohort.Moderate)]
    [InlineData(35, 12, UseCohort.Moderate)]
    [InlineData(36, 12, UseCohort.Heavy)]
    [InlineData(3, 1, UseCohort.Heavy)]
    public void Days_a_week_of_the_weeks_that_somebody_was_there_tell(int days, int weeks, UseCohort expected) => Assert.Equal(expected, Cohorts.Of(days, weeks));

    [Theory]
    [InlineData("10 10 10 10", "None|Light|Moderate|Heavy")]
    [InlineData("2 10 10 10", "None Light|Moderate|Heavy")]
    [InlineData("10 2 6 10", "None|Light Moderate|Heavy")]
    [InlineData("10 0 10 4", "None|Moderate Heavy")]
    [InlineData("1 1 1 2", "None Light Moderate Heavy")]
    [InlineData("1 1 1 1", "")]
    [InlineData("4 0 0 0", "")]
    [InlineData("0 0 0 0", "")]
    public void A_cohort_of_too_few_stands_with_its_smaller_neighbour(string counts, string expected)
    {
        var people = counts.Split(' ').Select((n, i) => (Cohort: (UseCohort)i, Count: int.Parse(n, null))).ToDictionary(c => c.Cohort, c => c.Count);
        Assert.Equal(expected, string.Join('|', Cohorts.Grouped(people, 5).Select(g => string.Join(' ', g))));
    }

    [Fact]
    public void Groups_of_the_demo_are_large_enough_and_together_everybody()
    {
        var view = CohortView.Of(demo.Standing);
        Assert.Equal(DayOfWeek.Monday, view.Window.Since.DayOfWeek);
        Assert.All(view.Rows, r => Assert.True(r.People >= view.Least));
        var members = demo.Standing.Workspace.Organisation.Teams.SelectMany(t => t.Members).Where(m => (m.From ?? DateOnly.MinValue) <= view.Window.Until && (m.To ?? DateOnly.MaxValue) >= view.Window.Since).Select(m => m.Person).Distinct().Count();
        Assert.Equal(members, view.Rows.Sum(r => r.People));
    }
}
