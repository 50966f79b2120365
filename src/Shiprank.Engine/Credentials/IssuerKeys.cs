using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;

namespace Shiprank.Engine.Credentials;

/// <summary>
/// The keys that credentials are signed with: files of the data folder that its owner alone can read. The newest signs; a key that was rotated out
/// keeps its public half, so that what it signed can be verified as long as the folder lives.
/// </summary>
public sealed class IssuerKeys : IDisposable
{
    /// <summary>Below the data folder.</summary>
    public const string FolderName = "badge-keys";

    private const int KeyBits = 3072;
    private const int IdLength = 16;
    private const string PrivateEnd = ".pem";
    private const string PublicEnd = ".pub.pem";

    private readonly Dictionary<string, RSA> keys;

    private IssuerKeys(Dictionary<string, RSA> keys, string current) => (this.keys, Current) = (keys, current);

    /// <summary>Id of the key that signs.</summary>
    public string Current { get; }

    /// <summary>Ids of all keys, bytewise.</summary>
    public IEnumerable<string> Ids => keys.Keys.Order(StringComparer.Ordinal);

    public RSA Signing => keys[Current];

    /// <summary>Null when there is no key of this id.</summary>
    public RSA? Find(string id) => keys.GetValueOrDefault(id);

    /// <summary>Reads the keys, and makes the first one.</summary>
    public static Result<IssuerKeys> Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, FolderName);
        try
        {
            if (!Directory.Exists(folder)) CreateFolder(folder);
            var files = Directory.GetFiles(folder, "*" + PrivateEnd).Order(StringComparer.Ordinal).ToList();
            if (!files.Exists(IsPrivate)) files.Add(Make(folder));
            var keys = files.ToDictionary(Id, Read, StringComparer.Ordinal);
            return new IssuerKeys(keys, Id(files.Where(IsPrivate).MaxBy(f => (File.GetLastWriteTimeUtc(f), f))!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return new Problem(folder, 0, $"the keys of credentials can't be used: {e.Message}", "see that the folder is whole, and readable and writable for Shiprank's user");
        }
    }

    /// <summary>A key of a data folder, if that has it; to be disposed of.</summary>
    public static RSA? Stored(string dataFolder, string id)
    {
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower)) return null;
        try
        {
            var file = new[] { PrivateEnd, PublicEnd }.Select(end => Path.Combine(dataFolder, FolderName, id + end)).FirstOrDefault(File.Exists);
            return file is null ? null : Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // Another user's folder: the issuer is asked.
            return null;
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
                WriteNew(Path.Combine(folder, Id(file) + PublicEnd), key.ExportSubjectPublicKeyInfoPem());
                File.Delete(file);
            }

            return Id(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return new Problem(folder, 0, $"the keys of credentials can't be used: {e.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var key in keys.Values) key.Dispose();
    }

    private static bool IsPrivate(string file) => !file.EndsWith(PublicEnd, StringComparison.Ordinal);

    private static string Id(string file)
    {
        var name = Path.GetFileName(file);
        return name[..^(IsPrivate(file) ? PrivateEnd : PublicEnd).Length];
    }

    private static RSA Read(string file)
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private static string Make(string folder)
    {
        using var key = RSA.Create(KeyBits);
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..IdLength] + PrivateEnd);
        WriteNew(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void WriteNew(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
