namespace Shiprank.Core.Signals.Delivery;

/// <summary>Numbers for paths of one repository, so that rules need not hold paths. A file that is renamed keeps its number.</summary>
/// <param name="first">The first number.</param>
public sealed class FileNumbers(int first = 0)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>The number that no file has yet.</summary>
    public int Next { get; private set; } = first;

    public int Of(string path)
    {
        if (!numbers.TryGetValue(path, out var number)) numbers[path] = number = Next++;
        return number;
    }

    public void Rename(string from, string to)
    {
        var number = Of(from);
        numbers.Remove(from);
        numbers[to] = number;
    }
}
