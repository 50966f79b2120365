using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Shiprank.Engine.Gateway;

/// <summary>The files of a journal: segments that are numbered from 1 on. Each process begins one of its own.</summary>
internal sealed class JournalFolder(string path)
{
    private const string End = ".calls";
    private const string Place = "drained";

    public string Of(long segment) => Path.Combine(path, segment.ToString("D12", CultureInfo.InvariantCulture) + End);

    /// <summary>For the owner alone.</summary>
    public void Make()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<long> Segments() =>
        [.. Directory.EnumerateFiles(path, "*" + End).Select(f => long.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order()];

    public long Length(long segment) => new FileInfo(Of(segment)) is { Exists: true } file ? file.Length : 0;

    /// <summary>A new file whose space is taken on the disk now, so that what is written into it later finds room.</summary>
    /// <exception cref="IOException">There is not so much.</exception>
    public SafeFileHandle Create(long segment, long bytes)
    {
        var file = Of(segment);
        try
        {
            return File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.None, bytes);
        }
        catch (IOException)
        {
            File.Delete(file);
            throw;
        }
    }

    public void Drop(long segment) => File.Delete(Of(segment));

    /// <summary>How far the entries are taken over; the beginning when nobody knows.</summary>
    public JournalPlace ReadPlace()
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, Place)).Trim().Split(' ') is [var segment, var bytes]
                && long.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var b) ? new(s, b) : default;
        }
        catch (FileNotFoundException)
        {
            return default;
        }
    }

    /// <summary>Whole or not at all.</summary>
    public void WritePlace(JournalPlace place)
    {
        var next = Path.Combine(path, Place + ".new");
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{place.Segment} {place.Bytes}"));
        File.Move(next, Path.Combine(path, Place), overwrite: true);
    }
}

/// <summary>A place between two entries of the journal.</summary>
public readonly record struct JournalPlace(long Segment, long Bytes);

/// <param name="Segment">Bytes of a file, taken on the disk before they are needed.</param>
public sealed record JournalLimits(long Segment)
{
    public static readonly JournalLimits Default = new(16 << 20);
}
