using System.Globalization;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;

namespace Shiprank.Bench.Signals;

/// <summary>
/// <c>bench public-signals CONFIG DATA [STEP]</c>: walks through a synced history, a quarter at each step (91 days unless given), and says by rule how many
/// people it would have asked of those who merged something: on a public repository, that is how often it asks honest people.
/// </summary>
internal static class PublicSignalsTrial
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine("usage: bench public-signals CONFIG DATA [STEP]");
            return 2;
        }

        using var store = Workspace.OpenStore(arguments[1], TimeProvider.System).Value;
        var workspace = Workspace.Load(arguments[0]).Value!;
        var step = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : DeliveryFactsReader.Days;
        var times = workspace.Organisation.Repositories.Select(r => store.ReadHistory(r.Name)).OfType<Core.Delivery.RepositoryHistory>().SelectMany(h => h.Commits).Select(c => c.CommittedAt).ToList();
        var (people, found) = (0, new List<Finding>());
        for (var asOf = times.Min().AddDays(step); asOf < times.Max().AddDays(step); asOf = asOf.AddDays(step))
        {
            var facts = DeliveryFactsReader.Read(store, Standing.Of(Facts.Try(store, workspace, asOf)), step);
            var asked = SignalCatalogue.Look(new() { AsOf = asOf, Usage = UsageFacts.None, Delivery = facts });
            var merged = facts.Changes.SelectMany(c => c.People).Distinct(StringComparer.Ordinal).Count();
            people += merged;
            found.AddRange(asked);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{asOf:yyyy-MM-dd}: {facts.Changes.Count} changes, {merged} people, {asked.Count} questions"));
            foreach (var finding in asked) Console.WriteLine($"  {finding.Rule} {finding.Subject.Kind}: {finding.Seen}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people} person-quarters, {found.Count(f => f.Subject.Kind == SubjectKind.Person)} questions to people ({100.0 * found.Count(f => f.Subject.Kind == SubjectKind.Person) / Math.Max(1, people):0.00} %), {found.Count} in all"));
        foreach (var rule in found.GroupBy(f => f.Rule)) Console.WriteLine($"  {rule.Key}: {rule.Count()}");
        return 0;
    }
}
