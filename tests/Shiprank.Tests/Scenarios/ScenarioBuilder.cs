using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shiprank.Tests.Scenarios;

/// <summary>
/// Builds a scenario folder into git repositories, <c>shiprank.yaml</c> and <c>events.jsonl</c> with known shas.
/// <para><c>scenario.json</c>: <c>title</c>; <c>score</c> (see <see cref="Scenario"/>); <c>people</c> {alias: "Name &lt;mail&gt;"};
/// <c>repositories</c> [{name, default_branch?}] (left out: one, "shop" on "main"); <c>steps</c>, in order, each with <c>do</c> and, where they make sense,
/// <c>repo</c> (default: the first) and <c>branch</c> (default: its default branch).</para>
/// <para>Steps that commit (<c>commit</c>, <c>merge</c>, <c>cherry-pick</c>, <c>revert</c>) take <c>label</c>, <c>author</c>, <c>committer</c> (default: author),
/// <c>date</c> (committer's, ISO 8601 with offset), <c>author_date</c> (default: date), <c>message</c>, <c>from</c> (label at which a new branch starts; default: an empty root) and
/// <c>rename</c> {old: new}, then <c>delete</c> [paths], then <c>files</c> {path: content, see <see cref="ScenarioContent"/>}.</para>
/// <para><c>merge</c>: <c>from_branch</c>, <c>mode</c> "no-ff" or "squash". <c>cherry-pick</c>: <c>commit</c>, <c>note</c> true appends "(cherry picked from commit …)".
/// <c>revert</c>: <c>commit</c>, against its first parent. What conflicts must stand in <c>files</c>.</para>
/// <para>Others: <c>branch</c> (<c>branch</c>, <c>at</c>) · <c>tag</c> (<c>name</c>, <c>at</c>, <c>annotated</c> default true with <c>tagger</c>, <c>date</c>, <c>message</c>) ·
/// <c>note</c> (<c>commit</c>, <c>text</c>, <c>date</c>, <c>author</c>, <c>ref</c> default refs/notes/ai).</para>
/// <para>{sha:label} in messages, notes, <c>shiprank.yaml</c> and <c>events.jsonl</c> becomes the full sha, {sha7:label} seven digits.</para>
/// </summary>
internal sealed partial class ScenarioBuilder
{
    private readonly string output;
    private readonly Dictionary<string, string> people;
    private readonly string firstPerson;
    private readonly Dictionary<string, ScenarioRepository> repositories = new(StringComparer.Ordinal);
    private readonly string firstRepository;
    private readonly Dictionary<string, ScenarioRepository> home = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> labels = new(StringComparer.Ordinal);
    private readonly ScenarioContent content;

    private ScenarioBuilder(JsonElement scenario, string output)
    {
        this.output = output;
        content = new((label, path) => home[label].Commits[labels[label]].Files[path]);
        people = scenario.Members("people").ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
        firstPerson = scenario.Members("people").FirstOrDefault() is { Value.ValueKind: JsonValueKind.String } first ? first.Name : "";
        var listed = scenario.TryGetProperty("repositories", out var r) ? r.EnumerateArray().Select(x => (Name: x.Text("name")!, Branch: x.Text("default_branch") ?? "main")).ToList() : [];
        if (listed.Count == 0) listed.Add(("shop", "main"));
        foreach (var (name, branch) in listed) repositories[name] = new(Path.Combine(output, "repos", name), branch);
        firstRepository = listed[0].Name;
    }

    /// <summary>Builds <paramref name="folder"/> into <paramref name="output"/> (<c>repos/</c>, <c>homes/</c>, <c>shiprank.yaml</c>, <c>events.jsonl</c>).</summary>
    /// <returns>Label of a step → its sha.</returns>
    /// <exception cref="InvalidDataException">The scenario contradicts itself; the message names the step.</exception>
    public static IReadOnlyDictionary<string, string> Build(string folder, string output)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "scenario.json")));
        var builder = new ScenarioBuilder(document.RootElement, output);
        foreach (var step in document.RootElement.GetProperty("steps").EnumerateArray()) builder.Do(step);
        foreach (var repository in builder.repositories.Values) repository.WriteRefs();
        foreach (var name in new[] { "shiprank.yaml", "events.jsonl" })
        {
            var source = Path.Combine(folder, name);
            File.WriteAllText(Path.Combine(output, name), File.Exists(source) ? builder.Fill(File.ReadAllText(source)) : "");
        }

        CopyHomes(Path.Combine(folder, "homes"), Path.Combine(output, "homes"));
        return builder.labels;
    }

    private void Do(JsonElement step)
    {
        var repository = repositories[step.Text("repo") ?? firstRepository];
        switch (step.Text("do"))
        {
            case "commit": Commit(repository, step); break;
            case "branch": repository.Refs["refs/heads/" + step.Text("branch")] = labels[step.Text("at")!]; break;
            case "merge": Merge(repository, step); break;
            case "cherry-pick": CherryPick(repository, step); break;
            case "revert": Revert(repository, step); break;
            case "tag": Tag(repository, step); break;
            case "note": Note(repository, step); break;
            default: throw new InvalidDataException($"unknown step: {step}");
        }
    }

    private void Commit(ScenarioRepository repository, JsonElement step)
    {
        var head = Head(repository, step);
        var files = Apply(head is null ? ScenarioRepository.NewTree() : repository.Commits[head].Files, step);
        Record(repository, step, files, head is null ? [] : [head], step.Text("message")!);
    }

    private void Merge(ScenarioRepository repository, JsonElement step)
    {
        var ours = Head(repository, step)!;
        var theirs = repository.Refs["refs/heads/" + step.Text("from_branch")];
        var mine = Ancestors(repository, ours).ToHashSet(StringComparer.Ordinal);
        var ancestor = Ancestors(repository, theirs).FirstOrDefault(mine.Contains);
        var files = ThreeWayMerge.Of(ancestor is null ? null : repository.Commits[ancestor].Files, repository.Commits[ours].Files, repository.Commits[theirs].Files, Given(step), step.Text("label") ?? "merge");
        Record(repository, step, Apply(files, step), step.Text("mode") == "squash" ? [ours] : [ours, theirs], step.Text("message")!);
    }

    private void CherryPick(ScenarioRepository repository, JsonElement step)
    {
        var (sha, after, before, message) = Picked(repository, step);
        var head = Head(repository, step)!;
        var files = ThreeWayMerge.Of(before, repository.Commits[head].Files, after, Given(step), step.Text("label") ?? "cherry-pick");
        var text = (step.Text("message") ?? message).TrimEnd('\n');
        if (step.Flag("note", otherwise: false)) text += $"\n\n(cherry picked from commit {sha})";
        Record(repository, step, Apply(files, step), [head], text);
    }

    private void Revert(ScenarioRepository repository, JsonElement step)
    {
        var (sha, after, before, message) = Picked(repository, step);
        var head = Head(repository, step)!;
        var files = ThreeWayMerge.Of(after, repository.Commits[head].Files, before, Given(step), step.Text("label") ?? "revert");
        Record(repository, step, Apply(files, step), [head], step.Text("message") ?? $"Revert \"{message.Split('\n')[0]}\"\n\nThis reverts commit {sha}.");
    }

    private void Tag(ScenarioRepository repository, JsonElement step)
    {
        var name = step.Text("name")!;
        var sha = labels[step.Text("at")!];
        if (step.Flag("annotated", otherwise: true))
        {
            var head = $"object {sha}\ntype commit\ntag {name}\ntagger {Person(step.Text("tagger")!)} {ScenarioRepository.Stamp(step.Text("date")!)}";
            sha = repository.Put("tag", Encoding.UTF8.GetBytes($"{head}\n\n{step.Text("message") ?? name}\n"));
        }

        repository.Refs["refs/tags/" + name] = sha;
    }

    private void Note(ScenarioRepository repository, JsonElement step)
    {
        var reference = step.Text("ref") ?? "refs/notes/ai";
        if (!repository.Notes.TryGetValue(reference, out var notes)) repository.Notes[reference] = notes = ScenarioRepository.NewTree();
        notes[labels[step.Text("commit")!]] = Encoding.UTF8.GetBytes(Fill(step.Text("text")!));
        var who = Person(step.Text("author") ?? firstPerson);
        var date = step.Text("date")!;
        string[] parents = repository.Refs.TryGetValue(reference, out var parent) ? [parent] : [];
        repository.Refs[reference] = repository.Commit(notes, parents, who, date, who, date, "Notes added by 'git notes add'");
    }

    private void Record(ScenarioRepository repository, JsonElement step, SortedDictionary<string, byte[]> files, IReadOnlyList<string> parents, string message)
    {
        var (author, date) = (step.Text("author")!, step.Text("date")!);
        var sha = repository.Commit(files, parents, Person(author), step.Text("author_date") ?? date, Person(step.Text("committer") ?? author), date, Fill(message));
        repository.Refs["refs/heads/" + (step.Text("branch") ?? repository.DefaultBranch)] = sha;
        if (step.Text("label") is not { } label) return;
        if (!labels.TryAdd(label, sha)) throw new InvalidDataException($"label used twice: {label}");
        home[label] = repository;
    }

    private SortedDictionary<string, byte[]> Apply(SortedDictionary<string, byte[]> tree, JsonElement step)
    {
        var files = ScenarioRepository.NewTree(tree);
        foreach (var rename in step.Members("rename"))
        {
            if (!files.Remove(rename.Name, out var moved)) throw new InvalidDataException($"no file to rename: {rename.Name}");
            files[rename.Value.GetString()!] = moved;
        }

        foreach (var path in step.Texts("delete"))
        {
            if (!files.Remove(path)) throw new InvalidDataException($"no file to delete: {path}");
        }

        foreach (var file in step.Members("files")) files[file.Name] = content.Of(file.Value, files.GetValueOrDefault(file.Name) ?? []);
        return files;
    }

    private string? Head(ScenarioRepository repository, JsonElement step) =>
        repository.Refs.TryGetValue("refs/heads/" + (step.Text("branch") ?? repository.DefaultBranch), out var sha) ? sha
        : step.Text("from") is { } from ? labels[from]
        : null;

    private (string Sha, SortedDictionary<string, byte[]> After, SortedDictionary<string, byte[]> Before, string Message) Picked(ScenarioRepository repository, JsonElement step)
    {
        var sha = labels[step.Text("commit")!];
        var commit = repository.Commits[sha];
        return (sha, commit.Files, commit.Parents.Count > 0 ? repository.Commits[commit.Parents[0]].Files : ScenarioRepository.NewTree(), commit.Message);
    }

    private static HashSet<string> Given(JsonElement step) => step.Members("files").Select(f => f.Name).ToHashSet(StringComparer.Ordinal);

    private string Person(string alias) => people.GetValueOrDefault(alias, alias);

    private string Fill(string text) => Placeholder().Replace(text, match =>
        labels.TryGetValue(match.Groups["label"].Value, out var sha) ? (match.Groups["length"].Length == 3 ? sha : sha[..7]) : throw new InvalidDataException($"unknown label in {match.Value}"));

    /// <summary>Breadth first, the commit itself first.</summary>
    private static IEnumerable<string> Ancestors(ScenarioRepository repository, string sha)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([sha]);
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next)) continue;
            yield return next;
            foreach (var parent in repository.Commits[next].Parents) waiting.Enqueue(parent);
        }
    }

    private static void CopyHomes(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"\{(?<length>sha7?):(?<label>[^{}\s]+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
