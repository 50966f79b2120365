using System.Text.Json;

namespace Shiprank.Server.Commands;

/// <summary>
/// <c>server.json</c> in the data folder: where the server that owns the folder listens, and what proves that a caller may read this file, which only
/// its owner may.
/// </summary>
/// <param name="Address">Base address on this machine.</param>
/// <param name="Process">Its id.</param>
/// <param name="Config">Absolute path of the organisation file that it works with.</param>
public sealed record ServerFile(Uri Address, int Process, string Secret, string Config, string Program)
{
    public const string Name = "server.json";

    private const int LargestBytes = 64 * 1024;

    /// <returns>Null when there is none, it is another user's, or it is none that a server wrote.</returns>
    public static ServerFile? Read(string dataFolder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(dataFolder, Name));
            if (!file.Exists || file.Length > LargestBytes) return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var root = document.RootElement;
            return new(new(Text("address")), root.GetProperty("process").GetInt32(), Text("secret"), Text("config"), Text("program"));

            string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException(name);
        }
        catch (Exception unfit) when (unfit is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // What can't be read names no server; whether one owns the data shows when they are opened.
            return null;
        }
    }

    /// <summary>Writes it whole, for the owner alone from its first byte on.</summary>
    public void Write(string dataFolder)
    {
        var (path, beside) = (Path.Combine(dataFolder, Name), Path.Combine(dataFolder, Name + ".new"));
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(beside, options))
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("address", Address.ToString());
            json.WriteNumber("process", Process);
            json.WriteString("secret", Secret);
            json.WriteString("config", Config);
            json.WriteString("program", Program);
            json.WriteEndObject();
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Takes the file away that this server wrote; another one's stays.</summary>
    public void Remove(string dataFolder)
    {
        if (Read(dataFolder) is { } there && there.Secret == Secret) File.Delete(Path.Combine(dataFolder, Name));
    }
}
