using System.Buffers.Binary;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>Calls that were counted on this machine, by rule and window: a file of eight bytes each.</summary>
internal sealed class StepCounters(HookFolder folder)
{
    public CapAmount Used(CapCounter counter)
    {
        var file = File(counter);
        if (!System.IO.File.Exists(file)) return default;
        using var held = FileLock.Take(file);
        return new(0, 0, 0, held is null ? 0 : Value(held));
    }

    /// <returns>False: it could not be counted in time.</returns>
    public bool Add(CapCounter counter)
    {
        using var held = FileLock.Take(File(counter));
        if (held is null) return false;
        var value = Value(held);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value + 1);
        held.Position = 0;
        held.Write(bytes);
        return true;
    }

    private string File(CapCounter counter) => folder.Counter(counter.Rule, counter.Subject, counter.Window);

    private static long Value(FileStream held)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        return held.Length >= sizeof(long) && held.ReadAtLeast(bytes, sizeof(long), throwOnEndOfStream: false) == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
    }
}
