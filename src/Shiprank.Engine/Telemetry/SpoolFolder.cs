using System.Globalization;

namespace Shiprank.Engine.Telemetry;

/// <summary>The files of a spool: segments that are numbered from 1 on and never written again by another process.</summary>
internal sealed class SpoolFolder(string path)
{
    private const string End = ".spool";

    public string Of(long segment) => Path.Combine(path, segment.ToString("D12", CultureInfo.InvariantCulture) + End);

    /// <summary>For the owner alone.</summary>
    public void Make()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<long> Segments() => !Directory.Exists(path)
        ? []
        : [.. Directory.EnumerateFiles(path, "*" + End).Select(f => long.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order()];

    public long Bytes() => Segments().Sum(s => new FileInfo(Of(s)) is { Exists: true } file ? file.Length : 0);

    public void DropBefore(long segment)
    {
        foreach (var old in Segments().Where(s => s < segment)) File.Delete(Of(old));
    }
}
