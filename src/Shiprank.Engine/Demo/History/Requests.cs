using Shiprank.Engine.Demo.Paper;

namespace Shiprank.Engine.Demo.History;

/// <summary>Requests as the forge tells them.</summary>
internal sealed class Requests(Site site)
{
    /// <summary>A merged request.</summary>
    /// <param name="author">Person id or login.</param>
    public void Merged(Landed change, string author, string title, string branch, DateTimeOffset opened, string? approver, string? requester = null) =>
        Write(change.Request!.Value, author, title, branch, opened, change.At, change.Commit.Sha, approver is null ? [] : [(approver, change.At.AddMinutes(-3))], requester);

    /// <summary>A merged request that several people approved, each in their own time.</summary>
    public void Merged(Landed change, Work work, DateTimeOffset opened, IReadOnlyList<(string Person, DateTimeOffset At)> approvals) =>
        Write(change.Request!.Value, work.Author.Id, work.Subject, work.Branch, opened, change.At, change.Commit.Sha, approvals, null);

    /// <summary>A request that was closed without a merge.</summary>
    public void Dropped(string author, string title, string branch, DateTimeOffset opened, DateTimeOffset closed) =>
        Write(site.NextRequest(), author, title, branch, opened, closed, null, [], null);

    private void Write(int number, string author, string title, string branch, DateTimeOffset opened, DateTimeOffset end, string? sha, IReadOnlyList<(string Person, DateTimeOffset At)> approvals, string? requester) =>
        site.Events.Add(end, "request", $"{number}", json =>
        {
            json.WriteString("repository", site.Repository.Name);
            json.WriteString("title", title);
            json.WriteString("author", author);
            json.WriteString("opened_at", EventPaper.Time(opened));
            if (sha is not null)
            {
                json.WriteString("merged_at", EventPaper.Time(end));
                json.WriteString("merge_sha", sha);
            }

            json.WriteString("closed_at", EventPaper.Time(end));
            json.WriteString("head_branch", branch);
            json.WriteString("base_branch", "main");
            if (requester is not null) json.WriteString("requester", requester);
            json.WriteStartArray("approvals");
            foreach (var (person, at) in approvals)
            {
                json.WriteStartObject();
                json.WriteString("person", person);
                json.WriteString("at", EventPaper.Time(at));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("review_known", true);
        });
}
