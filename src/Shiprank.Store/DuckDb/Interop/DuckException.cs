namespace Shiprank.Store.DuckDb.Interop;

/// <summary>Error kinds of DuckDB that the store tells apart (<c>duckdb_error_type</c>).</summary>
internal enum DuckError
{
    Unknown = 0,
    OutOfRange = 1,
    Conversion = 2,
    Transaction = 10,
    Catalog = 13,
    Constraint = 18,
    Connection = 21,
    Settings = 23,
    IO = 28,
    Interrupt = 29,
    Fatal = 30,
    Internal = 31,
    InvalidInput = 32,
    OutOfMemory = 33,
}

/// <summary>What DuckDB refused. <see cref="Exception.Message"/> is the engine's own text.</summary>
internal sealed class DuckException(string message, DuckError kind) : IOException(message)
{
    /// <summary>An interrupt is one whatever it met: preparing a statement and appending give no kind of their own.</summary>
    public DuckError Kind => Message.TrimEnd().EndsWith("Interrupted!", StringComparison.Ordinal) ? DuckError.Interrupt : kind;

    /// <summary>Another transaction was in the way: the same work may succeed when tried again.</summary>
    public bool IsConflict => Kind == DuckError.Transaction;
}
