using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>The one connection that writes. Work runs in a transaction: all of it stands, or none.</summary>
internal sealed class Writer(DuckConnection connection, Names names) : IDisposable
{
    private const int Attempts = 6;

    private readonly Lock gate = new();

    /// <summary>Runs the work in a transaction; a conflict with another transaction is tried again, so the work must bear being repeated.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was changed.</exception>
    /// <exception cref="IOException">The disk or the file failed; nothing was changed.</exception>
    public T Transact<T>(Func<DuckConnection, T> work, CancellationToken cancel) => Transact(work, _ => true, cancel);

    /// <summary>As <see cref="Transact{T}(Func{DuckConnection, T}, CancellationToken)"/>; work that gives false changes nothing.</summary>
    public bool TryTransact(Func<DuckConnection, bool> work, CancellationToken cancel) => Transact(work, done => done, cancel);

    private T Transact<T>(Func<DuckConnection, T> work, Func<T, bool> stands, CancellationToken cancel)
    {
        lock (gate)
        {
            for (var attempt = 1; ; attempt++)
            {
                cancel.ThrowIfCancellationRequested();
                try
                {
                    using (cancel.Register(connection.Interrupt)) return Once(work, stands);
                }
                catch (DuckException conflict) when (conflict.IsConflict && attempt < Attempts)
                {
                    Thread.Sleep(1 << attempt);
                }
                catch (DuckException interrupted) when (interrupted.Kind == DuckError.Interrupt && cancel.IsCancellationRequested)
                {
                    throw new OperationCanceledException("the store's work was cancelled", interrupted, cancel);
                }
            }
        }
    }

    public void Transact(Action<DuckConnection> work, CancellationToken cancel) => Transact(
        c =>
        {
            work(c);
            return true;
        },
        cancel);

    public void Dispose() => connection.Dispose();

    private T Once<T>(Func<DuckConnection, T> work, Func<T, bool> stands)
    {
        connection.Run("begin transaction");
        var done = false;
        try
        {
            names.Load(connection);
            var value = work(connection);
            if (!stands(value)) return value;
            names.Save(connection);
            connection.Run("commit");
            done = true;
            names.End(stands: true);
            return value;
        }
        finally
        {
            if (!done) Undo();
        }
    }

    private void Undo()
    {
        names.End(stands: false);
        try
        {
            connection.Run("rollback");
        }
        catch (DuckException ended) when (ended.IsConflict)
        {
            // A commit that failed has ended the transaction already; there is nothing left to roll back.
        }
        catch (DuckException interrupted) when (interrupted.Kind == DuckError.Interrupt)
        {
            // The interrupt that ended the work has met its end: it comes once.
            connection.Run("rollback");
        }
    }
}
