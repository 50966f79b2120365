using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Loops;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>Decides about a call of a hook. It reads and writes nothing itself.</summary>
internal static class HookJudge
{
    /// <summary>That a person at work was told of the ticket that is missing.</summary>
    public const string TicketTold = "(ticket)";

    /// <summary>What any call costs at least: a limit of nothing is over with the first.</summary>
    private static readonly CapAmount OneCall = new(0.000_001m, 0.000_001m, 1, 1);

    public static HookResult Judge(HookScene scene, SessionMemory memory, Func<CapCounter, CapAmount> used) => scene.Call.Event switch
    {
        HookEvent.Prompt => Prompt(scene, memory with { Stopped = "" }, used),
        HookEvent.BeforeModel => BeforeModel(scene, memory, used),
        HookEvent.BeforeTool => Once(scene, memory, "before", m => BeforeTool(scene, m, used)),
        HookEvent.AfterTool => Once(scene, memory, "after", m => AfterTool(scene, m)),
        HookEvent.SessionEnd => HookResult.Of(memory, null, scene.Event(CapEventKind.Ended, NewId(scene, "ended"))),
        _ => HookResult.Of(memory),
    };

    private static HookResult Prompt(HookScene scene, SessionMemory memory, Func<CapCounter, CapAmount> used)
    {
        var call = scene.CapCall(memory.BeganAt);
        var verdict = CapJudge.Judge(scene.Settings, call, OneCall, priced: true, used);
        if (verdict.Stops) return Refused(scene, memory, verdict, CapSentence.Of(scene.Settings, call, verdict));
        if (!scene.Autonomous && scene.WantsTickets && !scene.Ticket.Counts && !memory.Told.Contains(TicketTold)) return HookResult.Of(memory.TellingOf(TicketTold), new(HookDo.Tell, HookSentence.NoTicket(scene.Ticket)));
        return Told(memory, verdict) is var (told, sentence) ? HookResult.Of(told, new(HookDo.Tell, sentence)) : HookResult.Of(memory);
    }

    /// <summary>Calls of a model are not counted here: only what stopped the run before, and time that is over, keep one from being made.</summary>
    private static HookResult BeforeModel(HookScene scene, SessionMemory memory, Func<CapCounter, CapAmount> used)
    {
        if (memory.Stopped.Length > 0) return HookResult.Of(memory, new(HookDo.Refuse, memory.Stopped));
        var call = scene.CapCall(memory.BeganAt);
        var verdict = CapJudge.Judge(scene.Settings, call, default, priced: true, used);
        return verdict.Stops ? Refused(scene, memory, verdict, CapSentence.Of(scene.Settings, call, verdict)) : HookResult.Of(memory);
    }

    private static HookResult BeforeTool(HookScene scene, SessionMemory memory, Func<CapCounter, CapAmount> used)
    {
        var call = scene.CapCall(memory.BeganAt);
        var looked = LoopDetector.Before(memory.Loop, scene.Call.Call!, scene.Settings.Loops);
        var next = memory with { Loop = looked.State };
        var verdict = CapJudge.Judge(scene.Settings, call, OneCall, priced: true, used);
        if (verdict.Stops) return Refused(scene, next, verdict, CapSentence.Of(scene.Settings, call, verdict));

        // Nobody at work is more than warned, and a trial stops nobody.
        var most = scene.Autonomous && scene.Settings.Enforced ? LoopLevel.Stop : LoopLevel.Warn;
        var level = looked.Finding.Level < most ? looked.Finding.Level : most;
        if (level == LoopLevel.Stop)
        {
            var loop = new CapVerdict(CapAction.Stop, CapReason.Loop, null, [], []);
            return Refused(scene, next, loop, CapSentence.Of(scene.Settings, call, loop));
        }

        var tells = level > memory.LoopTold;
        next = next with { LoopTold = level };
        var decision = tells ? new HookDecision(HookDo.Tell, LoopSentence.Warning(looked.Finding, most == LoopLevel.Stop)) : HookDecision.Go;
        if (!tells && Told(next, verdict) is var (told, sentence)) (next, decision) = (told, new(HookDo.Tell, sentence));
        var slow = scene.Autonomous && (level == LoopLevel.Slow || verdict.Action == CapAction.Slow);
        return new(next, decision, slow, null, [.. verdict.Looks.Where(l => l is { Applies: true, Unit: CapUnit.Steps })])
        {
            NewFiles = looked.NewFiles,
        };
    }

    private static HookResult AfterTool(HookScene scene, SessionMemory memory)
    {
        var next = memory with { Loop = LoopDetector.After(memory.Loop, scene.Call.Call!, scene.Call.Failed) };
        var before = memory.Answer(Id(scene, "before"));
        var entry = scene.Event(CapEventKind.Step, scene.Call.CallId.Length > 0 ? $"hook-{Id(scene, "after"):x16}" : NewId(scene, "after")) with { NewFiles = before?.NewFiles ?? 0, ExitCode = scene.Call.Failed ? 1 : 0 };
        return HookResult.Of(next, null, entry);
    }

    /// <summary>A client that has the hook from two places calls it twice for one call of a tool: the second answer is the first.</summary>
    private static HookResult Once(HookScene scene, SessionMemory memory, string when, Func<SessionMemory, HookResult> judge)
    {
        var id = Id(scene, when);
        if (scene.Call.CallId.Length > 0 && memory.Answer(id) is { } known) return HookResult.Of(memory, new((HookDo)known.Did, known.Sentence));
        var result = judge(memory);
        return result with { Memory = result.Memory.Answered(new(id, (int)result.Decision.Do, result.Decision.Sentence, result.NewFiles)) };
    }

    private static HookResult Refused(HookScene scene, SessionMemory memory, CapVerdict verdict, string sentence)
    {
        var whole = HookSentence.WithAge(sentence, verdict.Reason, scene.Caps, scene.Now);
        var entry = scene.Event(CapEventKind.Refused, NewId(scene, "refused")) with { Action = verdict.Action, Reason = verdict.Reason, Rule = verdict.Deciding is { } look ? look.Rule?.Name ?? CapCounter.Grace : "" };
        return HookResult.Of(memory with { Stopped = whole }, new(HookDo.Refuse, whole), entry);
    }

    /// <summary>What a rule tells, once a session.</summary>
    private static (SessionMemory Memory, string Sentence)? Told(SessionMemory memory, CapVerdict verdict)
    {
        if (verdict is not { Action: not null, Deciding: { } look }) return null;
        var name = look.Rule?.Name ?? CapCounter.Grace;
        return memory.Told.Contains(name) ? null : (memory.TellingOf(name), CapSentence.Told(verdict));
    }

    private static ulong Id(HookScene scene, string when) => SipHash.Of(scene.Key, System.Text.Encoding.UTF8.GetBytes($"{when}\n{scene.Call.Client}\n{scene.Call.Session}\n{(scene.Call.CallId.Length > 0 ? scene.Call.CallId : (scene.Call.Call?.Shape ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture))}"));

    /// <summary>Of something that a client has no id for: what, where, when and by which process it was seen.</summary>
    private static string NewId(HookScene scene, string what) => $"hook-{Id(scene, $"{what}\n{scene.Call.EventName}"):x16}-{scene.Now.UtcTicks:x}-{Environment.ProcessId:x}";
}
