namespace Shiprank.Server.Commands;

/// <summary>Stdout or stderr of a command that runs here for another process: every piece goes out as a frame at once, and who writes waits for it.</summary>
internal sealed class FrameStream(FrameKind kind, Func<Frame, Task> send) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">Nobody listens any more.</exception>
    public override void Write(byte[] buffer, int offset, int count) => send(new(kind, buffer.AsMemory(offset, count).ToArray())).GetAwaiter().GetResult();

    public override void Flush()
    {
        // Every piece has gone out already.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
