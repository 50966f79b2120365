using Shiprank.Core.Delivery;

namespace Shiprank.Store.Delivery;

/// <summary>The facts of a commit message. One bit a field says whether it is there: most messages have none.</summary>
internal static class MessageCodec
{
    [Flags]
    private enum Has
    {
        Request = 1,
        MergedBranch = 2,
        Revert = 4,
        RevertsSha = 8,
        RevertsRequest = 16,
        CherryPickedFrom = 32,
        CoAuthors = 64,
        Sessions = 128,
        Tickets = 256,
        Marks = 512,
        Fixes = 4096,
    }

    public static void Write(PackWriter to, MessageFacts message, TextTable texts)
    {
        var has = (message.Request is null ? 0 : Has.Request)
            | (message.MergedBranch.Length == 0 ? 0 : Has.MergedBranch)
            | (message.Revert is null ? 0 : Has.Revert)
            | (message.RevertsSha.Length == 0 ? 0 : Has.RevertsSha)
            | (message.RevertsRequest is null ? 0 : Has.RevertsRequest)
            | (message.CherryPickedFrom.Length == 0 ? 0 : Has.CherryPickedFrom)
            | (message.CoAuthors.Count == 0 ? 0 : Has.CoAuthors)
            | (message.Sessions.Count == 0 ? 0 : Has.Sessions)
            | (message.Tickets.Count == 0 ? 0 : Has.Tickets)
            | (message.Marks == MessageMarks.None ? 0 : Has.Marks)
            | (message.Fixes.Count == 0 ? 0 : Has.Fixes);
        to.Number((ulong)has);
        to.Word(message.Title);
        if (message.Request is { } request) to.Signed(request);
        if (has.HasFlag(Has.MergedBranch)) texts.Write(to, message.MergedBranch);
        if (message.Revert is { } revert) WriteRevert(to, revert);
        if (has.HasFlag(Has.RevertsSha)) to.Sha(message.RevertsSha);
        if (message.RevertsRequest is { } reverts) to.Signed(reverts);
        if (has.HasFlag(Has.CherryPickedFrom)) to.Sha(message.CherryPickedFrom);
        if (has.HasFlag(Has.CoAuthors))
        {
            to.Count(message.CoAuthors.Count);
            foreach (var person in message.CoAuthors) HistoryCodec.WritePerson(to, person, texts);
        }

        if (has.HasFlag(Has.Sessions))
        {
            to.Count(message.Sessions.Count);
            foreach (var session in message.Sessions)
            {
                texts.Write(to, session.Tool);
                texts.Write(to, session.Id);
            }
        }

        if (has.HasFlag(Has.Tickets))
        {
            to.Count(message.Tickets.Count);
            foreach (var ticket in message.Tickets) texts.Write(to, ticket);
        }

        if (has.HasFlag(Has.Marks)) to.Number((ulong)message.Marks);
        if (has.HasFlag(Has.Fixes))
        {
            to.Count(message.Fixes.Count);
            foreach (var sha in message.Fixes) to.Sha(sha);
        }
    }

    public static MessageFacts Read(ref PackReader from, TextTable texts)
    {
        var has = (Has)from.Number();
        return new()
        {
            Title = from.Word(),
            Request = has.HasFlag(Has.Request) ? (int)from.Signed() : null,
            MergedBranch = has.HasFlag(Has.MergedBranch) ? texts.Read(ref from) : "",
            Revert = has.HasFlag(Has.Revert) ? ReadRevert(ref from) : null,
            RevertsSha = has.HasFlag(Has.RevertsSha) ? from.Sha() : "",
            RevertsRequest = has.HasFlag(Has.RevertsRequest) ? (int)from.Signed() : null,
            CherryPickedFrom = has.HasFlag(Has.CherryPickedFrom) ? from.Sha() : "",
            CoAuthors = has.HasFlag(Has.CoAuthors) ? ReadPeople(ref from, texts) : [],
            Sessions = has.HasFlag(Has.Sessions) ? ReadSessions(ref from, texts) : [],
            Tickets = has.HasFlag(Has.Tickets) ? ReadTexts(ref from, texts) : [],
            Marks = has.HasFlag(Has.Marks) ? (MessageMarks)from.Number() : MessageMarks.None,
            Fixes = has.HasFlag(Has.Fixes) ? ReadShas(ref from) : [],
        };
    }

    private static void WriteRevert(PackWriter to, RevertSubject revert)
    {
        to.Word(revert.QuotedTitle);
        to.Flag(revert.QuotedRequest is not null);
        if (revert.QuotedRequest is { } request) to.Signed(request);
        to.Flag(revert.Quoted is not null);
        if (revert.Quoted is { } quoted) WriteRevert(to, quoted);
    }

    private static RevertSubject ReadRevert(ref PackReader from) =>
        new(from.Word(), from.Flag() ? (int)from.Signed() : null, from.Flag() ? ReadRevert(ref from) : null);

    private static GitIdentity[] ReadPeople(ref PackReader from, TextTable texts)
    {
        var people = new GitIdentity[from.Count()];
        for (var i = 0; i < people.Length; i++) people[i] = HistoryCodec.ReadPerson(ref from, texts);
        return people;
    }

    private static SessionMark[] ReadSessions(ref PackReader from, TextTable texts)
    {
        var sessions = new SessionMark[from.Count()];
        for (var i = 0; i < sessions.Length; i++) sessions[i] = new(texts.Read(ref from), texts.Read(ref from));
        return sessions;
    }

    private static string[] ReadShas(ref PackReader from)
    {
        var list = new string[from.Count()];
        for (var i = 0; i < list.Length; i++) list[i] = from.Sha();
        return list;
    }

    private static string[] ReadTexts(ref PackReader from, TextTable texts)
    {
        var list = new string[from.Count()];
        for (var i = 0; i < list.Length; i++) list[i] = texts.Read(ref from);
        return list;
    }
}
