using System.Text.Json.Nodes;

namespace Shiprank.Tests.Forges;

/// <summary>Payloads that GitHub published, out of the npm package; a test that needs them is skipped aloud where it is missing.</summary>
internal static class OctokitExamples
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "node_modules", "@octokit", "webhooks-examples");

    private static readonly Lazy<ILookup<string, JsonObject>> examples = new(() => Read(Path.Combine(Folder, "api.github.com", "index.json")));

    public static string File
    {
        get
        {
            if (!Directory.Exists(Folder)) Assert.Skip("the npm package @octokit/webhooks-examples is not installed (npm ci)");
            return Path.Combine(Folder, "api.github.com", "index.json");
        }
    }

    public static ILookup<string, JsonObject> All => File.Length > 0 ? examples.Value : throw new InvalidOperationException();

    /// <summary>Those of the server editions too.</summary>
    public static IEnumerable<(string Event, JsonObject Payload)> Everywhere()
    {
        _ = File;
        return Directory.EnumerateFiles(Folder, "index.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read, (_, group) => group).SelectMany(g => g, (g, payload) => (g.Key, payload));
    }

    /// <summary>A copy of one example to edit.</summary>
    public static JsonObject Of(string name, int index = 0) => All[name].ElementAt(index).DeepClone().AsObject();

    /// <summary>A copy of the first example with this action.</summary>
    public static JsonObject Of(string name, string action) => All[name].First(e => (string?)e["action"] == action).DeepClone().AsObject();

    private static ILookup<string, JsonObject> Read(string file) =>
        JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsArray().SelectMany(e => e!["examples"]!.AsArray(), (e, example) => (Name: (string)e!["name"]!, Example: example!.AsObject()))
            .ToLookup(e => e.Name, e => e.Example);
}
