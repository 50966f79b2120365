using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>Reads the lists that an organisation file names.</summary>
public static class OwnPrices
{
    /// <param name="organisationFile">For problems: where the lists are named.</param>
    /// <returns>The product's list with those of the organisation before it, or what is wrong with each of its files.</returns>
    public static (PriceParts? Parts, IReadOnlyList<Problem> Problems) Read(PriceSettings settings, string organisationFile)
    {
        List<Problem> problems = [];
        List<PricePart> parts = [.. settings.Credits.Select(PricePart.Of)];
        foreach (var list in settings.Lists)
        {
            if (Read(list, organisationFile) is { Succeeded: true, Value: var part }) parts.Add(part);
            else problems.Add(Read(list, organisationFile).Problem);
        }

        return problems.Count == 0 ? (PriceBook.Shipped.With(parts), []) : (null, problems);
    }

    /// <summary>A list for a trial: one file alone before the product's, in place of the organisation's own.</summary>
    /// <param name="namedIn">For problems: the file that names the list.</param>
    public static Result<PriceList> Over(PriceParts parts, PriceListEntry list, string namedIn) =>
        Read(list, namedIn) is { Succeeded: true, Value: var part } ? parts.With([part]).List : Read(list, namedIn).Problem;

    private static Result<PricePart> Read(PriceListEntry list, string organisationFile)
    {
        try
        {
            var part = new PricePart(list.Name, list.Kind, list.Providers, list.From, list.To, File.ReadAllBytes(list.Path));
            var layer = part.Layer(PriceBook.Embedded.Rules);
            var unknown = layer.Providers.Where(p => PriceBook.Embedded.Providers.All(k => k.Id != p) && layer.List?.Providers.All(k => k.Id != p) != false).ToList();
            return unknown.Count == 0 ? part : new Problem(organisationFile, list.Line, $"no list knows the provider \"{unknown[0]}\" of \"{list.Name}\"", "`shiprank prices` shows the ids of providers");
        }
        catch (JsonException e)
        {
            return new Problem(list.Path, e.LineNumber + 1 ?? 0, e.Message, "see docs/reference/prices.md");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(organisationFile, list.Line, $"the file of \"{list.Name}\" can't be read: {e.Message}");
        }
    }
}
