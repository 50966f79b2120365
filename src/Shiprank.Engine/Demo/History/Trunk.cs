using System.Text;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>The default branch of a repository and the ways onto it: squash, merge commit, push.</summary>
internal sealed class Trunk(FastImport import, Notebook notebook)
{
    private const string Main = "refs/heads/main";
    private const string Topic = "refs/heads/topic";
    private static readonly UTF8Encoding Utf8 = new(false);

    public Made Head { get; private set; }

    public DateTimeOffset HeadAt { get; private set; } = DateTimeOffset.MinValue;

    public int Changes { get; private set; }

    public int Merges { get; private set; }

    /// <summary>One commit with all of the work.</summary>
    public Landed Squash(Work work, DateTimeOffset now, Signature? committer, int? request, IReadOnlyList<Func<Edit>> steps)
    {
        var edits = steps.Select(step => step()).ToList();
        var all = Union(edits);
        var subject = request is { } number ? $"{work.Subject} (#{number})" : work.Subject;
        var author = Sign(work.Author, work.AuthoredAt);
        var parent = Head.Sha;
        var commit = Commit(author, committer ?? author, now, Message(subject, work), all);
        var attested = work.Help is { Trace: Trace.Notes } help && all.Added.Count > 0 ? notebook.Record(commit, parent, all, work.Author, help) : null;
        return new(commit, HeadAt, work.Author, work.Team, work.Subject, request, all.Added) { Attested = attested };
    }

    /// <summary>A branch with a commit for each step, and a merge commit.</summary>
    public Landed Merge(Work work, DateTimeOffset now, Signature committer, int request, IReadOnlyList<Func<Edit>> steps)
    {
        var edits = new List<Edit>();
        var tip = new Made(0, "");
        var from = Head.Mark;
        var spacing = TimeSpan.FromMinutes(7);
        var started = Later(now - (spacing * steps.Count));
        for (var i = 0; i < steps.Count; i++)
        {
            var edit = steps[i]();
            edits.Add(edit);
            var at = started + (i * TimeSpan.FromSeconds(20));
            var author = Sign(work.Author, work.AuthoredAt - (spacing * (steps.Count - 1 - i)));
            var subject = i == 0 ? work.Subject : $"{work.Subject}, part {i + 1}";
            tip = import.Commit(Draft(Topic, author, Sign(work.Author, at), Message(subject, work), edit) with { From = i == 0 ? from : 0 });
        }

        var all = Union(edits);
        var message = $"Merge pull request #{request} from northwind/{work.Branch}\n\n{work.Title}\n";
        HeadAt = Later(now > started + (steps.Count * TimeSpan.FromSeconds(20)) ? now : started + (steps.Count * TimeSpan.FromSeconds(20)));
        var by = committer with { At = HeadAt };
        Head = import.Commit(Draft(Main, by, by with { Name = Forge.Name, Email = Forge.Email, Offset = 0 }, message, all) with { Merge = tip.Mark });
        Changes++;
        Merges++;
        return new(Head, HeadAt, work.Author, work.Team, work.Subject, request, all.Added);
    }

    /// <summary>A commit by whoever signs it, straight onto the branch.</summary>
    public Made Commit(Signature author, Signature committer, DateTimeOffset now, string message, Edit edit)
    {
        HeadAt = Later(now);
        Head = import.Commit(Draft(Main, author, committer with { At = HeadAt }, message, edit));
        Changes++;
        return Head;
    }

    public void Close() => import.Drop(Topic);

    public static Signature Sign(Person person, DateTimeOffset at) =>
        new(person.Name, at.ToUnixTimeSeconds() % 5 == 0 ? person.NoReply : person.Email, at, person.Offset);

    private static string Message(string subject, Work work)
    {
        var text = new StringBuilder(subject).Append('\n');
        if (work.Body.Length > 0) text.Append('\n').Append(work.Body).Append('\n');
        var trailers = new List<string>();
        if (work.PairedWith is { } pair) trailers.Add($"Co-authored-by: {pair.Name} <{pair.Email}>");
        if (work.Help is { Trace: Trace.CoAuthor } helped && Agents.CoAuthor(helped.Tool, helped.Model) is { Length: > 0 } trailer) trailers.Add(trailer);
        if (work.Help is { Trace: Trace.SessionTrailer } session)
        {
            trailers.Add(Agents.CoAuthor(session.Tool, session.Model));
            trailers.Add($"Copilot-Session: {session.Session}");
        }

        if (trailers.Count > 0) text.Append('\n').AppendJoin('\n', trailers).Append('\n');
        return text.ToString();
    }

    private static CommitDraft Draft(string branch, Signature author, Signature committer, string message, Edit edit) => new(branch, author, committer, message)
    {
        Files = [.. edit.Touched.Values.Select(f => (f.Path, f.Content())), .. edit.Other.Select(o => (o.Path, Utf8.GetBytes(o.Content)))],
        Renamed = edit.Renamed,
        Deleted = edit.Deleted,
    };

    private static Edit Union(List<Edit> edits)
    {
        if (edits.Count == 1) return edits[0];
        var all = new Edit();
        foreach (var edit in edits)
        {
            foreach (var file in edit.Touched.Values) all.Touch(file);
            all.Added.AddRange(edit.Added);
            all.Renamed.AddRange(edit.Renamed);
            foreach (var path in edit.Deleted) all.Delete(path);
            all.Other.AddRange(edit.Other);
        }

        return all;
    }

    private DateTimeOffset Later(DateTimeOffset now) => now > HeadAt ? now : HeadAt.AddSeconds(1);
}

/// <summary>The forge that commits what is merged on its pages.</summary>
internal static class Forge
{
    public const string Name = "GitHub";
    public const string Email = "noreply@github.com";

    public static Signature Sign(DateTimeOffset at) => new(Name, Email, at, 0);
}
