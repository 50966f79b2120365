using System.Collections.Concurrent;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>A few connections that read, each used by one reader at a time; more are opened when all are busy.</summary>
internal sealed class Readers(Func<DuckConnection> connect) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<DuckConnection> idle = [];

    /// <summary>A reader with a view of the store as it stands now, whatever is written meanwhile.</summary>
    public Reader Open(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var connection = idle.TryTake(out var kept) ? kept : connect();
        connection.Run("begin transaction");
        return new(connection, Return, cancel);
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection)) connection.Dispose();
    }

    private void Return(DuckConnection connection)
    {
        if (idle.Count < Kept) idle.Add(connection);
        else connection.Dispose();
    }
}

/// <summary>One reading transaction; disposing ends it and gives the connection back.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Action<DuckConnection> giveBack;
    private readonly CancellationToken cancel;
    private readonly CancellationTokenRegistration registration;

    internal Reader(DuckConnection connection, Action<DuckConnection> giveBack, CancellationToken cancel)
    {
        Connection = connection;
        this.cancel = cancel;
        this.giveBack = giveBack;
        registration = cancel.Register(connection.Interrupt);
    }

    public DuckConnection Connection { get; }

    /// <summary>The next chunk; a cancelled read ends as <see cref="OperationCanceledException"/>.</summary>
    public bool Next(DuckResult result)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return result.NextChunk();
        }
        catch (DuckException interrupted) when (interrupted.Kind == DuckError.Interrupt && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("the store's work was cancelled", interrupted, cancel);
        }
    }

    public void Dispose()
    {
        registration.Dispose();
        Connection.Run("rollback");
        giveBack(Connection);
    }
}
