using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>An organisation file's text after an edit, and what it says.</summary>
public sealed record EditedOrganisation(string Text, OrganisationFile File);

/// <summary>
/// Edits the text of an organisation file. Comments, order and layout of everything that an edit is not about stay as they are; a text that would not
/// say exactly what is meant is a problem, and so is one that the reader would refuse.
/// </summary>
public static class OrganisationEditor
{
    /// <param name="yaml">Without a byte order mark; empty: a file that is yet to be made.</param>
    /// <param name="path">Where the text comes from: for problems and for relative paths.</param>
    public static Reading<EditedOrganisation> Apply(string yaml, string path, params IReadOnlyList<OrganisationEdit> edits)
    {
        var text = yaml;
        foreach (var edit in edits)
        {
            var edited = Apply(text, path, edit);
            if (!edited.Succeeded) return new(null, [edited.Problem]);
            text = edited.Value;
        }

        var read = OrganisationReader.Parse(text, path);
        return read.Value is { } file ? new(new(text, file), []) : new(null, read.Problems);
    }

    /// <summary>The lines of the entry that an edit is about; empty when the file does not have it.</summary>
    public static string Part(string yaml, OrganisationEdit edit)
    {
        if (YamlTree.Parse(yaml, "", []) is not YamlMap root || edit.Part(root) is not { } path || YamlOutline.Of(yaml) is not { } outline || YamlPlace.Find(outline, path) is not { } node) return "";
        var start = YamlText.LineStart(yaml, node.Start);
        return yaml[start..YamlText.LineEnd(yaml, Math.Max(node.End, start))];
    }

    /// <summary>A repository's path as it is written; null when it has none.</summary>
    public static string? RepositoryPath(string yaml, string name) =>
        YamlTree.Parse(yaml, "", []) is YamlMap root && new OrganisationPlace(["repositories"], "name", name).Find(root) is { } path ? Written(root, path) : null;

    /// <summary>A usage source's path as it is written; null when it has none.</summary>
    public static string? UsagePath(string yaml, int index) => YamlTree.Parse(yaml, "", []) is YamlMap root ? Written(root, ["usage", index]) : null;

    private static string? Written(YamlMap root, IReadOnlyList<YamlStep> path) => YamlModel.Find(root, path) is YamlMap entry ? OrganisationPlace.Text(entry, "path") : null;

    private static Result<string> Apply(string text, string path, OrganisationEdit edit)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            var planned = edit.Plan(new(0, []));
            if (!planned.Succeeded) return planned.Problem;
            var map = planned.Value.Aggregate((YamlValue)new YamlMap(0, []), YamlModel.Apply);
            return YamlEmitter.Block((YamlMap)map, 0, 2, "\n") + "\n";
        }

        List<Problem> problems = [];
        if (YamlTree.Parse(text, path, problems) is not YamlMap root || problems.Count > 0) return problems.Count > 0 ? problems[0] : new Problem(path, 0, "the file is not a set of keys and values");
        var plan = edit.Plan(root);
        return plan.Succeeded ? YamlEditor.Apply(text, path, plan.Value) : plan.Problem;
    }
}
