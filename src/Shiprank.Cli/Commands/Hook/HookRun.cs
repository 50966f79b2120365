using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>
/// One call of a hook, from stdin to answer. Whatever goes wrong, the agent goes on: a line on stderr and exit code 0. It takes no part of the rest of the
/// command line, whose start alone would take longer than all of this.
/// </summary>
internal static class HookRun
{
    private static readonly TimeSpan Slowed = TimeSpan.FromSeconds(3);

    /// <param name="eventName">Null: stdin says it.</param>
    public static HookAnswer Run(string client, string? eventName, CliEnvironment environment, string dataFolder)
    {
        if (HookDialect.Of(client) is not { } dialect) return Open($"nobody knows the client '{HarmlessName(client)}'");
        try
        {
            var input = HookInput.Read(environment.Input, out var problem);
            if (problem is not null) return Open(problem);
            var folder = HookFolder.Open(dataFolder);
            HookCall? call;
            using (var document = JsonDocument.Parse(input))
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object) return Open("stdin is no JSON object");
                call = dialect.Read(document.RootElement, eventName, folder.Key);
            }

            if (call is null) return Open("stdin names no event or no session");
            if (call.Event == HookEvent.Other) return HookAnswer.Nothing;
            return Judge(environment, folder, call, Caps(environment, dataFolder)) is { } decision ? dialect.Answer(call.Event, call.EventName, decision) : Open("other hooks of this session took too long");
        }
        catch (JsonException)
        {
            return Open("stdin is no JSON");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Open($"its own files can't be used ({failure.GetType().Name})");
        }
    }

    /// <returns>Null: the session could not be had.</returns>
    private static HookDecision? Judge(CliEnvironment environment, HookFolder folder, HookCall call, LocalCaps caps)
    {
        var scene = HookScene.Of(environment, call, caps, folder.Key);
        var file = folder.Session(call.Client, call.Session);
        var counters = new StepCounters(folder);
        HookResult result;
        using (var held = FileLock.Take(file + ".lock"))
        {
            if (held is null) return null;
            var memory = SessionFile.Read(file, scene.Now);
            result = HookJudge.Judge(scene, memory, counters.Used);
            foreach (var look in result.Counted) counters.Add(look.Counter);
            if (!ReferenceEquals(result.Memory, memory) || call.Event == HookEvent.SessionStart) SessionFile.Write(file, result.Memory);
        }

        if (result.Entry is { } entry) HookSpool.Add(folder, entry);
        if (call.Event == HookEvent.SessionStart) folder.Sweep(scene.Now);
        if (result.Slow) Task.Delay(Slowed, environment.Clock).GetAwaiter().GetResult();
        return result.Decision;
    }

    private static LocalCaps Caps(CliEnvironment environment, string dataFolder)
    {
        var file = environment.Variable("SHIPRANK_CAPS") is { } named ? environment.Absolute(named) : Path.Combine(dataFolder, LocalCaps.FileName);
        return new FileInfo(file) is { Exists: true, Length: <= LocalCaps.MostBytes } && LocalCaps.Read(File.ReadAllBytes(file)) is { } caps ? caps : LocalCaps.None;
    }

    private static HookAnswer Open(string why) => new("", $"shiprank hook: {why}; the call goes on\n", 0);

    private static string HarmlessName(string name) => new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(32)]);
}
