using Shiprank.Engine.Demo.Paper;

namespace Shiprank.Engine.Demo.History;

/// <summary>Requests as the forge tells them.</summary>
internal sealed class Requests(Site site)
{
    /// <summary>A merged request.</summary>
    /// <param name="author">Person id or login.</param>
    public void Merged(Landed change, string author, string title, string branch, DateTimeOffset opened, string? approver, string? requester = null) =>
        Write(change.Request!.Value, author, title, branch, opened, change.At, change.Commit.Sha, approver, requester);

    /// <summary>A request that was closed without a merge.</summary>
    public void Dropped(string author, string title, string branch, DateTimeOffset opened, DateTimeOffset closed) =>
        Write(site.NextRequest(), author, title, branch, opened, closed, null, null, null);

    private void Write(int number, string author, string title, string branch, DateTimeOffset opened, DateTimeOffset end, string? sha, string? approver, string? requester) =>
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
            if (approver is not null)
            {
                json.WriteStartObject();
                json.WriteString("person", approver);
                json.WriteString("at", EventPaper.Time(end.AddMinutes(-3)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("review_known", true);
        });
}
