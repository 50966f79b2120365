namespace Shiprank.Cli.Commands.Doctor;

/// <summary>The organisation file: there when it was named, and readable.</summary>
internal static class ConfigCheck
{
    public static Check Run(CommandContext context)
    {
        if (context.ConfigFile is not { } path)
            return Check.Warn("configuration", "no shiprank.yaml", "usage and prices work without one; scores and boards need an organisation file (--config FILE)");
        return File.Exists(path) ? Check.Ok("configuration", path) : Check.Fail("configuration", $"{path}: no such file", "check --config and SHIPRANK_CONFIG");
    }
}
