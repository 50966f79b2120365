using System.Text;
using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Sources.Runs;

namespace Shiprank.Tests.Caps.Runs;

public sealed class RunLineTests
{
    private const string Least = """{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r"}""";

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var entry = new CapEvent
        {
            Id = "n/1", Kind = CapEventKind.Refused, Place = CapPlace.Command, At = Trace.Noon, EndedAt = Trace.At(1), Run = "r", Session = "s", Autonomous = true, Person = "ada", Agent = "codex", Job = "nightly", Ticket = "PAY-1", TicketCounts = true, Repository = "shop",
            Branch = "b", Model = "m", Step = "Bash", Tokens = new(1, 2, 3, 4, 5, 6), Usd = 0.0125m, ReservedUsd = 1, Action = CapAction.Ask, Reason = CapReason.TicketNotOwned, Rule = CapCounter.Grace, NewFiles = 7, ExitCode = -1,
        };
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) RunLine.Write(json, entry);
        Assert.Equal(entry, RunLine.Read(buffer.ToArray()).Value);
        Assert.Equal(new CapEvent { Id = "a", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = new(2026, 11, 28, 9, 30, 0, TimeSpan.Zero), Run = "r" }, RunLine.Read(Encoding.UTF8.GetBytes(Least)).Value);
    }

    [Theory]
    [InlineData("[]", "is no object")]
    [InlineData("{", "is no JSON")]
    [InlineData("""{"kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r"}""", "\"id\" is missing")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z"}""", "\"run\" is missing")]
    [InlineData("""{"id":"a","kind":"cheap","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r"}""", "\"kind\" is none of settled, estimated, refused, step, ended, failed")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"yesterday","run":"r"}""", "\"at\" is no time")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","ended_at":"2026-11-28T09:29:00Z","run":"r"}""", "\"ended_at\" is before")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","usd":"-1"}""", "\"usd\" is no amount")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","usd":"99999999999"}""", "\"usd\" is no amount")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","usd":1.5}""", "\"usd\" is no amount")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","tokens":{"input":-1}}""", "\"input\" is no whole number")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","tokens":{"words":1}}""", "\"tokens\" has something else")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r","autonomous":"yes"}""", "\"autonomous\" is neither")]
    [InlineData("""{"id":"a","kind":"settled","place":"gateway","at":"2026-11-28T09:30:00Z","run":"r\u0007"}""", "\"run\" is longer")]
    public void What_is_wrong_is_refused_with_its_reason(string line, string reason) => Assert.StartsWith(reason, RunLine.Read(Encoding.UTF8.GetBytes(line)).Problem.Reason, StringComparison.Ordinal);

    [Fact]
    public void What_nobody_asked_for_is_refused_and_not_repeated()
    {
        var problem = RunLine.Read(Encoding.UTF8.GetBytes(Least.Replace("}", ""","prompt":"a secret"}""", StringComparison.Ordinal))).Problem;
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("prompt", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_is_left_out_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.jsonl");
        File.WriteAllText(file, $"{Least}\n\nnonsense\n{new string('x', 70_000)}\n{Least.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}");
        var report = new IngestReport();
        Assert.Equal(["a", "b"], RunTraces.Read(folder.Path, report, TestContext.Current.CancellationToken).SelectMany(b => b).Select(e => e.Id));
        Assert.Equal([(3L, "is no JSON"), (4L, "longer than 64 kB")], report.Skipped.Select(s => (s.Line, s.Reason)));
        Assert.Empty(RunTraces.Read(Path.Combine(folder.Path, "none.jsonl"), report, TestContext.Current.CancellationToken));
        Assert.Equal(3, report.Skipped.Count);
    }
}
