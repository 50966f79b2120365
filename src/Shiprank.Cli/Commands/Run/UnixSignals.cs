using System.Runtime.InteropServices;

namespace Shiprank.Cli.Commands.Run;

/// <summary>Signals to other processes, which .NET sends none of but the last.</summary>
internal static partial class UnixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Term = 15;

    private const int SubreaperOption = 36;

    /// <summary>Its number differs by system.</summary>
    public static int Stop => OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 17 : 19;

    /// <summary>To one that ended meanwhile nothing happens.</summary>
    public static void Send(int process, int signal)
    {
        // Never a group, nor everybody.
        if (process > 1) _ = SendSignal(process, signal);
    }

    /// <summary>Has orphans of its children given to this process (Linux).</summary>
    public static void AdoptOrphans()
    {
        if (OperatingSystem.IsLinux()) _ = Control(SubreaperOption, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);
}
