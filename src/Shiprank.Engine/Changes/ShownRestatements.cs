using Shiprank.Core.Organisation;
using Shiprank.Core.Score.Restating;

namespace Shiprank.Engine.Changes;

/// <summary>
/// What everyone may see of restatements. When one change is reverted its cost moves from one fate to another: amounts of spend by day would tell the
/// costs of single changes, so they are shown only where every change's cost is.
/// </summary>
/// <param name="Hidden">Restatements that are not shown.</param>
public sealed record ShownRestatements(IReadOnlyList<LoggedRestatement> Rows, int Hidden)
{
    public static ShownRestatements Of(IReadOnlyList<LoggedRestatement> rows, OrganisationFile organisation)
    {
        var open = organisation.Privacy.ChangeCosts == ChangeCosts.All || organisation is { ActivityBoard: true, Privacy.PersonViews: true } && organisation.People.All(p => p.Share);
        List<LoggedRestatement> shown = [.. rows.Where(r => open || r.What.IsNd)];
        return new(shown, rows.Count - shown.Count);
    }
}
