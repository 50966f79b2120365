using System.Runtime.InteropServices;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>The native libraries that the store and the readers of agents' databases call.</summary>
internal static class NativeLibraryChecks
{
    public static Check DuckDb()
    {
        var file = OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";
        var path = Path.Combine(AppContext.BaseDirectory, file);
        if (!File.Exists(path)) return Check.Fail("duckdb", $"{file} is not beside the program", "install shiprank again: its package carries the library");
        return Loads(path) ? Check.Ok("duckdb", path) : Check.Fail("duckdb", $"{path} does not load", "check that the package is the one for this system and processor");
    }

    public static Check Sqlite()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0", "libsqlite3.so"];
        return names.FirstOrDefault(Loads) is { } found
            ? Check.Ok("sqlite", $"{found} of the system")
            : Check.Warn("sqlite", "the system has no SQLite library; the bundled one can't open every agent's database", "install the system's SQLite library (Debian: libsqlite3-0)");
    }

    private static bool Loads(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle)) return false;
        NativeLibrary.Free(handle);
        return true;
    }
}
