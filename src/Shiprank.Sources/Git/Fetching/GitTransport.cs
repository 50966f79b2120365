using System.Diagnostics;
using System.Text;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Git.Fetching;

/// <summary>
/// What a git process gets that may use the network: a list of protocols, no questions, and no program that a clone's configuration names
/// (hooks, credential helpers, proxies, ssh commands). A token travels in the environment, for its own address alone.
/// </summary>
internal sealed record GitTransport(bool AllowFile, string? AuthorisedAddress = null, Secret? Token = null)
{
    private static readonly string[] Options =
    [
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.askPass=",
        "-c", "core.gitProxy=",
        "-c", "core.sshCommand=",
        "-c", "core.alternateRefsCommand=true",
        "-c", "credential.helper=",
        "-c", "credential.interactive=false",
        "-c", "fetch.recurseSubmodules=false",
        "-c", "submodule.recurse=false",
        "-c", "fetch.writeCommitGraph=false",
        "-c", "gc.autoDetach=false",
        "-c", "maintenance.autoDetach=false",
        "-c", "http.lowSpeedLimit=1000",
        "-c", "http.lowSpeedTime=60",
    ];

    public void Apply(ProcessStartInfo info)
    {
        var set = info.Environment;
        set["GIT_ALLOW_PROTOCOL"] = AllowFile ? "https:ssh:file" : "https:ssh";
        set["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4";
        set["GIT_ASKPASS"] = "";
        set.Remove("SSH_ASKPASS");
        foreach (var option in Options) info.ArgumentList.Add(option);
        if (Token is null || AuthorisedAddress is null) return;

        // Not an argument: every user of the machine can read those.
        set["GIT_CONFIG_COUNT"] = "1";
        set["GIT_CONFIG_KEY_0"] = $"http.{AuthorisedAddress}.extraHeader";
        set["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{Token.Reveal()}"))}";
    }
}
