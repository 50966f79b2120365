using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Shiprank.Store.Tests;

/// <summary>Runs the suite, or is the second process that some tests need (<see cref="Child"/>).</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["child", var what, var file] => Task.FromResult(Child.Run(what, file)),
        _ when args.Contains("--server", StringComparer.Ordinal) || args.Contains("--internal-msbuild-node", StringComparer.Ordinal) =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
