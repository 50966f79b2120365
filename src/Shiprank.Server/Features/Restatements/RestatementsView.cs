using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Changes;

namespace Shiprank.Server.Features.Restatements;

/// <summary>Figures of some days that were stated otherwise before, the latest restatement first.</summary>
public sealed record RestatementsView(ShownRestatements Shown, SharedNames Names)
{
    public IReadOnlyList<LoggedRestatement> Rows => Shown.Rows;
}
