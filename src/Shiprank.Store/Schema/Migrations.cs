using System.Globalization;
using System.Text;

namespace Shiprank.Store.Schema;

/// <param name="Version">1, 2, …: the number that the file's name begins with.</param>
internal sealed record Migration(int Version, string Name, string Sql);

/// <summary>The schema's forward-only history, one embedded <c>NNNN_subject.sql</c> a step, and the texts that belong to an engine.</summary>
internal static class Migrations
{
    public const string VersionTable = "create table schema_versions (version integer primary key, name text not null, applied_at timestamptz not null)";

    private const string Prefix = "Shiprank.Store.Schema.";

    public static readonly IReadOnlyList<Migration> All = Load();

    public static int Newest => All[^1].Version;

    public static string DuckDbSession => Read(Prefix + "session.duckdb.sql");

    /// <summary>Computes days <c>$1</c> … <c>$2</c> of the rollup.</summary>
    public static string Rollup => Read(Prefix + "rollup.sql");

    private static List<Migration> Load()
    {
        var found = new List<Migration>();
        foreach (var resource in typeof(Migrations).Assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal) || !char.IsAsciiDigit(resource[Prefix.Length])) continue;
            var name = resource[Prefix.Length..^".sql".Length];
            found.Add(new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Read(resource)));
        }

        found.Sort((a, b) => a.Version.CompareTo(b.Version));
        return found;
    }

    private static string Read(string resource)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
