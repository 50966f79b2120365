using Shiprank.Core;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb;

namespace Shiprank.Store;

/// <summary>Tells a disk or a file that fails during the work from a bug.</summary>
public static class DiskFailure
{
    /// <returns>What failed and what to do; null when the exception is anything else.</returns>
    public static Problem? Of(Exception failure) => failure switch
    {
        DuckException { Kind: DuckError.IO or DuckError.Fatal } disk when Has(disk, "no space left") || Has(disk, "disk full") =>
            new("the data file", 0, "the disk is full", "free some space and run the command again: what was written stands"),
        DuckException { Kind: DuckError.IO or DuckError.Fatal } damaged => OpenProblem.Of("the data file", damaged.Message),
        DuckException { Kind: DuckError.OutOfMemory } => new("the data file", 0, "there is not enough memory", "close other programs and run the command again: what was written stands"),
        IOException and not DuckException => new("reading or writing failed", 0, failure.Message, "check that the disk has room and that the output can be written"),
        _ => null,
    };

    /// <summary>The store's work was stopped because the caller cancelled it.</summary>
    public static bool IsInterrupt(Exception failure) => failure is DuckException { Kind: DuckError.Interrupt };

    private static bool Has(DuckException failure, string part) => failure.Message.Contains(part, StringComparison.OrdinalIgnoreCase);
}
