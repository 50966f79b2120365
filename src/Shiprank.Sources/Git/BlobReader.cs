using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git;

/// <summary>Contents of blobs by object id from one lasting <c>git cat-file --batch</c>, one question at a time.</summary>
internal sealed class BlobReader : IDisposable
{
    private readonly GitProcess git;
    private readonly ByteScanner scanner;
    private readonly BlockingCollection<string> questions;
    private readonly string where;

    private BlobReader(GitProcess git, string where, BlockingCollection<string> questions)
    {
        (this.git, this.where, this.questions) = (git, where, questions);
        scanner = new ByteScanner(git.Output, 1 << 16);
    }

    public Problem? Problem { get; private set; }

    /// <summary>Length of a raw object id in this repository: 20 (SHA-1) or 32 (SHA-256). Known once something was read.</summary>
    public int IdBytes { get; private set; }

    public static Result<BlobReader> Start(GitPlace place, CancellationToken ct)
    {
        var questions = new BlockingCollection<string>();
        var started = place.Start(["cat-file", "--batch"], input => Ask(input, questions), ct);
        return started.Succeeded ? new BlobReader(started.Value, place.Path, questions) : started.Problem;
    }

    /// <summary>Bytes of the object that was read or left out last; 0 when git does not have it.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// The content, valid until the next call; false when git does not have it (<see cref="Problem"/> is null), when it is larger than
    /// <paramref name="most"/> (as well; <see cref="Size"/> tells), or when git has ended.
    /// </summary>
    public bool TryRead(string objectId, out ReadOnlySpan<byte> content, int most = ByteScanner.Longest / 2)
    {
        content = default;
        Size = 0;
        if (Problem is not null) return false;
        questions.Add(objectId);
        if (!scanner.TryReadLine(out var answer)) return Ended(objectId);

        // "<oid> <type> <size>" or "<oid> missing"
        var blank = answer.LastIndexOf((byte)' ');
        if (answer.EndsWith(" missing"u8) || !Utf8Parser.TryParse(answer[(blank + 1)..], out long size, out _)) return false;
        IdBytes = answer.IndexOf((byte)' ') / 2;
        Size = size;
        if (size > most) return scanner.TrySkip(size + 1) ? false : Ended(objectId);
        if (!scanner.TryTake((int)size + 1, out content)) return Ended(objectId);
        content = content[..^1];
        return true;
    }

    public void Dispose()
    {
        if (!questions.IsAddingCompleted) questions.CompleteAdding();
        git.Dispose();
        scanner.Dispose();
        questions.Dispose();
    }

    private bool Ended(string objectId)
    {
        questions.CompleteAdding();
        Problem = git.Finish() ?? new Problem(where, 0, $"git ended before object {objectId}");
        return false;
    }

    private static void Ask(Stream input, BlockingCollection<string> questions)
    {
        foreach (var question in questions.GetConsumingEnumerable())
        {
            input.Write(Encoding.ASCII.GetBytes(question + "\n"));
            input.Flush();
        }
    }
}
