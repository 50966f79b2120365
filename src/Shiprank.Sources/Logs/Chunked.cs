namespace Shiprank.Sources.Logs;

/// <summary>A growing list of values in small blocks: no copy on growth, nothing on the large object heap.</summary>
internal sealed class Chunked<T>
{
    private const int Size = 256;
    private readonly List<T[]> blocks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref blocks[index / Size][index % Size];

    public int Add(in T value)
    {
        if (Count % Size == 0) blocks.Add(new T[Size]);
        this[Count] = value;
        return Count++;
    }
}
