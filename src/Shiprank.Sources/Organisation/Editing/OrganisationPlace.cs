namespace Shiprank.Sources.Organisation.Editing;

/// <summary>An entry of the organisation file by what it is called: a person by id, a service by its repository's name and its own.</summary>
internal sealed record OrganisationPlace(IReadOnlyList<YamlStep> List, string IdKey, string Id)
{
    public static OrganisationPlace? ServiceOf(YamlMap root, string repository, string service) =>
        new OrganisationPlace(["repositories"], "name", repository).Find(root) is { } path ? new([.. path, "services"], "name", service) : null;

    /// <summary>Its path; null when the file does not have it.</summary>
    public IReadOnlyList<YamlStep>? Find(YamlMap root)
    {
        if (YamlModel.Find(root, List) is not YamlList list) return null;
        var index = list.Items.ToList().FindIndex(i => i is YamlMap map && OrganisationPlace.Text(map, IdKey) == Id);
        return index < 0 ? null : [.. List, index];
    }

    public static string? Text(YamlMap map, string key) =>
        map.Entries.FirstOrDefault(e => e.Key == key).Value is YamlScalar { IsNull: false } scalar ? scalar.Text.Trim() : null;
}
