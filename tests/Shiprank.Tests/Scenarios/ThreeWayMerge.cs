namespace Shiprank.Tests.Scenarios;

/// <summary>Merges trees; a file changed on both sides is merged line by line with <c>git merge-file</c>.</summary>
internal static class ThreeWayMerge
{
    private static readonly SortedDictionary<string, byte[]> Nothing = ScenarioRepository.NewTree();

    /// <param name="given">Paths whose content the step decides itself.</param>
    public static SortedDictionary<string, byte[]> Of(
        SortedDictionary<string, byte[]>? ancestor, SortedDictionary<string, byte[]> ours, SortedDictionary<string, byte[]> theirs, IReadOnlySet<string> given, string step)
    {
        ancestor ??= Nothing;
        var merged = ScenarioRepository.NewTree();
        foreach (var path in ancestor.Keys.Concat(ours.Keys).Concat(theirs.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (b, o, t) = (ancestor.GetValueOrDefault(path), ours.GetValueOrDefault(path), theirs.GetValueOrDefault(path));
            var result = given.Contains(path) || Same(t, b) || Same(t, o) ? o
                : Same(o, b) ? t
                : o is null || t is null ? throw new InvalidDataException($"{step}: {path} is changed on one side and deleted on the other: give it in files")
                : Lines(b ?? [], o, t, $"{step}: {path}");
            if (result is not null) merged[path] = result;
        }

        return merged;
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null || b is null ? a is null && b is null : a.AsSpan().SequenceEqual(b);

    private static byte[] Lines(byte[] ancestor, byte[] ours, byte[] theirs, string what)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("ours"), ours);
        File.WriteAllBytes(folder.At("base"), ancestor);
        File.WriteAllBytes(folder.At("theirs"), theirs);
        var (exitCode, output) = new TestGit(folder.Path).RunRaw("merge-file", "-p", "ours", "base", "theirs");
        return exitCode == 0 ? output : throw new InvalidDataException($"{what} conflicts: give it in files");
    }
}
