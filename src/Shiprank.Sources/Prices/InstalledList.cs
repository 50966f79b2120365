using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Pricing;

namespace Shiprank.Sources.Prices;

/// <summary>A list of the product that was taken by <c>shiprank prices refresh</c>: it lies beside the store and holds while it is newer than the shipped one.</summary>
public static class InstalledList
{
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "prices", "price-list.json");

    /// <returns>Null when there is none, or the program came with a newer one; a problem when it can't be read.</returns>
    public static Result<byte[]?> Read(string dataFolder)
    {
        var path = PathIn(dataFolder);
        try
        {
            if (!File.Exists(path)) return (byte[]?)null;
            var bytes = File.ReadAllBytes(path);
            var (version, date) = Check(bytes);
            return date >= PriceBook.Embedded.Date && version != ShippedVersion ? bytes : (byte[]?)null;
        }
        catch (JsonException e)
        {
            return new Problem(path, e.LineNumber + 1 ?? 0, e.Message, "take a list anew: shiprank prices refresh --from FILE --write; until then the shipped list holds");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, 0, e.Message, "until it can be read the shipped list holds");
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public static void Write(string dataFolder, byte[] list)
    {
        var path = PathIn(dataFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.WriteAllBytes(beside, list);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Version and day of a list in the product's form.</summary>
    /// <exception cref="JsonException">It isn't one.</exception>
    public static (string Version, DateOnly Date) Check(byte[] list)
    {
        using var document = JsonDocument.Parse(list);
        document.RootElement.Only("version", "date", "source", "providers");
        var (version, date, providers) = PriceFile.List(document.RootElement);
        if (providers.Count == 0) throw new JsonException("the list has no providers");
        return (version, date);
    }

    private static string ShippedVersion => PriceBook.Embedded.Version.Split('+')[0];
}
