using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Core.Score.Dora;
using Shiprank.Tests.Scoring.Properties;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Dora;

/// <summary>Nothing that is done to the roll-outs without delivering anything more makes one of the five better.</summary>
public sealed class DoraProperties
{
    private static readonly Arbitrary<(Step[] Steps, int Seed)> Histories = Arb.From(
        from steps in Step.Lists(Step.Everything, 25).Generator from seed in Gen.Choose(0, 9999) select (steps, seed));

    [Fact]
    public void The_order_of_events_does_not_matter() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        var random = new Random(h.Seed);
        var mixed = world.Events with
        {
            Deployments = [.. world.Deployments.OrderBy(_ => random.Next())],
            Requests = [.. world.Requests.OrderBy(_ => random.Next())],
            Incidents = [.. world.Incidents.OrderBy(_ => random.Next())],
        };
        Assert.Equal(Told(Rows(world, world.Events)), Told(Rows(world, mixed)));
    });

    [Fact]
    public void A_redeployment_changes_none_of_the_five() => Property.Holds(Histories, h =>
    {
        var world = new World().Run([.. h.Steps, new(StepKind.Deploy, 0, 0, 0, 5)]);
        var again = world.Deployments.Where(d => d.Status == DeploymentStatus.Success).ToList() is var all && all.Count > 0 ? all[h.Seed % all.Count] : null;
        if (again is null) return;
        DeliveryEvents more = world.Events with { Deployments = [.. world.Deployments, again with { Id = again.Id + "-again" }] };
        var (before, after) = (Rows(world, world.Events), Rows(world, more));
        Assert.Equal(Told(before), Told(after));
        Assert.True(after.Sum(r => r.Now.Apart.Redeployments) > before.Sum(r => r.Now.Apart.Redeployments));
    });

    [Fact]
    public void A_deployment_in_two_parts_is_no_better_than_in_one() => Property.Holds(Histories, h =>
    {
        var world = new World().Run(h.Steps);
        world.Pass(TimeSpan.FromHours(3));
        world.Deploy();
        var from = world.Repository.Line.Count;
        world.Run(h.Steps.Where(s => Step.Changes.Contains(s.Kind)).Take(6).Select(s => s with { Hours = 1 }));
        world.Deploy();
        var part = world.Repository.Line.Skip(from).SkipLast(1).Select(c => c.Sha).LastOrDefault();
        if (part is null) return;

        // Both finish at the same time: the ancestor goes first.
        var more = world.Events with { Deployments = [.. world.Deployments, world.Deployments[^1] with { Id = "part", Sha = part }] };
        foreach (var (whole, cut) in Rows(world, world.Events).Zip(Rows(world, more)))
        {
            Assert.Equal(Line(whole.Now.DaysPerWeek), Line(cut.Now.DaysPerWeek));
            Assert.Equal(Line(whole.Now.LeadTime.Hours), Line(cut.Now.LeadTime.Hours));
            Assert.True(cut.Now.Failures.Count >= whole.Now.Failures.Count);
            Assert.True(cut.Now.FailedDays.Value >= whole.Now.FailedDays.Value || whole.Now.FailedDays.Value is null);
            Assert.True(cut.Now.ReworkDays.Value >= whole.Now.ReworkDays.Value || whole.Now.ReworkDays.Value is null);
            Assert.Equal(whole.Now.Nd, cut.Now.Nd);
        }
    });

    [Fact]
    public void Every_figure_has_a_value_or_a_reason_and_no_part_is_larger_than_its_whole() => Property.Holds(Histories, h =>
    {
        var world = new World(h.Seed % 2 == 0 ? Core.Organisation.DeploymentMode.Auto : Core.Organisation.DeploymentMode.Events).Run(h.Steps);
        foreach (var five in Rows(world, world.Events).SelectMany(r => new[] { r.Now, r.Before }))
        {
            Assert.All([five.DaysPerWeek, five.DeploymentsPerDay, five.ChangeFailRate, five.FailedDays, five.ReworkRate, five.ReworkDays, five.NdPerWeek], f => Assert.True(f.Value is not null ^ f.Missing is not null));
            Assert.All([five.LeadTime.Hours, five.Recovery], f => Assert.True(f.Median is not null ^ f.Missing is not null));
            Assert.All([five.ChangeFailRate, five.FailedDays, five.ReworkRate, five.ReworkDays], f => Assert.InRange(f.Value ?? 0, 0, 1));
            Assert.InRange(five.DaysPerWeek.Value ?? 0, 0, 7);
            Assert.All([five.LeadTime.Hours.Median ?? 0, five.Recovery.Median ?? 0], hours => Assert.True(hours >= 0));
            Assert.Equal(five.Failures.Count, five.Recovery.Count + five.NotRestored + five.Failures.Count(d => d.Restored is { By: RestoredBy.Itself }));
        }
    });

    [Fact]
    public void Nd_of_changes_sums_to_nd_of_cells() => Property.Holds(Histories, h =>
    {
        var score = new World().Run(h.Steps).Score();
        Assert.Equal((double)score.Cells.Sum(c => c.Nd), (double)ChangeNd.Of(score).Values.Sum(), 9);
    });

    /// <summary>Both services over all of the time.</summary>
    private static IReadOnlyList<DoraRow> Rows(World world, DeliveryEvents events) =>
        new DoraBuilder(world.Score(events: events), world.Organisation, events).Services(new(new(2026, 1, 5), DateOnly.FromDateTime(world.Now.UtcDateTime)));

    private static IReadOnlyList<string> Told(IReadOnlyList<DoraRow> rows) => [.. rows.SelectMany(r => new[] { r.Now, r.Before }.Select(f => string.Create(
        CultureInfo.InvariantCulture,
        $"{r.Name} {Line(f.LeadTime.Hours)} {f.LeadTime.End} {f.LeadTime.Negative} {f.LeadTime.LeftOut} {Line(f.DaysPerWeek)} {Line(f.DeploymentsPerDay)} {Line(f.ChangeFailRate)} {Line(f.FailedDays)} {Line(f.Recovery)} {f.NotRestored} {Line(f.ReworkRate)} {Line(f.ReworkDays)} {f.Nd:0.######}")))];

    private static string Line(Figure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Numerator:0.####}/{figure.Denominator:0.####} {figure.Missing}");

    private static string Line(HoursFigure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Median:0.####}/{figure.P90:0.####}/{figure.Count} {figure.Missing}");
}
