using Shiprank.Sources.Organisation;
using Shiprank.Cli.Terminal;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>The organisation file: there when it was named, and valid.</summary>
internal static class ConfigCheck
{
    public static Check Run(CommandContext context)
    {
        if (context.ConfigFile is not { } path)
            return Check.Warn("configuration", "no shiprank.yaml", "usage and prices work without one; scores and boards need an organisation file (--config FILE)");
        if (!File.Exists(path)) return Check.Fail("configuration", $"{path}: no such file", "check --config and SHIPRANK_CONFIG");
        var reading = OrganisationReader.Read(path);
        if (reading.Value is not { } file) return Check.Fail("configuration", string.Join("; ", reading.Problems), "see docs/reference/organisation-file.md");
        return Check.Ok("configuration", $"{path}: {Figures.Many(file.Repositories.Count, "repository", "repositories")}, {Figures.Many(file.Teams.Count, "team")}, {Figures.Many(file.People.Count, "person", "people")}");
    }
}
