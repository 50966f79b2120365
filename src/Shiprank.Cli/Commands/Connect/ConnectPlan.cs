using Shiprank.Core;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>A file as it is and as it is to be.</summary>
/// <param name="Before">Null: it is not there.</param>
/// <param name="After">Null: it is to be gone.</param>
/// <param name="Replaced">Settings that said something else.</param>
internal sealed record PlannedFile(string File, string? Before, string? After, IReadOnlyList<string> Replaced);

/// <summary>All files that a client's connection is made of; nothing is written before all of them are known to merge.</summary>
internal static class ConnectPlan
{
    /// <param name="settings">Of telemetry; null: only hooks.</param>
    /// <param name="remove">The hooks are taken out.</param>
    /// <param name="read">Text of a file; null: it is not there.</param>
    public static Result<IReadOnlyList<PlannedFile>> Of(string client, ClientSettings? settings, IReadOnlyList<HookFile> hooks, bool remove, Func<string, Result<string?>> read)
    {
        var files = new List<PlannedFile>();
        if (settings?.File is { } own)
        {
            var before = read(own);
            if (!before.Succeeded) return before.Problem;
            var lines = hooks.Where(h => h.Layout == HookLayout.Toml).SelectMany(HooksMerge.Toml);
            var merged = SettingsMerge.Merge(own, before.Value, settings with { Block = [.. settings.Block, .. lines] });
            if (!merged.Succeeded) return merged.Problem;
            files.Add(new(own, before.Value, merged.Value.Text, merged.Value.Replaced));
        }

        foreach (var hook in hooks.Where(h => h.Layout != HookLayout.Toml))
        {
            var at = files.FindIndex(f => f.File == hook.File);
            var before = at >= 0 ? files[at].After : null;
            if (at < 0)
            {
                var text = read(hook.File);
                if (!text.Succeeded) return text.Problem;
                before = text.Value;
            }

            var merged = HooksMerge.Merge(hook, client, before, remove);
            if (!merged.Succeeded) return merged.Problem;
            if (at >= 0) files[at] = files[at] with { After = merged.Value.Text };
            else files.Add(new(hook.File, before, merged.Value.Text, []));
        }

        return files;
    }
}
