using System.Security.Cryptography;
using Shiprank.Core;
using Shiprank.Engine;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>
/// The organisation as its file says now. A file that can't be read keeps the last one that could in force, and what is wrong with it is told until it
/// is mended.
/// </summary>
public sealed class LiveWorkspace
{
    /// <summary>Folder below the data where made-up data lie that somebody asked for.</summary>
    public const string SampleFolder = "sample";

    private readonly Lock gate = new();
    private readonly string dataFolder;
    private readonly IStore store;
    private volatile string? path;
    private volatile State state;
    private Action<Workspace, Workspace>? watchers;

    public LiveWorkspace(ServerOptions options)
    {
        (path, dataFolder, store) = (options.ConfigPath, options.DataFolder, options.Store);
        state = new(options.Workspace.Agreed(store), [], path is null ? "" : Fingerprint(options.Workspace));
    }

    public Workspace Current => state.Workspace;

    /// <summary>The organisation file; null when there is none to look at.</summary>
    public string? Path => path;

    /// <summary>True while the organisation file is yet to be made.</summary>
    public bool IsMissing => path is { } file && !File.Exists(file);

    /// <summary>True for made-up data that were loaded instead of an organisation.</summary>
    public bool IsSample => dataFolder.Length > 0 && path is { } file && file.StartsWith(System.IO.Path.Combine(dataFolder, SampleFolder) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>What is wrong with the file; empty when it is in force as it stands.</summary>
    public IReadOnlyList<Problem> Problems => state.Problems;

    /// <summary>Takes another file from now on.</summary>
    public void Adopt(string file)
    {
        path = file;
        Reload();
    }

    /// <summary>Tells whenever another organisation is in force: the one before, and the one from now on.</summary>
    public void Watch(Action<Workspace, Workspace> look) => watchers += look;

    /// <summary>Looks at the file, and at the policy that it names, and takes it if it is another one.</summary>
    /// <returns>True when another organisation is in force now.</returns>
    public bool Reload()
    {
        lock (gate) return path is not null && Take();
    }

    private bool Take()
    {
        var before = state;
        var fingerprint = Fingerprint(before.Workspace);
        if (fingerprint == before.Fingerprint || IsMissing) return false;
        var loaded = Workspace.Load(path!);
        if (loaded.Value is not { } workspace)
        {
            state = before with { Problems = loaded.Problems, Fingerprint = fingerprint };
            return false;
        }

        state = new(workspace.In(dataFolder).Agreed(store), [], Fingerprint(workspace));
        watchers?.Invoke(before.Workspace, state.Workspace);
        return true;
    }

    /// <summary>Takes what people said meanwhile about showing their row.</summary>
    public void Agree()
    {
        lock (gate) state = state with { Workspace = (path is { } file && Workspace.Load(file).Value is { } read ? read.In(dataFolder) : state.Workspace).Agreed(store) };
    }

    private string Fingerprint(Workspace workspace)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (string?[])[path, workspace.Organisation.PolicyPath, .. workspace.Organisation.Prices.Lists.Select(l => l.Path), dataFolder.Length > 0 ? InstalledList.PathIn(dataFolder) : null])
        {
            if (file is null || (file == InstalledList.PathIn(dataFolder) && !File.Exists(file))) continue;
            try
            {
                hash.AppendData(File.ReadAllBytes(file));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Loading says the same as a problem with its remedy.
                hash.AppendData([0]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record State(Workspace Workspace, IReadOnlyList<Problem> Problems, string Fingerprint);
}
