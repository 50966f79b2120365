using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Store.Tests;

/// <summary>Example results.</summary>
internal static class GivenScore
{
    public static readonly ScoreResult Empty = new()
    {
        Policy = Policy.One,
        AsOf = Given.Noon,
        Cells = [],
        Changes = [],
        Deployments = [],
        ActiveWeeks = new Dictionary<string, IReadOnlySet<DateOnly>>(StringComparer.Ordinal),
        Problems = [],
    };

    public static readonly ScoreResult OneChange = Empty with
    {
        Changes =
        [
            new()
            {
                Repository = "shop",
                Sha = "c1",
                Service = "shop-api",
                Mode = DeploymentMode.Tags,
                MergedAt = Given.Noon,
                DeployedAt = Given.Noon.AddHours(1),
                Eligible = 40,
                Alive = 38,
                Deleted = 12,
                Quality = 0.5m,
                Reasons = QualityReasons.Unreviewed,
                Parts = [new("ada", 0.75m, 30.5m, new(0, 0.8m, 1)), new("bo", 0.25m, 10, new(0, 0, 0))],
                Share = new(0, 0.6m, 1),
                Evidence = Evidence.Trailer,
                Fate = ChangeFate.Dead,
                Provisional = true,
                Request = 7,
            },
            new() { Repository = "shop", Sha = "c2", Service = "shop-api", Mode = DeploymentMode.Auto, MergedAt = Given.Noon, Parts = [] },
        ],
        Cells = [new("shop", "shop-api", new(2026, 5, 12), "ada", 52.25m, 0.630123456789m, 0.653m, new(0, 0.8m, 1), true, ["c1", "c2"])],
        Deployments = [new("shop", "shop-api", "v1.2.0", "c1", Given.Noon.AddHours(1), DeploymentKind.Rollback, 3, true, ["ada"])],
    };
}
