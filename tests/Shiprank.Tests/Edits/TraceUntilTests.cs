using Shiprank.Core.Usage;

namespace Shiprank.Tests.Edits;

public sealed class TraceUntilTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly SessionTrace Trace = new("claude-code", "s", "/w", "main", Noon.AddHours(-1), Noon.AddHours(-1), 4, true, ["/w/a", "/w/b", "/w/unanswered"]);

    [Fact]
    public void Files_edited_later_are_not_edited_yet()
    {
        var then = Trace.Until(Noon, [At("/w/a", 0), At("/w/b", 1)]);

        Assert.Equal(["/w/a", "/w/unanswered"], then.EditedFiles);
        Assert.Equal((2, Noon), (then.Edits, then.EndedAt));
    }

    [Fact]
    public void A_session_that_only_edits_later_has_edited_nothing_yet()
    {
        var then = (Trace with { EditedFiles = ["/w/b"], Edits = 1 }).Until(Noon, [At("/w/b", 1)]);

        Assert.Empty(then.EditedFiles);
        Assert.Equal((0, Trace.EndedAt), (then.Edits, then.EndedAt));
    }

    [Fact]
    public void A_log_without_results_tells_no_times_and_all_of_its_files_stay() => Assert.Same(Trace, Trace.Until(Noon, []));

    private static SessionEdit At(string path, int hours) => new(Trace.Tool, Trace.Session, path, Noon.AddHours(hours), []);
}
