using System.ComponentModel;
using System.Diagnostics;

namespace Shiprank.Tests.Pricing;

/// <summary>The npm package that the list comes from, asked through node; a test that needs it is skipped aloud where either is missing.</summary>
internal static class NodePackage
{
    public static string Run(string input, params IReadOnlyList<string> arguments)
    {
        if (!Directory.Exists(Path.Combine(SourceTree.Root, "node_modules", "@pydantic", "genai-prices"))) Assert.Skip("the npm package @pydantic/genai-prices is not installed (npm ci)");
        using var node = Start(arguments);
        var output = node.StandardOutput.ReadToEndAsync();
        node.StandardInput.Write(input);
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return output.GetAwaiter().GetResult();
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments)
            {
                WorkingDirectory = SourceTree.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
            throw;
        }
    }
}
