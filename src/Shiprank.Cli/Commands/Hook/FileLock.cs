namespace Shiprank.Cli.Commands.Hook;

/// <summary>Has a file to itself, among all processes of the machine, until disposed.</summary>
internal static class FileLock
{
    /// <summary>A busy machine on which twenty hooks of one session wait for each other takes two or three; clients wait for 30 (HookFiles).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>Null: others had it all the time.</returns>
    public static FileStream? Take(string file)
    {
        var until = Environment.TickCount64 + (long)Longest.TotalMilliseconds;
        for (var attempt = Environment.ProcessId + Environment.CurrentManagedThreadId; ; attempt += 3)
        {
            try
            {
                return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException) && Environment.TickCount64 < until)
            {
                // Not all who wait come back at the same time.
                Thread.Sleep(1 + (attempt % 5));
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
            {
                return null;
            }
        }
    }
}
