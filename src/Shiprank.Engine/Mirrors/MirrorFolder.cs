using System.Text;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Mirrors;

/// <summary>Where in a data folder the mirrors of repositories lie that have an address and no path.</summary>
public static class MirrorFolder
{
    private const string Kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    /// <summary>The same organisation, its repositories without a path placed at their mirrors.</summary>
    public static OrganisationFile Place(OrganisationFile file, string dataFolder) => file with
    {
        Repositories = [.. file.Repositories.Select(r => r is { Path: null, Url: not null } ? r with { Path = Of(dataFolder, r.Name), Mirrored = true } : r)],
    };

    /// <summary>Any name gives a folder of its own directly under <c>mirrors</c>: what is no letter, digit, <c>-</c>, <c>_</c> or inner dot is written as <c>%XX</c>.</summary>
    public static string Of(string dataFolder, string name)
    {
        var folder = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            if (Kept.Contains((char)value) && (value != (byte)'.' || folder.Length > 0)) folder.Append((char)value);
            else folder.Append('%').Append(value.ToString("X2", null));
        }

        return Path.Combine(Path.GetFullPath(dataFolder), "mirrors", folder.Append(".git").ToString());
    }
}
