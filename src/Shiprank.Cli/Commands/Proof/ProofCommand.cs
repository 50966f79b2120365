using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Proof;
using Shiprank.Sources.Organisation;

namespace Shiprank.Cli.Commands.Proof;

/// <summary><c>shiprank proof</c>: what a place on the board costs, by honest work and by every known way to game it, with us and with others' rules.</summary>
internal static class ProofCommand
{
    private static readonly Option<int?> seed = Number("--seed", "Names the first world; the others follow from it (default: 1)", 0, 1_000_000);
    private static readonly Option<int?> people = Number("--people", "Engineers in a world (default: 300; short: 60)", 20, 2000);
    private static readonly Option<int?> seeds = Number("--seeds", "Worlds (default: 20; short: 4)", 1, 1000);
    private static readonly Option<string[]?> attack = new("--attack") { Description = "Only this attack (A1 to A16, or A6.copied-blocks); may be named several times", HelpName = "ID" };
    private static readonly Option<string[]?> policy = new("--policy") { Description = "Another policy, beside the built-in ones", HelpName = "FILE" };
    private static readonly Option<bool> isShort = new("--short") { Description = "A small proof, for a run of the tests" };
    private static readonly Option<bool> shipped = new("--shipped") { Description = "The proof that comes with this version; nothing is run" };
    private static readonly Option<string?> write = new("--write") { Description = "Also write proof.md, its plots and proof.json into this folder", HelpName = "DIR" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("proof", "Can the rank be bought? Seeded worlds, every known attack, our boards and others', USD per rank point") { seed, people, seeds, attack, policy, isShort, shipped, write };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Get(attack)?.FirstOrDefault(a => !ProofOptions.Knows(a)) is { } unknown) return context.Fail(ExitCode.Usage, $"--attack: there is no attack '{unknown}'", $"one of {string.Join(", ", ProofOptions.AttackNames)}");
        var policies = ProofPolicies.BuiltIn.ToList();
        foreach (var path in context.Get(policy) ?? [])
        {
            var read = PolicyReader.Read(context.Environment.Absolute(path));
            if (read.Value is not { } own) return context.Fail(ExitCode.Usage, read.Problems);
            policies.Add(own);
        }

        var report = context.Get(shipped) ? ShippedProof.Report : Prove(context, Options(context) with { Policies = policies });
        if (context.Get(write) is { } folder) ProofFiles.Write(context.Environment.Absolute(folder), report with { Day = report.Day ?? DateOnly.FromDateTime(context.Environment.Clock.GetUtcNow().UtcDateTime) });
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ProofDocument.Write(stream, report)));
        else ProofText.Write(context.Terminal, report);
        return ExitCode.Ok;
    }

    private static ProofOptions Options(CommandContext context)
    {
        var basis = context.Get(isShort) ? ProofOptions.Short : new ProofOptions();
        return basis with
        {
            Seed = context.Get(seed) ?? basis.Seed,
            Seeds = context.Get(seeds) ?? basis.Seeds,
            People = context.Get(people) ?? basis.People,
            Attacks = context.Get(attack) ?? [],
        };
    }

    private static ProofReport Prove(CommandContext context, ProofOptions options)
    {
        var done = 0;
        using var line = new ProgressLine(context.Terminal, context.Environment.Clock, () => $"proving: {Volatile.Read(ref done)} of {options.Seeds} worlds");
        return Prover.Run(options, CommandLine.Version, new Told(worlds => Volatile.Write(ref done, worlds)), context.Cancellation);
    }

    private static Option<int?> Number(string name, string description, int least, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var value) || value < least || value > most)) result.AddError($"{name}: a whole number from {least} to {most}");
        });
        return option;
    }

    private sealed class Told(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
