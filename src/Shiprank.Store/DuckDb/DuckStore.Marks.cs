using Shiprank.Core.Usage.Marks;
using Shiprank.Store.DuckDb.MarkTables;

namespace Shiprank.Store;

/// <content>What is kept of prompts and calls of tools, for signals.</content>
public sealed partial class DuckStore
{
    public int SaveMarks(string? person, IReadOnlyList<PromptMark> prompts, IReadOnlyList<SessionCalls> calls, CancellationToken cancel = default) => writer.Transact(
        connection =>
        {
            new CallTable(names).Save(connection, person, calls);
            return string.IsNullOrEmpty(person) ? 0 : new PromptTable(names).Save(connection, person, prompts);
        },
        cancel);

    public IReadOnlyList<PromptMark> ReadPrompts(string person, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return new PromptTable(names).Read(reader, person);
    }

    public IReadOnlyList<SessionCalls> ReadCalls(string? person = null, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return new CallTable(names).Read(reader, person);
    }
}
