using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;

namespace Shiprank.Engine.Caps;

/// <summary>
/// The keys that work tokens are signed with (ECDSA, P-256): files of the data folder that its owner alone can read. The newest signs; a key that was
/// rotated out keeps its public half, so that a token that it signed holds until it expires.
/// </summary>
public sealed class WorkKeys : IDisposable
{
    /// <summary>Below the data folder.</summary>
    public const string FolderName = "work-keys";

    private const int IdLength = 16;
    private const string PrivateEnd = ".pem";
    private const string PublicEnd = ".pub.pem";

    private readonly SortedDictionary<string, ECDsa> keys;

    private WorkKeys(SortedDictionary<string, ECDsa> keys, string current)
    {
        (this.keys, Current) = (keys, current);

        // The one that signs comes first: nearly every token is its.
        All = [keys[current], .. keys.Where(k => k.Key != current).Select(k => k.Value)];
    }

    /// <summary>Id of the key that signs: the first 16 hex digits of the SHA-256 of its public half.</summary>
    public string Current { get; }

    /// <summary>Ids of all keys, bytewise.</summary>
    public IEnumerable<string> Ids => keys.Keys;

    public ECDsa Signing => keys[Current];

    /// <summary>All that a token may be signed with, for <see cref="Core.Caps.WorkToken.Read"/>.</summary>
    public IReadOnlyList<ECDsa> All { get; }

    /// <summary>Null when there is no key of this id.</summary>
    public ECDsa? Find(string id) => keys.GetValueOrDefault(id);

    /// <summary>Reads the keys, and makes the first one.</summary>
    public static Result<WorkKeys> Open(string dataFolder)
    {
        if (dataFolder.Length == 0) return new Problem("", 0, "there is no data folder, and so no keys of work tokens");
        var folder = Path.Combine(dataFolder, FolderName);
        try
        {
            if (!Directory.Exists(folder)) CreateFolder(folder);
            var files = Directory.GetFiles(folder, "*" + PrivateEnd).Order(StringComparer.Ordinal).ToList();
            if (!files.Exists(IsPrivate)) files.Add(Make(folder));
            var keys = new SortedDictionary<string, ECDsa>(StringComparer.Ordinal);

            // A rotation that was cut short leaves both halves of a key: the private one is the whole of it.
            foreach (var file in files.OrderBy(IsPrivate)) keys[Id(file)] = Read(file);
            return new WorkKeys(keys, Id(files.Where(IsPrivate).MaxBy(f => (File.GetLastWriteTimeUtc(f), f))!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return Unusable(folder, e);
        }
    }

    /// <summary>Makes a new key that signs from now on; of those before only the public halves stay.</summary>
    /// <returns>Id of the new key.</returns>
    public static Result<string> Rotate(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, FolderName);
        try
        {
            if (!Directory.Exists(folder)) CreateFolder(folder);
            var old = Directory.GetFiles(folder, "*" + PrivateEnd).Where(IsPrivate).ToList();
            var made = Make(folder);
            foreach (var file in old)
            {
                using var key = Read(file);
                Write(Path.Combine(folder, Id(file) + PublicEnd), key.ExportSubjectPublicKeyInfoPem());
                File.Delete(file);
            }

            return Id(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return Unusable(folder, e);
        }
    }

    public void Dispose()
    {
        foreach (var key in keys.Values) key.Dispose();
    }

    private static Problem Unusable(string folder, Exception why) =>
        new(folder, 0, $"the keys of work tokens can't be used: {why.Message}", "see that the folder is whole, and readable and writable for Shiprank's user");

    private static bool IsPrivate(string file) => !file.EndsWith(PublicEnd, StringComparison.Ordinal);

    private static string Id(string file)
    {
        var name = Path.GetFileName(file);
        return name[..^(IsPrivate(file) ? PrivateEnd : PublicEnd).Length];
    }

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key.KeySize == 256 ? key : throw new CryptographicException($"{Path.GetFileName(file)} is no key of the curve P-256");
    }

    private static string Make(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..IdLength] + PrivateEnd);
        Write(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Whole or not at all: a key that is half written would stop every token.</summary>
    private static void Write(string file, string text)
    {
        var partial = file + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(partial, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file, overwrite: true);
    }
}
