namespace Shiprank.Cli.Commands.Connect;

/// <summary>The plugin that hands OpenClaw's hooks on (from its documentation of November 2026, not measured).</summary>
internal static class HookPlugin
{
    /// <param name="file">One of the plugin's files.</param>
    /// <param name="entries">Each with its command as a JSON array of words.</param>
    public static string Text(string file, IReadOnlyList<HookEntry> entries) => file switch
    {
        "openclaw.plugin.json" => """
            {
              "id": "shiprank",
              "name": "Shiprank",
              "description": "Asks shiprank before a tool is called",
              "configSchema": { "type": "object", "additionalProperties": false, "properties": {} }
            }

            """,
        "package.json" => """
            {
              "name": "shiprank-hooks",
              "version": "1.0.0",
              "private": true,
              "type": "module",
              "openclaw": { "extensions": ["./index.js"] }
            }

            """,
        _ => $$"""
            // Written by `shiprank connect openclaw --hooks`. Whatever goes wrong here, the call goes on.
            import { spawn } from 'node:child_process';

            const commands = {
            {{string.Join("\n", entries.Select(e => $"  {e.Event}: {e.Command},"))}}
            };

            function ask(name, event, context) {
              return new Promise(resolve => {
                const [program, ...words] = commands[name];
                const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'], timeout: {{entries[0].Timeout}} });
                let said = '';
                child.stdout.on('data', part => { said += part; });
                child.stdin.on('error', () => {});
                child.on('error', () => resolve(undefined));
                child.on('close', () => {
                  try { resolve(said ? JSON.parse(said) : undefined); } catch (broken) { resolve(undefined); }
                });
                child.stdin.end(JSON.stringify({
                  sessionKey: context?.sessionKey ?? context?.sessionId ?? event?.sessionId ?? '', cwd: context?.workspaceDir ?? process.cwd(),
                  toolName: event?.toolName ?? '', params: event?.params ?? {}, error: event?.error ? 'failed' : '',
                }));
              });
            }

            export default {
              id: 'shiprank',
              register(api) {
                for (const name of Object.keys(commands)) api.on(name, (event, context) => ask(name, event, context));
              },
            };

            """,
    };
}
