using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Hooks;

/// <summary>A machine on which agents call hooks: a repository on a branch, and what the server said last.</summary>
internal sealed class HookMachine : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

    public const string OwnedBranch = "feature/PAY-123-refund";

    private readonly CliRun cli = new();

    public HookMachine(string branch = "main", LocalCaps? caps = null)
    {
        cli.Write("shop/.git/HEAD", $"ref: refs/heads/{branch}\n");
        if (caps is not null) Say(caps);
    }

    public static LocalCaps Caps { get; } = new()
    {
        FetchedAt = Now.AddMinutes(-5),
        Person = "ada",
        Grace = new(CapUnit.Steps, 3, CapPer.Run),
        Tickets = [new("PAY-123", CapReason.Within, Now.AddMinutes(-6)), new("PAY-9", CapReason.TicketClosed, Now)],
    };

    public Dictionary<string, string> Variables => cli.Variables;

    public string Data => Path.Combine(cli.Home, ".local", "share", "shiprank");

    public string Folder => cli.Folder;

    public string Shop => Path.Combine(cli.Folder, "shop");

    public string Out => cli.Out;

    public string Error => cli.Error;

    public void Say(LocalCaps caps)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllBytes(Path.Combine(Data, LocalCaps.FileName), caps.Write());
    }

    public int Hook(string client, string input, params string[] more) => Hook(client, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), more);

    public int Hook(string client, Func<Stream> input, params string[] more)
    {
        cli.Input = input;
        return (int)cli.Run(["hook", client, .. more]);
    }

    /// <summary>One event of Claude Code.</summary>
    public int Claude(string name, string input = """{"command":"npm test"}""", string? id = null, string session = "s-1") =>
        Hook("claude-code", $$"""{"session_id":"{{session}}","cwd":"{{Shop}}","hook_event_name":"{{name}}","prompt":"do it","tool_name":"Bash","tool_input":{{input}},"tool_use_id":"{{id ?? Guid.NewGuid().ToString("N")}}"}""");

    public List<CapEvent> Events()
    {
        var file = Path.Combine(Data, "hooks", "events.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(l => CapEventJson.Read(Encoding.UTF8.GetBytes(l))!)] : [];
    }

    public void Dispose() => cli.Dispose();
}
