using System.CommandLine;

namespace Shiprank.Cli.Commands.Focus;

/// <summary><c>shiprank focus</c>: charges in the form that finance tools read, and whether a file has that form.</summary>
internal static class FocusCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("focus", "Charges in the form of FOCUS (FinOps Open Cost and Usage Specification)");
        command.Add(FocusExportCommand.Create(host));
        command.Add(FocusValidateCommand.Create(host));
        return command;
    }
}
