using Shiprank.Cli;
using Shiprank.Core.Caps;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Caps;

/// <summary>A work token in daily use: started, printed for a key helper, renewed, forgotten.</summary>
public sealed class TicketCommandTests : IDisposable
{
    private static readonly DateTimeOffset now = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new(now);
    private readonly CliRun run;

    public TicketCommandTests()
    {
        run = new() { Clock = clock };
        run.Write("shiprank.yaml", """
            organisation: Northwind
            people:
              - { id: ada, name: Ada Example, emails: [ada@example.com] }
            caps:
              grace: { usd: 1 }
            """);
        run.Variables["GIT_AUTHOR_EMAIL"] = "ada@example.com";
        Assert.Equal(ExitCode.Ok, run.Run("import", "tickets", run.Write("tickets.csv", "id,owner,status,opened_at,updated_at\nPAY-123,ada,open,2026-09-29T12:00:00Z,2026-09-30T11:00:00Z\n")));
    }

    [Fact]
    public void It_says_in_one_sentence_what_it_is_bound_to_and_till_when()
    {
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "start", "PAY-123", "--minutes", "60"));
        Assert.Equal("Bound to PAY-123 for ada, until 2026-09-30 13:00 UTC.\n", run.Out.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "show"));
        Assert.StartsWith("Bound to PAY-123", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_helper_prints_the_token_and_nothing_else()
    {
        run.Run("ticket", "start", "PAY-123");
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "token"));
        var token = WorkToken.Peek(run.Out.Trim())!;
        Assert.Equal(("ada", "PAY-123", false), (token.Person, token.Ticket, token.Autonomous));
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.Out.Count(c => c == '\n'));
    }

    [Fact]
    public void It_is_the_users_alone_and_hooks_know_the_caps()
    {
        run.Run("ticket", "start", "PAY-123");
        var data = Path.Combine(run.Home, ".local/share/shiprank");
        var told = LocalCaps.Read(File.ReadAllBytes(Path.Combine(data, LocalCaps.FileName)))!;
        Assert.Equal([new LocalTicket("PAY-123", CapReason.Within, told.Tickets[0].AsOf)], told.Tickets);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Path.Combine(data, "work")))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(data, "work")));
    }

    [Fact]
    public void Near_its_end_it_is_renewed_for_the_same_ticket()
    {
        run.Run("ticket", "start", "PAY-123", "--minutes", "60");
        run.Run("ticket", "token");
        var first = run.Out;
        clock.Now += TimeSpan.FromMinutes(40);
        run.Run("ticket", "token");
        Assert.Equal(first, run.Out);
        clock.Now += TimeSpan.FromMinutes(10);
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "token"));
        Assert.NotEqual(first, run.Out);
        var token = WorkToken.Peek(run.Out.Trim())!;
        Assert.Equal(("PAY-123", clock.Now.AddHours(1).ToUnixTimeSeconds()), (token.Ticket, token.ExpiresAt));
        var second = run.Out;
        run.Run("ticket", "token");
        Assert.Equal(second, run.Out);
    }

    [Fact]
    public void When_there_is_no_new_one_the_old_one_is_used_up_and_then_it_is_told()
    {
        run.Run("ticket", "start", "PAY-123", "--minutes", "60");
        run.Write("shiprank.yaml", "people: 5\n");
        clock.Now += TimeSpan.FromMinutes(55);
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "token"));
        Assert.NotNull(WorkToken.Peek(run.Out.Trim()));
        Assert.Contains("near its end", run.Error, StringComparison.Ordinal);
        clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(ExitCode.Failure, run.Run("ticket", "token"));
        Assert.Equal("", run.Out);
        Assert.Contains("PAY-123 has expired", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_that_does_not_count_is_told_and_stops_a_run_before_it_begins()
    {
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "start", "PAY-9"));
        Assert.Contains("it doesn't count: nobody knows the ticket PAY-9", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotAllowed, run.Run("run", "--ticket", "PAY-9", "--", "touch", Path.Combine(run.Folder, "started")));
        Assert.Contains("nothing was started: nobody knows the ticket PAY-9", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Folder, "started")));
    }

    [Fact]
    public void Each_repository_has_its_own_and_the_branch_names_it()
    {
        run.Write("shop/.git/HEAD", "ref: refs/heads/feature/PAY-123-refund\n");
        run.Write("shop/.git/config", "[remote \"origin\"]\n\turl = https://git.example.com/northwind/shop.git\n");
        run.Variables["SHIPRANK_CONFIG"] = Path.Combine(run.Folder, "shiprank.yaml");
        run.WorkingDirectory = Path.Combine(run.Folder, "shop");
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "start"));
        run.Run("ticket", "token");
        Assert.Equal("PAY-123", WorkToken.Peek(run.Out.Trim())!.Ticket);
        run.WorkingDirectory = run.Folder;
        Assert.Equal(ExitCode.NotFound, run.Run("ticket", "token"));
    }

    [Fact]
    public void Forgotten_is_forgotten()
    {
        run.Run("ticket", "start", "PAY-123");
        Assert.Equal(ExitCode.Ok, run.Run("ticket", "stop"));
        Assert.Equal(ExitCode.NotFound, run.Run("ticket", "token"));
        Assert.Equal(ExitCode.NotFound, run.Run("ticket", "stop"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"version\":1,\"token\":null}")]
    [InlineData("not json")]
    public void A_file_that_is_none_is_as_good_as_missing(string text)
    {
        run.Run("ticket", "start", "PAY-123");
        File.WriteAllText(Directory.GetFiles(Path.Combine(run.Home, ".local/share/shiprank/work"))[0], text);
        Assert.Equal(ExitCode.NotFound, run.Run("ticket", "token"));
    }

    public void Dispose() => run.Dispose();

    private sealed class SetClock(DateTimeOffset at) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = at;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
