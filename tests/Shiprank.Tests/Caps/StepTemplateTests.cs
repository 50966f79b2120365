using System.Text.RegularExpressions;
using Shiprank.Cli;
using Shiprank.Tests.Cli;
using YamlDotNet.RepresentationModel;

namespace Shiprank.Tests.Caps;

/// <summary>The templates for CI are YAML of their systems' shape, and each option that they use exists.</summary>
public sealed partial class StepTemplateTests
{
    [Fact]
    public void The_github_step_runs_what_its_inputs_say()
    {
        var root = Read("deploy/github/action.yml");
        Assert.Equal("composite", Text(root, "runs", "using"));
        var step = (YamlMappingNode)((YamlSequenceNode)Node(root, "runs", "steps"))[0];
        var inputs = ((YamlMappingNode)Node(root, "inputs")).Children.Keys.Select(k => k.ToString()).ToHashSet();
        var used = Expression().Matches(File.ReadAllText(Path("deploy/github/action.yml"))).Select(m => m.Groups["input"].Value).Where(i => i.Length > 0).ToHashSet();
        Assert.Equal(inputs.Order(), used.Order());
        Assert.DoesNotContain("${{", Text(step, "run"), StringComparison.Ordinal);
        Options(Text(step, "run"));
    }

    [Fact]
    public void The_gitlab_job_runs_what_its_variables_say()
    {
        var job = (YamlMappingNode)Node(Read("deploy/gitlab/agent.gitlab-ci.yml"), ".shiprank-agent");
        var script = Assert.Single((YamlSequenceNode)Node(job, "script")).ToString();
        var known = ((YamlMappingNode)Node(job, "variables")).Children.Keys.Select(k => k.ToString());
        Assert.Equal(known.Order(), Variable().Matches(script).Select(m => m.Groups["name"].Value).Distinct().Order());
        Options(script);
    }

    /// <summary>The command's own help has every option that the line uses.</summary>
    private static void Options(string script)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCode.Ok, run.Run("run", "--help"));
        var line = script[script.IndexOf("shiprank run", StringComparison.Ordinal)..];
        var options = Option().Matches(line[..line.IndexOf(" -- ", StringComparison.Ordinal)]).Select(m => m.Value).ToList();
        Assert.True(options.Count >= 4);
        Assert.All(options, o => Assert.Contains(o, run.Out, StringComparison.Ordinal));
    }

    private static string Path(string relative) => System.IO.Path.Combine(SourceTree.Root, relative);

    private static YamlMappingNode Read(string relative)
    {
        using var reader = File.OpenText(Path(relative));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlNode Node(YamlMappingNode from, params string[] keys) => keys.Aggregate((YamlNode)from, (at, key) => ((YamlMappingNode)at).Children[key]);

    private static string Text(YamlMappingNode from, params string[] keys) => ((YamlScalarNode)Node(from, keys)).Value!;

    [GeneratedRegex(@"\$\{\{ inputs\.(?<input>[a-z-]+) \}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z_]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
