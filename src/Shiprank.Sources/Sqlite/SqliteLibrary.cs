using System.Reflection;
using System.Runtime.InteropServices;

namespace Shiprank.Sources.Sqlite;

/// <summary>
/// Loads SQLite once a process: the machine's own library, which opens STRICT tables, else the older one that comes along.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> System = new(Load);

    /// <summary>True when the machine's own library is in use.</summary>
    public static bool IsSystem => System.Value;

    /// <summary>What to add to an error that the bundled library may have caused.</summary>
    public static string Remedy => IsSystem ? "" : "; this machine has no SQLite library and the bundled one is too old for some tables: install libsqlite3";

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    private static bool Load()
    {
        nint library = 0;
        var found = Array.Exists(Names, name => NativeLibrary.TryLoad(name, out library));
        if (found) NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        SQLitePCL.Batteries_V2.Init();
        return found;

        nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "e_sqlite3" ? library : 0;
    }
}
