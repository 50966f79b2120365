using System.Collections.Concurrent;
using System.Diagnostics;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>
/// The charges of the organisation as it is now, for pages, API and exports. A month that takes long to compute is answered as it was computed last, while it
/// is computed anew: nobody waits for the charges of an organisation of hundreds of thousands.
/// </summary>
internal sealed partial class ChargeDesk(ServerOptions options, ILogger<ChargeDesk> log)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<DateOnly, bool> slow = new();
    private readonly ConcurrentDictionary<DateOnly, bool> running = new();
    private long computed;

    public IStore Store => options.Store;

    /// <summary>Until when figures are known: months after it are not offered.</summary>
    public DateTimeOffset Now => options.FigureClock.GetUtcNow();

    /// <summary>What was closed, billed or computed since: part of the key of every answer about charges.</summary>
    public string Mark => FormattableString.Invariant($"{options.Store.MoneyChanges}.{Interlocked.Read(ref computed)}");

    public ChargeBook Book(Standing standing) => ChargeBooks.Open(options.Store, standing.Workspace, options.FigureClock);

    /// <summary>Null where there is nothing to charge, or the month asked for is no month that has charges.</summary>
    public ChargebackView? Month(Standing standing, string? asked, CancellationToken cancel = default)
    {
        var months = ChargeMonths.All(options.Store, Now);
        var month = asked is null ? ChargeMonths.Shown(months, Now) : ChargeMonths.Parse(asked);
        if (month is not { } shown || !months.Contains(shown)) return null;
        var book = Book(standing);
        return ChargebackView.Of(m => Statement(book, m, cancel), standing.Workspace, standing, shown, months);
    }

    private ChargeStatement Statement(ChargeBook book, DateOnly month, CancellationToken cancel)
    {
        if (slow.ContainsKey(month) && book.Last(month) is var (last, isCurrent))
        {
            if (!isCurrent && running.TryAdd(month, true)) _ = Task.Run(() => Anew(book, month), CancellationToken.None);
            return last;
        }

        var started = Stopwatch.GetTimestamp();
        var statement = book.Of(month, cancel);
        if (Stopwatch.GetElapsedTime(started) > patience) slow[month] = true;
        return statement;
    }

    private void Anew(ChargeBook book, DateOnly month)
    {
        try
        {
            book.Of(month, CancellationToken.None);
            Interlocked.Increment(ref computed);
        }
        catch (IOException failed)
        {
            if (log.IsEnabled(LogLevel.Warning)) NotComputed(failed, ChargeMonths.Text(month));
        }
        finally
        {
            running.TryRemove(month, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "charges of {Month} were not computed anew; the next look tries again")]
    private partial void NotComputed(Exception why, string month);
}
