namespace Shiprank.Cli.Commands.Hook;

/// <summary>What a client writes to a hook's stdin: bounded in size and time, so that a broken client can't hold an agent up.</summary>
internal static class HookInput
{
    public const int MostBytes = 16 * 1024 * 1024;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <param name="problem">Why there is nothing; null where there is.</param>
    public static ReadOnlyMemory<byte> Read(Func<Stream> open, out string? problem) => Read(open, Longest, out problem);

    public static ReadOnlyMemory<byte> Read(Func<Stream> open, TimeSpan longest, out string? problem)
    {
        ReadOnlyMemory<byte> read = default;
        string? failure = null;

        // A thread of its own: reading a pipe can't be given up, only left behind.
        var reader = new Thread(() => failure = ReadAll(open, out read)) { IsBackground = true };
        reader.Start();
        if (!reader.Join(longest))
        {
            problem = $"stdin was not closed in {longest.TotalSeconds:0.#} seconds";
            return default;
        }

        problem = failure;
        return read;
    }

    private static string? ReadAll(Func<Stream> open, out ReadOnlyMemory<byte> read)
    {
        read = default;
        try
        {
            using var stream = open();
            var (buffer, length) = (new byte[16 * 1024], 0);
            for (int got; (got = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += got;
                if (length > MostBytes) return $"stdin is larger than {MostBytes >> 20} MB";
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 4);
            }

            read = buffer.AsMemory(0, length);
            return length == 0 ? "stdin is empty" : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return "stdin can't be read";
        }
    }
}
