namespace Shiprank.Sources.Logs;

/// <summary>A file to read: <paramref name="Path"/> as found, <paramref name="Relative"/> below the folder that was searched, with <c>/</c>.</summary>
internal sealed record LogFile(string Path, string Relative, long Length);
