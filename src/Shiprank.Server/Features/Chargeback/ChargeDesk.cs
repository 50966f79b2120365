using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>The book of charges of the organisation as it is now, for pages, API and exports.</summary>
internal sealed class ChargeDesk(ServerOptions options)
{
    public IStore Store => options.Store;

    /// <summary>Until when figures are known: months after it are not offered.</summary>
    public DateTimeOffset Now => options.FigureClock.GetUtcNow();

    public ChargeBook Book(Standing standing) => ChargeBooks.Open(options.Store, standing.Workspace, options.FigureClock);

    /// <summary>What was closed or billed since: part of the key of every answer about money.</summary>
    public string Mark => System.FormattableString.Invariant($"{options.Store.MoneyChanges}");

    /// <summary>Null where there is nothing to charge, or the month asked for is no month that has charges.</summary>
    public ChargebackView? Month(Standing standing, string? asked, CancellationToken cancel = default)
    {
        var months = ChargeMonths.All(options.Store, Now);
        var month = asked is null ? ChargeMonths.Shown(months, Now) : ChargeMonths.Parse(asked);
        return month is { } shown && months.Contains(shown) ? ChargebackView.Of(Book(standing), standing.Workspace, standing, shown, months, cancel) : null;
    }
}
