namespace Shiprank.Sources.Hooks;

/// <summary>Which tools of the clients change files (their documentation and captures, November 2026).</summary>
internal static class ToolNames
{
    private static readonly HashSet<string> Writing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Edit", "MultiEdit", "Write", "NotebookEdit",
        "apply_patch",
        "replace", "write_file", "edit_file",
        "create", "edit", "str_replace", "str_replace_editor", "insert",
        "fs_write", "fsWrite", "fsAppend", "strReplace",
        "write", "patch",
    };

    public static bool Writes(string tool) => Writing.Contains(tool);
}
