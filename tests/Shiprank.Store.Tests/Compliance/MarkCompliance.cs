using Shiprank.Core.Usage.Marks;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with marks of prompts and of calls of tools.</summary>
public abstract class MarkCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void A_mark_comes_back_as_it_went_in()
    {
        using var store = Create();
        var (prompt, calls) = (Prompt("s-1", 0, uint.MaxValue), Calls("s-1", 7));
        Assert.Equal(1, store.SaveMarks("ada", [prompt], [calls]));
        Assert.Equal([prompt], store.ReadPrompts("ada"));
        Assert.Equal([calls], store.ReadCalls("ada"));
        Assert.Equal([calls], store.ReadCalls());
        Assert.Empty(store.ReadPrompts("ben"));
        Assert.Empty(store.ReadCalls("ben"));
    }

    [Fact]
    public void The_same_prompt_is_stored_once_in_whatever_session_it_is_copied_to()
    {
        using var store = Create();
        Assert.Equal(1, store.SaveMarks("ada", [Prompt("s-1", 0, 1), Prompt("s-2", 0, 1)], []));
        Assert.Equal(2, store.SaveMarks("ada", [Prompt("s-3", 0, 1), Prompt("s-1", 1, 1), Prompt("s-1", 0, 2)], []));
        Assert.Equal(0, store.SaveMarks("ada", [Prompt("s-1", 0, 2), Prompt("s-1", 1, 1)], []));
        Assert.Equal(3, store.ReadPrompts("ada").Count);

        // Two people may ask the same at one moment.
        Assert.Equal(1, store.SaveMarks("ben", [Prompt("s-1", 0, 1)], []));
    }

    [Fact]
    public void Of_a_session_the_fullest_reading_stands()
    {
        using var store = Create();
        store.SaveMarks("ada", [], [Calls("s-1", 7)]);
        store.SaveMarks(null, [], [Calls("s-1", 9)]);
        store.SaveMarks("ada", [], [Calls("s-1", 8), Calls("s-2", 1)]);
        Assert.Equal([9, 1], store.ReadCalls("ada").Select(c => c.Calls));
    }

    [Fact]
    public void Nobodys_prompts_are_not_kept()
    {
        using var store = Create();
        Assert.Equal(0, store.SaveMarks(null, [Prompt("s-1", 0, 1)], [Calls("s-1", 3)]));
        Assert.Single(store.ReadCalls());
        Assert.Equal(0, store.AskPublished(Question.SignalMarks, [], r => r.Long(1))[0]);
    }

    [Fact]
    public void Who_is_forgotten_leaves_no_mark()
    {
        using var store = Create();
        store.SaveMarks("ada", [Prompt("s-1", 0, 1)], [Calls("s-1", 3)]);
        store.SaveMarks("ben", [Prompt("s-9", 0, 1)], []);
        store.Erase("ada", [new("m1", "gone-1", Given.Noon)]);
        Assert.Empty(store.ReadPrompts("ada"));
        Assert.Empty(store.ReadPrompts("gone-1-before"));
        Assert.Empty(store.ReadCalls("ada"));
        Assert.Single(store.ReadPrompts("ben"));
        Assert.Single(store.ReadCalls());
    }

    [Fact]
    public void Marks_older_than_persons_are_kept_go()
    {
        using var store = Create();
        store.SaveMarks("ada", [Prompt("s-1", 0, 1), Prompt("s-1", 48 * 60, 1)], [Calls("s-1", 3)]);
        store.ForgetPeople(DateOnly.FromDateTime(Given.Noon.UtcDateTime).AddDays(1));
        Assert.Single(store.ReadPrompts("ada"));
        Assert.Empty(store.ReadCalls("ada"));
        Assert.Single(store.ReadCalls());
    }

    private static PromptMark Prompt(string session, int minute, uint first) =>
        new("claude-code", session, Given.Noon.AddMinutes(minute), 64, [first, .. Enumerable.Range(2, 15).Select(i => (uint)i)]);

    private static SessionCalls Calls(string session, int calls) => new("claude-code", session, Given.Noon, Given.Noon.AddHours(1), calls, 3, 2, 1, 1, 5);
}
