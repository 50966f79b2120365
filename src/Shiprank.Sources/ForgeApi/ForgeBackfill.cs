using System.Text.Json;
using Shiprank.Core;
using Shiprank.Sources.Forges;
using Shiprank.Sources.GitHub;
using Shiprank.Sources.GitLab;

namespace Shiprank.Sources.ForgeApi;

/// <summary>
/// Reads one repository through its forge's API, kind by kind, in pieces that each stand by themselves. One kind is read by one caller at a time; it can be
/// broken off anywhere and goes on from the span that was kept last.
/// </summary>
public abstract class ForgeBackfill
{
    /// <param name="reader">Reads what is wrapped as deliveries are.</param>
    public static ForgeBackfill GitHub(ForgeClient client, ForgeProject project, GitHubReader reader) =>
        new GitHubBackfill(client, project, (name, payload) => Item(reader.Read(new(name, "", payload))));

    /// <param name="reader">Reads what is wrapped as deliveries are.</param>
    public static ForgeBackfill GitLab(ForgeClient client, ForgeProject project, GitLabReader reader) =>
        new GitLabBackfill(client, project, (name, payload) => Item(reader.Read(new(name, "", payload))));

    /// <summary>Kinds of things, in the order to read them.</summary>
    public abstract IReadOnlyList<string> Kinds { get; }

    /// <param name="covered">As the last piece said; null when nothing was read yet.</param>
    /// <param name="since">How far back to read.</param>
    public abstract IAsyncEnumerable<BackfillPage> Read(string kind, BackfillSpan? covered, DateTimeOffset since, CancellationToken cancel);

    /// <summary>What went away between the list and the question is passed over; any other problem ends the kind.</summary>
    private protected static Result<ForgeItem> Gone(Problem problem) => ForgeClient.IsGone(problem) ? new ForgeItem([], problem) : problem;

    private static ForgeItem Item(ForgeReading reading) => new(reading.Events, reading.Problem);

    private protected static string Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetRawText() : "0";

    private protected static async Task<Result<IReadOnlyList<JsonElement>>> AllPages(ForgeClient client, string host, string path, CancellationToken cancel)
    {
        List<JsonElement> all = [];
        var asked = await client.Get(path, cancel);
        while (true)
        {
            if (!asked.Succeeded) return asked.Problem;
            var items = ForgeList.Items(asked.Value, host);
            if (!items.Succeeded) return items.Problem;
            all.AddRange(items.Value);
            if (asked.Value.Next is not { } next) return all;
            asked = await client.Get(next, cancel);
        }
    }
}
