using System.Security.Cryptography;
using Shiprank.Core;
using Shiprank.Engine;

namespace Shiprank.Server.Jobs;

/// <summary>
/// The organisation as its file says now. A file that can't be read keeps the last one that could in force, and what is wrong with it is told until it
/// is mended.
/// </summary>
public sealed class LiveWorkspace
{
    private readonly string? path;
    private readonly string dataFolder;
    private volatile State state;

    public LiveWorkspace(ServerOptions options)
    {
        (path, dataFolder) = (options.ConfigPath, options.DataFolder);
        state = new(options.Workspace, [], path is null ? "" : Fingerprint(options.Workspace));
    }

    public Workspace Current => state.Workspace;

    /// <summary>What is wrong with the file; empty when it is in force as it stands.</summary>
    public IReadOnlyList<Problem> Problems => state.Problems;

    /// <summary>Looks at the file, and at the policy that it names, and takes it if it is another one. For one caller at a time.</summary>
    /// <returns>True when another organisation is in force now.</returns>
    public bool Reload()
    {
        if (path is null) return false;
        var before = state;
        var fingerprint = Fingerprint(before.Workspace);
        if (fingerprint == before.Fingerprint) return false;
        var loaded = Workspace.Load(path);
        if (loaded.Value is not { } workspace)
        {
            state = before with { Problems = loaded.Problems, Fingerprint = fingerprint };
            return false;
        }

        state = new(workspace.In(dataFolder), [], Fingerprint(workspace));
        return true;
    }

    private string Fingerprint(Workspace workspace)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in (string?[])[path, workspace.Organisation.PolicyPath])
        {
            if (file is null) continue;
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
